/*
 * check_boxes.c - "@names" beside a checkbox that own nothing: owners are known
 * names that stand first (spec, 6.2).
 */
#include "check.h"

#include "check_keys.h"
#include "owner.h"
#include "text.h"

enum {
    LONGEST_NAME = 64,  /* code points */
    MOST_LAST = 16,     /* names that stand last and are looked at */
    MOST_NAMES = 100000 /* known ones that what is unknown is compared with */
};

/* What the names of a talk are compared with. */
struct judging {
    struct check *check;
    size_t compared;
};

/* A checkbox without a tag; 'line' is the first of its words in the file. */
struct box {
    struct judging *judging;
    tm_text line;
    size_t start; /* the byte of the file at which it begins */
};

/* A name as it is written, in bytes of the line; it begins with its "@". */
struct written_name {
    size_t start, end;
    tm_text name;
    bool wide; /* with "＠" */
};

/* ---- Names ---- */

/* Bytes of the "@" that stands at 'at'; 0 where none does. */
static size_t at_sign(tm_text line, size_t at)
{
    const tm_text rest = text_from(line, at);
    if (text_starts(rest, TEXT("@")))
        return 1;
    return text_starts(rest, TEXT("＠")) ? strlen("＠") : 0;
}

/* Read the "@name" at 'at'; it begins with a letter. */
static bool read_name(tm_text line, size_t at, struct written_name *name)
{
    const size_t mark = at_sign(line, at), first = at + mark;
    size_t next;
    if (!mark || !text_is_letter(text_decode(line, first, &next)))
        return false;
    size_t end = first;
    for (size_t count = 0; count <= LONGEST_NAME; count++, end = next)
        if (!text_is_id(text_decode(line, end, &next)))
            break;
    while (end > first && line.data[end - 1] == '.')
        end--;
    if (text_byte(line, end) == '/' && mark == 1 &&
        (unsigned char)line.data[first] < 0x80)
        return false; /* "@types/node" */
    *name =
        (struct written_name){ at, end, text_slice(line, first, end - first),
                               mark > 1 };
    return true;
}

static bool is_known(const struct box *box, tm_text name)
{
    const struct parse *parse = box->judging->check->parse;
    return owner_of(parse, name).type != TM_OWNER_UNKNOWN;
}

/* What a name that is unknown may be meant for. */
struct meant_name {
    tm_suggestion near;
    tm_text same; /* but for the case of its letters */
    tm_text part; /* the longest that it begins with: "王强付款" */
};

static void compare(struct meant_name *meant, tm_text name)
{
    const tm_text typed = meant->near.typed;
    size_t next;
    if (!name.size)
        return;
    if (!meant->same.size && text_equal_case(typed, name))
        meant->same = name;
    if (text_starts(typed, name) && text_count(name) > 1 &&
        name.size > meant->part.size &&
        text_is_han(text_decode(name, 0, &next)))
        meant->part = name;
    near_keep(&meant->near, name);
}

static struct meant_name meant_for(const struct box *box, tm_text typed)
{
    const tm_talk *talk = box->judging->check->parse->talk;
    const size_t units = talk->lists[TM_LIST_AUDIENCE].count;
    struct meant_name meant = { .near = { .typed = typed } };
    const size_t count = 3 * talk->person_count + units;
    if (count > MOST_NAMES - box->judging->compared)
        return meant;
    box->judging->compared += count;
    for (size_t i = 0; i < talk->person_count; i++) {
        compare(&meant, talk->people[i].id);
        compare(&meant, talk->people[i].name);
        compare(&meant, talk->people[i].unit);
    }
    for (size_t i = 0; i < units; i++)
        compare(&meant, talk->lists[TM_LIST_AUDIENCE].texts[i]);
    return meant;
}

/* ---- Names that stand first ---- */

static struct finding *tell(const struct box *box, size_t start, size_t end)
{
    return check_find(box->judging->check, RULE_BOX_OWNER, box->start + start,
                      box->start + end,
                      text_slice(box->line, start, end - start));
}

static void mend(const struct box *box, struct finding *finding,
                 const struct written_name *name, tm_text text,
                 enum tm_mend level)
{
    struct check *check = box->judging->check;
    check_edit(check, finding, box->start + name->start, box->start + name->end,
               text);
    check_mend(check, finding, level, NULL);
}

static tm_text with_sign(const struct box *box, tm_text name, const char *more,
                         tm_text rest)
{
    return arena_format(box->judging->check->scratch, "@%.*s%s%.*s",
                        (int)name.size, name.data, more, (int)rest.size,
                        rest.size ? rest.data : "");
}

/* 'name' is unknown, or has a full-width "@". */
static void judge_first(const struct box *box, const struct written_name *name)
{
    struct check *check = box->judging->check;
    const tm_text none = { 0 };
    struct finding *finding = tell(box, name->start, name->end);
    if (is_known(box, name->name)) {
        mend(box, finding, name, with_sign(box, name->name, "", none),
             TM_MEND_SAFE);
        return;
    }
    const struct meant_name meant = meant_for(box, name->name);
    if (meant.same.size) {
        mend(box, finding, name, with_sign(box, meant.same, "", none),
             TM_MEND_SAFE);
    } else if (meant.part.size) {
        /* What goes on may be part of a name: "王强国" is not "王强". */
        const tm_text rest = text_from(name->name, meant.part.size);
        mend(box, finding, name, with_sign(box, meant.part, " ", rest),
             TM_MEND_UNSAFE);
    } else if (meant.near.word.size) {
        check_suggest(check, finding, meant.near.word);
        mend(box, finding, name, with_sign(box, meant.near.word, "", none),
             TM_MEND_UNSAFE);
    }
}

