/*
 * check_document.c - the talk as a whole: its headings, its front matter.
 */
#include "check.h"

#include "check_keys.h"
#include "date.h"
#include "date_words.h"
#include "front_matter_keys.h"
#include "front_matter_mend.h"
#include "text.h"

/* ---- Headings ---- */

/* Where a heading is the talk's title, one more of its level is a second
 * title. Where none is, the first level is the author's way to part. */
static bool has_title(const tm_talk *talk)
{
    size_t i = 0;
    while (i < talk->node_count && !(talk->nodes[i].type == TM_NODE_HEADING &&
                                     talk->nodes[i].flags & NODE_TITLE))
        i++;
    return i < talk->node_count;
}

/* Headings of the document alone: one in a quote or an item is not of its
 * outline. */
void check_headings(struct check *check)
{
    const tm_talk *talk = check->parse->talk;
    const tm_node *root = talk->nodes, *end = root + root->size;
    const bool titled = has_title(talk);
    tm_place second = { 0 };
    size_t times = 0;
    int level = 6;
    for (const tm_node *node = root + 1; node < end; node += node->size) {
        if (node->type != TM_NODE_HEADING)
            continue;
        if (node->level > level + 1)
            check_find_at(check, RULE_HEADING_SKIPPED, tm_node_place(node),
                          (tm_text){ 0 });
        level = node->level;
        if (level == 1 && titled && !(node->flags & NODE_TITLE) && !times++)
            second = tm_node_place(node);
    }
    if (times)
        check_find_times(check, RULE_HEADING_TWICE, second.start, second.end,
                         (tm_text){ 0 }, times);
}

/* ---- Keys of front matter ---- */

static const struct other_word other_keys[] = {
    { "presenter", "speaker" }, { "language", "lang" },
    { "attendees", "present" }, { "attendance", "present" },
    { "主讲人", "讲话人" },     { "发言人", "讲话人" },
    { "参会人员", "出席" },     { "出席人员", "出席" },
    { "缺席人员", "缺席" },
};

static tm_text nearest_key(tm_text typed)
{
    const tm_text other = near_other(
        other_keys, sizeof other_keys / sizeof *other_keys, typed, false);
    if (other.size)
        return other;
    tm_suggestion near = { .typed = typed };
    for (size_t i = 0; i < KNOWN_KEYS; i++) {
        if (!(known_keys[i].place & IN_TALK))
            continue;
        near_keep(&near, text_of(known_keys[i].name));
        near_keep(&near, text_of(known_keys[i].chinese));
    }
    return near.word;
}

/* Where the right key is there as well, the other is no slip for it. */
static void check_front_key(struct check *check, const struct located *key)
{
    const struct front_matter *front = &check->parse->front;
    const tm_text near = nearest_key(key->text);
    if (!near.size || front->given[front_matter_find_key(near, IN_TALK)])
        return;
    struct finding *finding = check_find(check, RULE_FRONT_KEY_MISSPELT,
                                         key->start, key->end, key->text);
    check_suggest(check, finding, near);
    check_edit(check, finding, key->start, key->end, near);
    check_mend(check, finding, TM_MEND_UNSAFE, NULL);
}

/* ---- What YAML does not take ---- */

struct front_fault {
    struct check *check;
    size_t diagnostic;
    tm_place place;
};

static tm_text line_after(const struct front_fault *fault)
{
    const struct source *source = &fault->check->parse->source;
    const tm_text line = source_line(source, fault->place.line);
    const size_t end = (size_t)(line.data - source->text.data) + line.size;
    return text_slice(source->text, fault->place.end, end - fault->place.end);
}

/* Below a key, "王强：办公室" may say something else than "王强: 办公室"
 * does, which gives a name. */
static enum tm_mend colon_level(const struct front_fault *fault)
{
    const struct source *source = &fault->check->parse->source;
    const tm_text line = source_line(source, fault->place.line);
    const struct entry entry = entry_read(line);
    const bool own = entry.mark.data == source->text.data + fault->place.start;
    const bool below = entry.line.data != line.data;
    return own && below && !front_matter_knows(entry.key) ? TM_MEND_UNSAFE
                                                          : TM_MEND_SAFE;
}

/* The colon that YAML takes, and its value in quotes where it needs them. */
static void mend_front_colon(struct front_fault *fault)
{
    struct check *check = fault->check;
    const tm_text rest = line_after(fault);
    const tm_text value = text_trim(rest);
    const bool spaced = !rest.size || rest.data[0] == ' ';
    struct finding *finding = check_find_told(check, fault->diagnostic);
    check_edit(check, finding, fault->place.start, fault->place.end,
               spaced ? TEXT(":") : TEXT(": "));
    const tm_text written = mend_written(check->scratch, value);
    const size_t at = fault->place.end + (size_t)(value.data - rest.data);
    if (!text_equal(written, value))
        check_edit(check, finding, at, at + value.size, written);
    check_mend(check, finding, colon_level(fault), NULL);
}

static void mend_front_quote(struct front_fault *fault)
{
    struct check *check = fault->check;
    const size_t start = fault->place.start, end = fault->place.end;
    const tm_text value =
        text_slice(check->parse->source.text, start, end - start);
    if (!value.size || text_starts(value, TEXT("｛")))
        return; /* check_front_marks.c mends braces */
    struct finding *finding = check_find_told(check, fault->diagnostic);
    check_edit(check, finding, start, end, mend_quoted(check->scratch, value));
    check_mend(check, finding, TM_MEND_SAFE, NULL);
}

