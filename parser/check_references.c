/*
 * check_references.c - references: which definitions they use, and which of
 * them have none.
 */
#include "labels.h"
#include "near_miss.h"
#include "text.h"

enum {
    LONGEST_LABEL = 1000, /* CommonMark's limit */
    MOST_SHORTCUTS = 5000
};

/* Brackets that were left alone, which may be a slip in a label. */
struct shortcut {
    size_t start, end; /* in the file */
    tm_text label;
};

struct search {
    struct labels *labels;
    struct written *written; /* the block */
    tm_text text;
    struct span pair, before; /* brackets, and those that end where they
                                 begin */
    struct shortcut *shortcuts;
    size_t shortcut_count, shortcut_capacity;
};

static tm_text inside(const struct search *search, struct span pair)
{
    return text_slice(search->text, pair.start + 1, pair.end - pair.start - 2);
}

static enum written_class class_at(const struct search *search, size_t at)
{
    return written_class_of(search->written, at);
}

/* Whether the brackets are those of "[words][label]", or of "[words][]". */
static bool is_second(const struct search *search)
{
    return search->before.end && search->before.end == search->pair.start;
}

/* ---- Uses ---- */

/* Whether another label or a destination follows, which counts then. */
static bool has_tail(const struct search *search)
{
    struct reference ignored;
    const size_t end = search->pair.end;
    const char next = text_byte(search->text, end);
    if (next == '(')
        return reference_tail(search->text, end, &ignored);
    if (next != '[' || text_byte(search->text, end + 1) == ']')
        return false;
    const size_t close = text_find(search->text, TEXT("]"), end);
    return close != SIZE_MAX &&
           labels_find(search->labels,
                       text_slice(search->text, end + 1, close - end - 1));
}

/* Whether the brackets, whose label has a definition, are a reference. */
static bool is_use(const struct search *search)
{
    if (class_at(search, search->pair.start) != WRITTEN_LINK)
        return false;
    return is_second(search) || !has_tail(search);
}

/* ---- Near misses ---- */

static bool is_number(tm_text text)
{
    size_t i = 0;
    while (i < text.size && strchr("0123456789 ,.-", text.data[i]))
        i++;
    return i == text.size;
}

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

/* Whether the two pairs of brackets are no index ("a[i][j]"), no footnotes
 * ("[1][2]"), no box ("[x][…]") and no row of keys ("[a][b][c]"). */
static bool is_like_reference(const struct search *search)
{
    const struct span words = search->before, label = search->pair;
    const char first = words.start ? search->text.data[words.start - 1] : ' ';
    const char after = text_byte(search->text, label.end);
    const tm_text name = label.end - label.start > 2 ? inside(search, label)
                                                     : inside(search, words);
    const tm_text text = inside(search, words);
    return !is_alphanumeric(first) && first != ']' && first != ')' &&
           first != '\\' && after != '[' && after != '(' && after != ':' &&
           text_holds_letter(text) && !text_equal_case(text, TEXT("x")) &&
           !is_number(name) && !text_starts(name, TEXT("^"));
}

/* The definition with the nearest label; 'unused' ones of tags, or all. NULL:
 * none is near. */
static struct definition *nearest(struct labels *labels, tm_text label,
                                  bool unused)
{
    tm_suggestion near = { .typed = label };
    struct definition *found = NULL;
    for (size_t i = 0; i < labels->count && labels->comparisons; i++) {
        struct definition *one = labels->list[i];
        if (unused && (one->used || !one->is_tag))
            continue;
        labels->comparisons--;
        tm_suggest(&near, one->label);
        if (near.word.data == one->label.data)
            found = one;
    }
    return found && near.distance * 3 <= text_count(label) ? found : NULL;
}

/* Let the finding put the label of 'meant' between 'start' and 'end'. */
static void propose(struct check *check, struct finding *finding, size_t start,
                    size_t end, struct definition *meant)
{
    meant->wanted = true;
    check_edit(check, finding, start, end, meant->label);
    check_mend(check, finding, TM_MEND_UNSAFE, NULL);
}

static void report(struct search *search)
{
    struct labels *labels = search->labels;
    struct written *written = search->written;
    const struct span pair = search->pair;
    const bool collapsed = pair.end - pair.start == 2;
    const tm_text label =
        collapsed ? inside(search, search->before) : inside(search, pair);
    struct finding *finding =
        check_find(labels->check, RULE_NEAR_MISS_REFERENCE,
                   written_source(written, search->before.start),
                   written_source(written, pair.end - 1) + 1, label);
    struct definition *meant = nearest(labels, label, false);
    if (meant)
        propose(labels->check, finding, written_source(written, pair.start + 1),
                written_source(written, pair.end - 1), meant);
}

