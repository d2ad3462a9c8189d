#!/bin/sh
# Render the talks of a folder to pages, with an index, the task list in three
# formats, a sheet a person to print and the ledger. OUT is replaced only where
# no talk has an error: a run that fails leaves what was published before.
#
# usage: publish.sh TALKS OUT
# exit: as talkmark: 0 published, 1 a talk has errors, 2 anything else
set -eu

talks=$1
out=${2%/}
new=$out.new
PATH=$PATH:$PWD/.talkmark/build

# Rendering has told what there is to tell: say more only where this fails.
quietly() {
    status=0
    "$@" 2>"$new.log" || status=$?
    if [ "$status" -ne 0 ]; then
        cat "$new.log" >&2
        exit "$status"
    fi
}

# File names as links: "%" first.
as_link() {
    sed -e 's/%/%25/g' -e 's/ /%20/g' -e 's/#/%23/g' -e 's/?/%3F/g' \
        -e 's/"/%22/g' -e 's/&/\&amp;/g' -e 's/</%3C/g' -e 's/>/%3E/g'
}

index() {
    cat <<'HEAD'
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Talks</title>
</head>
<body>
<main>
<h1>Talks</h1>
<p>All tasks: <a href="tasks.txt">table</a>, <a href="tasks.md">Markdown</a>,
<a href="tasks.jsonl">JSON Lines</a>, <a href="sheets.html">a sheet a
person</a>, <a href="ledger.html">ledger</a></p>
<ul>
HEAD
    find . -name '*.html' ! -path ./index.html ! -path ./sheets.html \
        ! -path ./ledger.html | sed 's|^\./||' |
        LC_ALL=C sort -r | while IFS= read -r page; do
            link=$(printf '%s\n' "$page" | as_link)
            # The page has it escaped.
            title=$(sed -n 's|.*<title>\(.*\)</title>.*|\1|p' "$page" |
                sed 1q)
            printf '<li><a href="%s">%s</a></li>\n' "$link" "${title:-$link}"
        done
    printf '</ul>\n</main>\n</body>\n</html>\n'
}

rm -rf "$new" "$new.log"
status=0
talkmark render "$talks" -o "$new/" --tasks "$new/tasks.md" 2>"$new.log" ||
    status=$?
cat "$new.log" >&2
if [ "$status" -ne 0 ]; then
    echo "publish.sh: nothing is published, talkmark ended with $status" >&2
    rm -rf "$new" "$new.log"
    exit "$status"
fi

for name in index sheets ledger; do
    if [ -e "$new/$name.html" ]; then
        echo "publish.sh: a talk named $name would hide $name.html" >&2
        rm -rf "$new" "$new.log"
        exit 2
    fi
done
quietly talkmark tasks "$talks" -o "$new/tasks.txt"
quietly talkmark tasks "$talks" -o "$new/tasks.jsonl"
quietly talkmark tasks "$talks" --each-owner --by owner -o "$new/sheets.html"
quietly talkmark tasks "$talks" --format ledger-html -o "$new/ledger.html"
(cd "$new" && index >index.html.new && mv index.html.new index.html)
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    cat "$new/tasks.md" >>"$GITHUB_STEP_SUMMARY"
fi
rm -rf "$out" "$new.log"
mv "$new" "$out"
