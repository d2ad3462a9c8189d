# rules.awk - make of spec/rules.md
#   -v form=page   the manual page talkmark-rules(7), in mdoc
#   -v form=table  the rows that 'talkmark check --explain' and '--rules' read:
#                  EXPLANATION("rule", MEND, "text for a terminal")
#
# The form of spec/rules.md is told in its introduction. What is not of this
# form ends the run with status 1.

function fail(message)
{
    print FILENAME ":" FNR ": " message > "/dev/stderr"
    failed = 1
    exit 1
}

BEGIN {
    if (form != "page" && form != "table") {
        print "rules.awk: form=page or form=table" > "/dev/stderr"
        failed = 1
        exit 1
    }
    page = form == "page"
    if (page) {
        print ".\\\" Made of spec/rules.md by tools/rules.awk."
        print ".Dd November 25, 2026\n.Dt TALKMARK-RULES 7\n.Os"
        print ".Sh NAME\n.Nm talkmark-rules"
        print ".Nd what talkmark check looks for"
    } else {
        print "// clang-format off"
    }
}

# ---- mdoc ----

# A line as mdoc takes it: what would begin a request or an escape does not.
function literal(line)
{
    gsub(/\\/, "&e", line)
    return line ~ /^[.']/ ? "\\&" line : line
}

# What stands outside of backticks: *words* in italics, and a sentence on lines
# of its own.
function plain(part)
{
    gsub(/\\/, "&e", part)
    while (match(part, /\*[a-z]+\*/))
        part = substr(part, 1, RSTART - 1) "\\fI" \
               substr(part, RSTART + 1, RLENGTH - 2) "\\fR" \
               substr(part, RSTART + RLENGTH)
    gsub(/[.] +/, ".\n", part)
    return part
}

function code(part)
{
    gsub(/\\/, "&e", part)
    gsub(/-/, "\\\\&", part)
    return "\\fB" part "\\fR"
}

# A line of a paragraph.
function prose(line, parts, count, i, out)
{
    count = split(line, parts, "`")
    if (count % 2 == 0)
        fail("a backtick is not closed on its line")
    for (i = 1; i <= count; i++)
        out = out (i % 2 ? plain(parts[i]) : code(parts[i]))
    return out ~ /^[.']/ ? "\\&" out : out
}

function list_ends()
{
    if (listed)
        print ".El"
    listed = 0
}

function page_line(line)
{
    if (line == "") {
        parted = 1
        return
    }
    if (line ~ /^- /) {
        if (!listed)
            print ".Bl -bullet"
        listed = 1
        print ".It"
        line = substr(line, 3)
    } else if (line ~ /^ /) {
        sub(/^ +/, "", line)
    } else {
        list_ends()
        if (parted && !headed)
            print ".Pp"
    }
    parted = headed = 0
    if (match(line, /^\*[a-z]+\* /)) {
        print ".Em " substr(line, 2, RLENGTH - 3) " :"
        line = substr(line, RLENGTH + 1)
    }
    print prose(line)
}

function page_heading(macro, words)
{
    list_ends()
    headed = 1
    print macro " " words
}

# ---- Rows for the program ----

function quoted(line)
{
    gsub(/["\\]/, "\\\\&", line)
    return "    \"" line "\\n\"\n"
}

function add(line)
{
    text = text quoted(line)
    size += length(line) + 1
}

function close_row(mend)
{
    if (rule == "")
        return
    if (wrong != 1 || right != 1)
        fail(rule ": not one wrong and one right example")
    # What C promises to take as one string.
    if (size > 4000)
        fail(rule ": over 4,000 bytes")
    mend = said ~ /`--fix` mends it\. $/ ? "TM_MEND_SAFE" : \
           said ~ /`--fix --unsafe` mends it\. $/ ? "TM_MEND_UNSAFE" : \
           "TM_MEND_NONE"
    if (!page)
        printf "EXPLANATION(\"%s\", %s,\n%s)\n", rule, mend, text
    rule = text = said = ""
    size = wrong = right = 0
}

# ---- The file ----

function example_begins(which)
{
    if (which == "wrong")
        wrong++
    else if (which == "right")
        right++
    else
        fail("an example is wrong or right, not \"" which "\"")
    which = which == "wrong" ? "Wrong:" : "Right:"
    if (page)
        print ".Pp\n" which "\n.Bd -literal -offset 4n"
    else {
        add("")
        add(which)
        add("")
    }
}

/^<!--/ && !fenced, /-->$/ { next }

fenced && $0 == "```" {
    fenced = 0
    if (page)
        print ".Ed"
    next
}
fenced {
    if (page)
        print literal($0)
    else
        add($0 == "" ? "" : "    " $0)
    next
}
/^```/ {
    if (rule == "")
        fail("an example without a rule")
    fenced = 1
    example_begins(substr($0, 4))
    next
}
/^# / {
    if (page)
        page_heading(".Sh", "DESCRIPTION")
    next
}
/^## / {
    close_row()
    chapter = 1
    if (page)
        page_heading(".Sh", toupper(substr($0, 4)))
    next
}
/^### / {
    close_row()
    rule = substr($0, 5)
    if (page)
        page_heading(".Ss", rule)
    next
}
page {
    if (rule != "" && $0 != "")
        said = said $0 " "
    page_line($0)
    next
}
rule != "" && $0 != "" {
    said = said $0 " "
    sub(/^\*[a-z]+\* /, "")
    add($0)
}

END {
    if (failed)
        exit 1
    if (fenced)
        fail("an example never ends")
    close_row()
    if (page) {
        list_ends()
        print ".Sh SEE ALSO\n.Xr talkmark 1 ,\n.Xr talkmark 5"
    }
}