static void keep_shortcut(struct search *search)
{
    struct labels *labels = search->labels;
    const char next = text_byte(search->text, search->pair.end);
    if (next == '[' || next == '(' || next == ':' || !labels->count ||
        search->shortcut_count == MOST_SHORTCUTS)
        return;
    *ARENA_PUSH(labels->check->scratch, search->shortcuts,
                search->shortcut_count, search->shortcut_capacity) =
        (struct shortcut){
            written_source(search->written, search->pair.start + 1),
            written_source(search->written, search->pair.end - 1),
            inside(search, search->pair),
        };
}

/* Whether a colon follows, as after the label of a definition. */
static bool is_defined_here(const struct search *search)
{
    const tm_text rest = text_trim(text_from(search->text, search->pair.end));
    return text_starts(rest, TEXT(":")) || text_starts(rest, TEXT("："));
}

/* Brackets whose label nothing defines. */
static void judge_unknown(struct search *search, tm_text label)
{
    struct labels *labels = search->labels;
    struct definition *loose =
        lookup_find(&labels->loose, label_key(labels->check->scratch, label));
    if (class_at(search, search->pair.start) != WRITTEN_TEXT)
        return;
    if (loose)
        loose->used |= !is_defined_here(search);
    else if (!is_second(search))
        keep_shortcut(search);
    else if (is_like_reference(search) &&
             class_at(search, search->before.start) == WRITTEN_TEXT)
        report(search);
}

/* ---- The walk ---- */

/* Then only two pairs of brackets side by side are looked for. */
static bool is_without_labels(const struct labels *labels)
{
    return !labels->count && !labels->loose.count;
}

static void judge_pair(struct search *search)
{
    const bool collapsed =
        search->pair.end - search->pair.start == 2 && is_second(search);
    const tm_text label = collapsed ? inside(search, search->before)
                                    : inside(search, search->pair);
    if (!text_trim(label).size || label.size > LONGEST_LABEL ||
        (is_without_labels(search->labels) && !is_second(search)))
        return;
    struct definition *one = labels_find(search->labels, label);
    if (!one)
        judge_unknown(search, label);
    else if (!one->used && is_use(search))
        one->used = true;
}

/* Every pair of brackets that holds no other: a label holds none. */
static void search_block(struct search *search)
{
    const tm_text text = search->text;
    size_t open = SIZE_MAX;
    search->before = search->pair = (struct span){ 0, 0 };
    for (size_t at = text_find(text, TEXT("["), 0); at < text.size; at++) {
        if (text.data[at] == '\\') {
            at++;
        } else if (text.data[at] == '[') {
            open = at;
        } else if (text.data[at] == ']' && open != SIZE_MAX) {
            search->before = search->pair;
            search->pair = (struct span){ open, at + 1 };
            open = SIZE_MAX;
            judge_pair(search);
        }
    }
}

static bool holds_brackets(const struct labels *labels, tm_text text)
{
    const tm_text mark = is_without_labels(labels) ? TEXT("][") : TEXT("[");
    return text_find(text, mark, 0) != SIZE_MAX ||
           (labels->count && text_find(text, TEXT("】"), 0) != SIZE_MAX);
}

static void search_blocks(struct search *search)
{
    struct labels *labels = search->labels;
    struct check *check = labels->check;
    struct parse *parse = check->parse;
    const tm_talk *talk = parse->talk;
    for (size_t i = 0; i < talk->node_count; i++) {
        const tm_node *block = &talk->nodes[i];
        if (block->type != TM_NODE_PARAGRAPH && block->type != TM_NODE_HEADING)
            continue;
        const tm_text all = text_slice(parse->source.text, block->place.start,
                                       block->place.end - block->place.start);
        if (!holds_brackets(labels, all))
            continue;
        *search->written = (struct written){ .block = block,
                                             .origin = parse->origin[i],
                                             .check = check };
        written_read(search->written);
        search->text = search->written->content.text;
        search_block(search);
        if (labels->count)
            reference_slips(labels, search->written);
    }
}

/* A slip in a shortcut's label cannot be told from brackets, but where a tag
 * waits for a reference that is nearly spelt like it. */
static void judge_shortcuts(const struct search *search)
{
    struct labels *labels = search->labels;
    for (size_t i = 0; i < search->shortcut_count; i++) {
        const struct shortcut *one = &search->shortcuts[i];
        struct definition *meant = nearest(labels, one->label, true);
        if (!meant)
            continue;
        struct finding *finding =
            check_find(labels->check, RULE_NEAR_MISS_REFERENCE, one->start - 1,
                       one->end + 1, one->label);
        propose(labels->check, finding, one->start, one->end, meant);
    }
}

void references_judge(struct labels *labels)
{
    struct written written;
    struct search search = { .labels = labels, .written = &written };
    if (is_without_labels(labels) && !near_miss_in_talk(labels->check))
        return;
    search_blocks(&search);
    judge_shortcuts(&search);
}
