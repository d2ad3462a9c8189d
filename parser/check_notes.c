/*
 * check_notes.c - private notes whose marks are typed wrong: their words, or
 * those that follow, are read by all or by nobody.
 *
 * Word makes a dash of "--", an input method for Chinese makes "——" of it and
 * "！" of "!". What begins so is text, and the note is published.
 */
#include "check.h"

#include "text.h"

enum {
    LONGEST_NOTE = 4000 /* bytes that are looked at for the end of one */
};

/* "<!--", or what was typed for it. */
struct opening {
    size_t start, end;
    uint32_t closer; /* what closes it beside ">"; 0: nothing */
    bool right;      /* it is "<!--" */
    bool doubtful;   /* it is meant so only where an ending follows */
    bool guessed;    /* and then likely, not surely */
};

/* "-->", or what was typed for it. */
struct ending {
    size_t start, end;
    bool weak; /* "->", which may be an arrow */
};

/* ---- Marks ---- */

static bool is_dash(uint32_t code)
{
    return code == '-' || (code >= 0x2010 && code <= 0x2015) ||
           code == 0x2212 || code == 0x2500 || code == 0xFF0D;
}

static size_t skip_blanks(tm_text text, size_t at)
{
    while (text_byte(text, at) == ' ')
        at++;
    return at;
}

static size_t skip_dashes(tm_text text, size_t at)
{
    for (size_t next; is_dash(text_decode(text, at, &next));)
        at = next;
    return at;
}

/* Brackets that stand for "<" and ">". Most are marks of their own, so that
 * both must be there. */
static const struct {
    const char *open;
    const char *close;
    bool doubtful;
} brackets[] = {
    { "<", ">", false },  { "＜", "＞", false }, { "《", "》", true },
    { "〈", "〉", true }, { "‹", "›", true },
};

enum {
    BRACKETS = sizeof brackets / sizeof *brackets
};

/* The bracket that ends before 'at', of which '*start' is the first byte. */
static size_t bracket_before(tm_text text, size_t at, size_t *start)
{
    const tm_text before = text_slice(text, 0, at);
    size_t i = 0;
    while (i < BRACKETS && !text_ends(before, text_of(brackets[i].open)))
        i++;
    if (i < BRACKETS)
        *start = at - strlen(brackets[i].open);
    return i;
}

/* Read what is around the "!" at 'bang'. */
static bool read_opening(tm_text text, size_t bang, struct opening *opening)
{
    size_t before = bang, behind;
    const bool wide = text_decode(text, bang, &behind) != '!';
    while (before && text.data[before - 1] == ' ')
        before--;
    const size_t bracket = bracket_before(text, before, &opening->start);
    const size_t dashes = skip_blanks(text, behind);
    opening->end = skip_dashes(text, dashes);
    if (bracket == BRACKETS || opening->end == dashes ||
        (opening->start && text.data[opening->start - 1] == '\\'))
        return false;
    const bool gap = before < bang, single = opening->end == dashes + 1;
    size_t next;
    opening->closer = text_decode(text_of(brackets[bracket].close), 0, &next);
    opening->guessed = brackets[bracket].doubtful;
    opening->doubtful = opening->guessed || gap || single;
    opening->right = !bracket && !gap && !wide && dashes == behind &&
                     text_starts(text_from(text, dashes), TEXT("--"));
    return true;
}

/* The bracket that closes at 'at'; where it ends, or 'at'. */
static size_t skip_closer(tm_text text, size_t at,
                          const struct opening *opening)
{
    size_t next;
    const uint32_t code = text_decode(text, at, &next);
    return code == '>' || code == 0xFF1E || code == opening->closer ? next : at;
}

/* Read what the dash at 'at' begins. */
static bool read_ending(tm_text text, size_t at, const struct opening *opening,
                        struct ending *ending)
{
    const size_t dashes = skip_dashes(text, at);
    ending->start = at;
    ending->weak = dashes == at + 1;
    const size_t closer = ending->weak ? dashes : skip_blanks(text, dashes);
    ending->end = skip_closer(text, closer, opening);
    return ending->end > closer;
}

/* The ending that belongs to 'opening': an arrow only where there is none that
 * is sure, and none behind what begins another note. */