static tm_text told_text(const struct front_fault *fault)
{
    return text_slice(fault->check->parse->source.text, fault->place.start,
                      fault->place.end - fault->place.start);
}

/* Without a year, the form that it is to have can be shown and no more. */
static void show_date(struct front_fault *fault, struct finding *finding)
{
    enum {
        LEAP_YEAR = 2000 /* which has every day */
    };
    struct check *check = fault->check;
    const tm_date any = { LEAP_YEAR, 1, 1 };
    tm_date date;
    if (date_read(told_text(fault), any, &date) != DATE_FOUND)
        check_suggest(check, finding, TEXT("YYYY-MM-DD"));
    else
        check_suggest(check, finding,
                      arena_format(check->scratch, "YYYY-%02d-%02d",
                                   (int)date.month, (int)date.day));
}

/* The talk's date: "16 March 2026". */
static void mend_front_date(struct front_fault *fault)
{
    struct check *check = fault->check;
    const tm_text text = told_text(fault);
    const struct date_custom custom = { .chinese = tm_talk_is_chinese(
                                            check->parse->talk) };
    struct date_words words;
    tm_date date;
    struct finding *finding = check_find_told(check, fault->diagnostic);
    if (!date_words_read(check->scratch, text, &custom, &words) ||
        words.size != text.size || !words.written.size ||
        date_read(words.written, (tm_date){ 0 }, &date) != DATE_FOUND) {
        show_date(fault, finding);
        return;
    }
    check_suggest(check, finding, words.written);
    check_edit(check, finding, fault->place.start, fault->place.end,
               words.written);
    check_mend(check, finding,
               words.sense == DATE_MEANT ? TM_MEND_SAFE : TM_MEND_UNSAFE, NULL);
}

/* Append "NAME: NAME". */
static tm_text add_person(struct check *check, tm_text people, tm_text name)
{
    name = text_trim(name);
    if (!name.size)
        return people;
    return arena_format(check->scratch, "%.*s%s%.*s: %.*s", (int)people.size,
                        people.data, people.size > 1 ? ", " : "",
                        (int)name.size, name.data, (int)name.size, name.data);
}

/* Behind the name that begins at 'at'; '*next' begins the one after it. */
static size_t name_end(tm_text names, size_t at, size_t *next)
{
    size_t end = at;
    for (; end < names.size; end = *next) {
        const uint32_t code = text_decode(names, end, next);
        if (code == ',' || code == 0xFF0C || code == 0x3001 || code == ';')
            return end;
    }
    *next = end;
    return end;
}

/* "人员: 王强、李敏": who is named so, and no more. */
static void mend_front_people(struct front_fault *fault)
{
    enum {
        MOST = 1000 /* bytes of names */
    };
    struct check *check = fault->check;
    const struct source *source = &check->parse->source;
    const struct entry entry =
        entry_read(source_line(source, fault->place.line));
    tm_text names = entry.value, people = TEXT("{");
    if ((!text_equal_case(entry.key, TEXT("people")) &&
         !text_is(entry.key, "人员")) ||
        !names.size || names.size > MOST || text_starts(names, TEXT("｛")))
        return;
    if (text_starts(names, TEXT("[")) && text_ends(names, TEXT("]")))
        names = text_slice(names, 1, names.size - 2);
    for (size_t at = 0; at < names.size;) {
        const size_t start = at, end = name_end(names, at, &at);
        people =
            add_person(check, people, text_slice(names, start, end - start));
    }
    if (people.size < 2)
        return;
    struct finding *finding = check_find_told(check, fault->diagnostic);
    const size_t at = (size_t)(entry.value.data - source->text.data);
    check_edit(
        check, finding, at, at + entry.value.size,
        arena_format(check->scratch, "%.*s}", (int)people.size, people.data));
    check_mend(check, finding, TM_MEND_UNSAFE, NULL);
}

static const struct {
    enum rule rule;
    void (*mend)(struct front_fault *fault);
} mends[] = {
    { RULE_YAML_COLON, mend_front_colon },
    { RULE_YAML_SPACE, mend_front_colon },
    { RULE_YAML_QUOTE, mend_front_quote },
    { RULE_YAML_ESCAPE, mend_front_quote },
    { RULE_KEY_TYPE, mend_front_people },
    { RULE_DATE_EXPECTED, mend_front_date },
};

static void mend_front_fault(struct front_fault *fault, const char *rule)
{
    for (size_t k = 0; k < sizeof mends / sizeof *mends; k++)
        if (rule == tm_rule_at(mends[k].rule)->name)
            mends[k].mend(fault);
}

void check_front_matter(struct check *check)
{
    const struct parse *parse = check->parse;
    const struct diagnostics *list = &parse->diagnostics;
    const size_t count = list->count;
    for (size_t i = 0; i < parse->front.others_count; i++)
        check_front_key(check, &parse->front.other_keys[i]);
    for (size_t i = 0; parse->front.present && i < count; i++) {
        struct front_fault fault = { check, i, list->list[i].place };
        if (fault.place.start < parse->front.end)
            mend_front_fault(&fault, list->list[i].rule);
    }
}