/* Judge the names that the line begins with; false where there are none. */
static bool judge_first_names(const struct box *box)
{
    const struct parse *parse = box->judging->check->parse;
    size_t at = owner_skip_separators(box->line, 0);
    bool found = false;
    struct written_name name;
    for (size_t known; read_name(box->line, at, &name); found = true) {
        known = name.wide
                    ? 0
                    : owner_known_name(parse, text_from(box->line, at + 1));
        if (!known)
            judge_first(box, &name);
        at =
            owner_skip_separators(box->line, known ? at + 1 + known : name.end);
    }
    return found;
}

/* ---- Names that stand last ---- */

/* The "@name" that ends before 'end', with white space or a mark before it: no
 * e-mail address. */
static bool read_last(tm_text line, size_t end, struct written_name *name)
{
    size_t at = end, before;
    for (size_t count = 0; at && count <= LONGEST_NAME; count++, at = before)
        if (!text_is_id(text_decode_before(line, at, &before)))
            break;
    const tm_text head = text_slice(line, 0, at);
    const size_t mark = text_ends(head, TEXT("@"))    ? 1
                        : text_ends(head, TEXT("＠")) ? strlen("＠")
                                                      : 0;
    if (!mark || !read_name(line, at - mark, name) || name->end != end)
        return false;
    const uint32_t code = text_decode_before(line, name->start, &before);
    return text_is_space(code) || (text_is_wide(code) && !text_is_letter(code));
}

/* Whether 'code' parts names from each other and from the words. */
static bool is_separator(uint32_t code)
{
    return text_is_space(code) || code == ',' || code == 0x3001 ||
           code == 0xFF0C;
}

static size_t trim_separators(tm_text line, size_t end)
{
    for (size_t start; end; end = start)
        if (!is_separator(text_decode_before(line, end, &start)))
            break;
    return end;
}

/* Without the full stop at its end. */
static size_t trim_stop(tm_text line)
{
    const size_t end = trim_separators(line, line.size);
    const tm_text text = text_slice(line, 0, end);
    const size_t stop = text_ends(text, TEXT("."))    ? 1
                        : text_ends(text, TEXT("。")) ? strlen("。")
                                                      : 0;
    return trim_separators(line, end - stop);
}

/* The known name that is written so; empty where there is none. */
static tm_text known_as(const struct box *box, tm_text name)
{
    return is_known(box, name) ? name : meant_for(box, name).same;
}

/* Put the names before all other words. */
static void move_first(const struct box *box, size_t start, size_t end,
                       tm_text names)
{
    struct check *check = box->judging->check;
    const size_t before = trim_separators(box->line, start);
    struct finding *finding = tell(box, start, end);
    if (!names.size)
        return;
    const size_t first = owner_skip_separators(box->line, 0);
    check_edit(check, finding, box->start + first, box->start + first, names);
    check_edit(check, finding, box->start + before, box->start + end,
               (tm_text){ 0 });
    check_mend(check, finding, TM_MEND_UNSAFE, NULL);
}

static void judge_last_names(const struct box *box)
{
    struct arena *scratch = box->judging->check->scratch;
    const size_t end = trim_stop(box->line);
    size_t start = end, at = end;
    tm_text names = TEXT("");
    bool all = true;
    struct written_name name;
    for (int i = 0; i < MOST_LAST && read_last(box->line, at, &name); i++) {
        const tm_text known = known_as(box, name.name);
        all &= known.size != 0;
        names = arena_format(scratch, "@%.*s %.*s", (int)known.size,
                             known.size ? known.data : "", (int)names.size,
                             names.data);
        start = name.start;
        at = trim_separators(box->line, start);
    }
    if (start < end)
        move_first(box, start, end, all ? names : (tm_text){ 0 });
}

/* ---- Boxes ---- */

static bool has_at_sign(tm_text text)
{
    return text.size && (memchr(text.data, '@', text.size) ||
                         text_find(text, TEXT("＠"), 0) != SIZE_MAX);
}

static void judge_box(struct judging *judging, const tm_item *item)
{
    enum {
        BOX = 4 /* bytes of "[ ] " */
    };
    const struct source *source = &judging->check->parse->source;
    const size_t at = item->place.start + BOX, end = item->place.end;
    const tm_text words = text_slice(source->text, at, end - at);
    if (end <= at || !has_at_sign(words))
        return;
    const tm_text line = source_line(source, source_line_of(source, at));
    const size_t line_end = (size_t)(line.data - source->text.data) + line.size;
    const struct box box = { judging, text_slice(words, 0, line_end - at), at };
    if (!judge_first_names(&box) && box.line.size == text_trim(words).size)
        judge_last_names(&box);
}

void check_box_owners(struct check *check)
{
    const tm_talk *talk = check->parse->talk;
    struct judging judging = { .check = check };
    for (size_t i = 0; i < talk->item_count; i++)
        if (talk->items[i].untagged &&
            talk->items[i].node->type == TM_NODE_ITEM)
            judge_box(&judging, &talk->items[i]);
}