static bool find_ending(tm_text text, const struct opening *opening, size_t to,
                        struct ending *ending)
{
    bool found = false;
    struct opening other;
    struct ending next_ending;
    for (size_t at = opening->end, next; at < to; at = next) {
        const uint32_t code = text_decode(text, at, &next);
        if ((code == '!' || code == 0xFF01) && read_opening(text, at, &other))
            return found;
        if (!is_dash(code))
            continue;
        next = skip_dashes(text, at);
        if (!read_ending(text, at, opening, &next_ending) ||
            (found && next_ending.weak))
            continue;
        *ending = next_ending;
        found = true;
        if (!ending->weak)
            return true;
    }
    return found;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* ---- Mends ---- */

/* What stands on the line of the file before byte 'at'. */
static tm_text line_before(struct check *check, size_t at)
{
    const struct source *source = &check->parse->source;
    const size_t start = source->lines[source_line_of(source, at) - 1];
    const size_t mark =
        !start && text_starts(source->text, TEXT("\xEF\xBB\xBF")) ? 3 : 0;
    return text_slice(source->text, start + mark, at - start - mark);
}

/* And from it on. */
static tm_text line_behind(struct check *check, size_t at)
{
    const struct source *source = &check->parse->source;
    const tm_text line = source_line(source, source_line_of(source, at));
    return text_from(line, (size_t)(source->text.data + at - line.data));
}

/* The end of a line of the file, and what a line in the same containers begins
 * with: the quotes, and spaces for the rest. */
static tm_text new_line(struct check *check, size_t start)
{
    const struct source *source = &check->parse->source;
    const tm_text before = line_before(check, start);
    const tm_text first = source_line(source, 1);
    const bool cr = text_byte(source->text, first.size) == '\r';
    const tm_text end = cr && text_byte(source->text, first.size + 1) != '\n'
                            ? TEXT("\r")
                        : cr ? TEXT("\r\n")
                             : TEXT("\n");
    char *out = arena_alloc(check->scratch, end.size + before.size + 1);
    memcpy(out, end.data, end.size);
    for (size_t i = 0; i < before.size; i++)
        out[end.size + i] =
            strchr(">\t", before.data[i]) ? before.data[i] : ' ';
    return (tm_text){ out, end.size + before.size };
}

/* Whether a note that begins there may be a block of its own, which ends with
 * the line of its "-->" and takes the words there with it. */
static bool may_begin_block(struct check *check, size_t at)
{
    const tm_text before = line_before(check, at);
    size_t i = 0;
    while (i < before.size && strchr(" \t>-+*", before.data[i]))
        i++;
    const size_t number = i;
    while (i < before.size && strchr("0123456789", before.data[i]))
        i++;
    if (i > number && i < before.size && strchr(".)", before.data[i]))
        i++;
    else
        i = number;
    return skip_blanks(before, i) == before.size;
}

/* Whether it surely is one, in no quote or item. */
static bool begins_top_block(struct check *check, size_t at)
{
    const tm_text before = line_before(check, at);
    return before.size < 4 && skip_blanks(before, 0) == before.size;
}

/* Let bytes 'start' to 'end' of the file end the note that begins at 'note'. */
static void edit_ending(struct check *check, struct finding *finding,
                        size_t note, size_t start, size_t end)
{
    const bool parted =
        may_begin_block(check, note) && text_trim(line_behind(check, end)).size;
    const tm_text text = parted ? new_line(check, note) : (tm_text){ 0 };
    if (parted)
        end = skip_blanks(check->parse->source.text, end);
    check_edit(check, finding, start, end,
               arena_format(check->scratch, "-->%.*s", (int)text.size,
                            text.size ? text.data : ""));
}

/* ---- Notes that are words ---- */

static struct finding *tell(struct check *check, size_t start, size_t end)
{
    const tm_text all = check->parse->source.text;
    return check_find(check, RULE_NOTE_MISSPELT, start, end,
                      text_slice(all, start, end - start));
}

/* Whether the words behind a note would be a block of another kind on a line of
 * their own. */
static bool would_begin_block(struct check *check, size_t note, size_t end)
{
    const tm_text rest = text_trim(line_behind(check, end));
    return may_begin_block(check, note) && rest.size &&
           strchr("#-+*>|=0123456789`~<", rest.data[0]);
}

static void mend(struct check *check, struct finding *finding, struct span open,
                 struct ending close, bool guessed)
{
    guessed |= would_begin_block(check, open.start, close.end);
    check_edit(check, finding, open.start, open.end, TEXT("<!--"));
    edit_ending(check, finding, open.start, close.start, close.end);
    check_mend(check, finding, guessed ? TM_MEND_UNSAFE : TM_MEND_SAFE, NULL);
}

static const tm_node *parent_of(const tm_node *node)
{
    return node - node->up;
}

/* A note that begins a block goes on over empty lines: its ending is looked
 * for in the file. */
static bool find_far(const struct written *written, size_t start, size_t end,
                     const struct opening *opening, struct ending *ending)
{
    struct check *check = written->check;
    const tm_text all = check->parse->source.text;
    const struct opening far = { .start = start,
                                 .end = end,
                                 .closer = opening->closer };
    if (written->block->type != TM_NODE_PARAGRAPH ||
        parent_of(written->block)->type != TM_NODE_DOCUMENT ||
        !begins_top_block(check, start))
        return false;
    return find_ending(all, &far, least(end + LONGEST_NOTE, all.size),
                       ending) &&
           !ending->weak && !text_trim(line_behind(check, ending->end)).size;
}

static void judge_opening(struct written *written,
                          const struct opening *opening)
{
    struct check *check = written->check;
    const tm_text text = written->content.text;
    const size_t to = least(opening->end + LONGEST_NOTE, text.size);
    const struct span open = { written_source(written, opening->start),
                               written_source(written, opening->end - 1) + 1 };
    struct ending ending;
    const bool near = find_ending(text, opening, to, &ending);
    if (near) {
        ending.end = written_source(written, ending.end - 1) + 1;
        ending.start = written_source(written, ending.start);
    }
    const bool found =
        near || find_far(written, open.start, open.end, opening, &ending);
    if (!found && opening->doubtful)
        return;
    struct finding *finding = tell(check, open.start, open.end);
    /* "1 <!- 2 and 3 -> 4" may be arrows. */
    const bool arrows =
        found && opening->doubtful && ending.weak &&
        text_byte(check->parse->source.text, ending.start) == '-';
    if (found)
        mend(check, finding, open, ending, opening->guessed || arrows);
}

/* Each of the two exclamation marks. */
static void find_openings(struct written *written, tm_text bang)
{
    const tm_text text = written->content.text;
    struct opening opening;
    for (size_t at = 0; (at = text_find(text, bang, at)) != SIZE_MAX;
         at += bang.size)
        if (read_opening(text, at, &opening) && !opening.right &&
            written_class_of(written, opening.start) == WRITTEN_TEXT)
            judge_opening(written, &opening);
}

void check_note_marks(struct check *check, struct written *written)
{
    (void)check;
    if (!written->content.text.size)
        return;
    find_openings(written, TEXT("!"));
    find_openings(written, TEXT("！"));
}

/* ---- Notes that end wrong ---- */

/* The first ending behind the "<!--" at byte 'at' of the file. Such a note in
 * the middle of a paragraph ends with it, at the latest. */
static bool find_wrong_end(struct check *check, size_t at, size_t to,
                           struct ending *ending)
{
    tm_text all = text_slice(check->parse->source.text, 0, to);
    const struct opening opening = { .start = at, .end = at + 4 };
    if (!begins_top_block(check, at)) {
        const size_t lf = text_find(all, TEXT("\n\n"), at);
        const size_t crlf = text_find(all, TEXT("\r\n\r\n"), at);
        all = text_slice(all, 0, least(lf, crlf));
    }
    return find_ending(all, &opening, all.size, ending);
}

/* Whether the line that byte 'at' of the file stands on ends there, and the
 * next one is empty: an arrow goes on in the next line. */
static bool ends_part(struct check *check, size_t at)
{
    const struct source *source = &check->parse->source;
    const size_t line = source_line_of(source, at);
    return !text_trim(line_behind(check, at)).size &&
           (line == source->line_count ||
            !text_trim(source_line(source, line + 1)).size);
}

static void mend_unclosed(struct check *check, size_t diagnostic)
{
    const size_t at = check->parse->diagnostics.list[diagnostic].place.start;
    struct ending ending;
    const size_t to = least(at + LONGEST_NOTE, check->parse->source.text.size);
    if (!find_wrong_end(check, at, to, &ending))
        return;
    /* What follows is shown again: nothing private may be among it. */
    const bool sure = !ending.weak && ends_part(check, ending.end);
    struct finding *finding = check_find_told(check, diagnostic);
    edit_ending(check, finding, at, ending.start, ending.end);
    check_mend(check, finding, sure ? TM_MEND_SAFE : TM_MEND_UNSAFE, NULL);
}

/* A note that takes all up to the end of the next one: "<!-- a —> b <!-- c -->".
 */
static void judge_note(struct check *check, const tm_node *block)
{
    const tm_text all = check->parse->source.text;
    const size_t at = block->place.start;
    struct ending ending;
    if (!text_starts(text_from(all, at), TEXT("<!--")))
        return;
    const size_t close = text_find(all, TEXT("-->"), at + 4);
    const size_t again = text_find(all, TEXT("<!--"), at + 4);
    if (close == SIZE_MAX || again > close ||
        !find_wrong_end(check, at, again, &ending) || ending.weak)
        return;
    struct finding *finding = tell(check, ending.start, ending.end);
    edit_ending(check, finding, at, ending.start, ending.end);
    check_mend(check, finding, TM_MEND_UNSAFE, NULL);
}

void check_notes(struct check *check)
{
    const struct diagnostics *list = &check->parse->diagnostics;
    const char *unclosed = tm_rule_at(RULE_NOTE_UNCLOSED)->name;
    const size_t told = list->count;
    for (size_t i = 0; i < told; i++)
        if (list->list[i].rule == unclosed)
            mend_unclosed(check, i);
    const tm_talk *talk = check->parse->talk;
    for (size_t i = 0; i < talk->node_count; i++)
        if (talk->nodes[i].type == TM_NODE_HTML_BLOCK)
            judge_note(check, &talk->nodes[i]);
}
