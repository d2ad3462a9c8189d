#include "check.h"

#include "ignore.h"
#include "mend.h"
#include "text.h"

static check_of_talk *const talk_checks[] = {
#define TALK_CHECK(function) function,
#define BLOCK_CHECK(function)
#include "checks.def"
#undef TALK_CHECK
#undef BLOCK_CHECK
};

static check_of_block *const block_checks[] = {
#define TALK_CHECK(function)
#define BLOCK_CHECK(function) function,
#include "checks.def"
#undef TALK_CHECK
#undef BLOCK_CHECK
};

/* ---- Findings ---- */

static struct finding *add_finding(struct check *check, size_t diagnostic)
{
    struct finding *finding =
        ARENA_PUSH(check->kept, check->findings, check->finding_count,
                   check->finding_capacity);
    *finding = (struct finding){ .diagnostic = diagnostic };
    return finding;
}

/* What is done to it reaches nobody. */
static struct finding *spare_finding(struct check *check)
{
    check->spare = (struct finding){ 0 };
    return &check->spare;
}

struct finding *check_find_told(struct check *check, size_t diagnostic)
{
    return check->mended++ < MOST_MENDED ? add_finding(check, diagnostic)
                                         : spare_finding(check);
}

static struct finding *find_times(struct check *check, enum rule rule,
                                  tm_place place, tm_text detail, size_t times)
{
    struct diagnostics *list = &check->parse->diagnostics;
    if (check->found[rule].count++ >= MOST_FOUND)
        return spare_finding(check);
    diagnostics_add_times(list, rule, place, detail, times);
    check->found[rule].last = list->count - 1;
    return add_finding(check, list->count - 1);
}

struct finding *check_find_at(struct check *check, enum rule rule,
                              tm_place place, tm_text detail)
{
    return find_times(check, rule, place, detail, 1);
}

struct finding *check_find(struct check *check, enum rule rule, size_t start,
                           size_t end, tm_text detail)
{
    return check_find_at(
        check, rule, source_place(&check->parse->source, start, end), detail);
}

struct finding *check_find_times(struct check *check, enum rule rule,
                                 size_t start, size_t end, tm_text detail,
                                 size_t times)
{
    return find_times(check, rule,
                      source_place(&check->parse->source, start, end), detail,
                      times);
}

void check_suggest(struct check *check, const struct finding *finding,
                   tm_text near)
{
    if (finding != &check->spare)
        diagnostics_suggest(&check->parse->diagnostics, finding->diagnostic,
                            near);
}

/* Say how many are not told. */
static void tell_rest(struct check *check)
{
    for (size_t i = 0; i < RULE__COUNT; i++)
        if (check->found[i].count > MOST_FOUND)
            diagnostics_more(&check->parse->diagnostics, check->found[i].last,
                             check->found[i].count - MOST_FOUND);
}

void check_edit(struct check *check, struct finding *finding, size_t start,
                size_t end, tm_text text)
{
    struct arena *arena = check->parse->arena;
    if (finding == &check->spare)
        return;
    const tm_edit edit = { start, end, arena_copy(arena, text) };
    *ARENA_PUSH(arena, finding->edits, finding->edit_count,
                finding->edit_capacity) = edit;
}

void check_mend(struct check *check, struct finding *finding, enum tm_mend mend,
                const struct expected *expected)
{
    finding->mend = mend;
    if (!expected || finding == &check->spare)
        return;
    finding->expected = (struct expected){
        .kind_and_id = arena_copy(check->kept, expected->kind_and_id),
        .title = arena_copy(check->kept, expected->title),
        .edit = expected->edit,
        .start = expected->start,
    };
}

static size_t *add_id(struct check *check, tm_text id, size_t start)
{
    size_t *place = arena_alloc(check->kept, sizeof *place);
    *place = start;
    return lookup_add(&check->ids, id, place);
}

/* Updates name the items of other talks. */
static void index_ids(struct check *check)
{
    const tm_talk *talk = check->parse->talk;
    check->ids.arena = check->kept;
    for (size_t i = 0; i < talk->item_count; i++) {
        const tm_item *item = &talk->items[i];
        if (item->id.size && !item->auto_id && item->kind != TM_KIND_UPDATE)
            add_id(check, item->id, tm_item_place(item).start);
    }
}

size_t check_take_id(struct check *check, tm_text id, size_t start)
{
    if (!check->ids.arena)
        index_ids(check);
    return *add_id(check, arena_copy(check->kept, id), start);
}

/* ---- The run ---- */

enum {
    SPARED = 64 * 1024 /* of the memory of a check: kept for the next one */
};

static void end_check(struct check *check)
{
    if (check->scratch->spent > SPARED)
        arena_release(check->scratch);
}

static void run_blocks(struct check *check)
{
    struct parse *parse = check->parse;
    const tm_talk *talk = parse->talk;
    for (size_t i = 0; i < talk->node_count; i++) {
        const tm_node *block = &talk->nodes[i];
        if (block->type != TM_NODE_PARAGRAPH && block->type != TM_NODE_HEADING)
            continue;
        struct written written = { .block = block,
                                   .origin = parse->origin[i],
                                   .check = check };
        written_read(&written);
        for (size_t k = 0; k < sizeof block_checks / sizeof *block_checks; k++)
            block_checks[k](check, &written);
        end_check(check);
    }
}

/* What is left of the list: no rule that is off. */
static void set_severities(struct parse *parse)
{
    struct diagnostics *list = &parse->diagnostics;
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        enum tm_severity severity = list->list[i].severity;
        if (parse->options->config &&
            !tm_config_severity(parse->options->config, list->list[i].rule,
                                &severity))
            continue;
        list->list[i].severity = severity;
        list->list[kept++] = list->list[i];
    }
    list->count = kept;
}

enum {
    MOST_COMPARED = 16 /* of what is told of one place */
};

static bool is_repeat(const tm_diagnostic *earlier, const tm_diagnostic *d)
{
    return earlier->rule == d->rule && earlier->place.start == d->place.start &&
           earlier->place.end == d->place.end &&
           text_starts(earlier->message, d->message);
}

/* Tags that have their attributes from one definition have its faults, too: the
 * first tells them, perhaps with a suggestion. */
static void drop_repeats(struct diagnostics *list)
{
    size_t kept = 0;
    diagnostics_sort(list);
    for (size_t i = 0; i < list->count; i++) {
        size_t before = 1;
        while (before <= kept && before <= MOST_COMPARED &&
               !is_repeat(&list->list[kept - before], &list->list[i]))
            before++;
        if (before > kept || before > MOST_COMPARED)
            list->list[kept++] = list->list[i];
    }
    list->count = kept;
}

void check_run(struct parse *parse)
{
    struct check check = { .parse = parse,
                           .scratch = parse->judging,
                           .kept = parse->scratch };
    run_blocks(&check);
    for (size_t i = 0; i < sizeof talk_checks / sizeof *talk_checks; i++) {
        talk_checks[i](&check);
        end_check(&check);
    }
    tell_rest(&check);
    if (!parse->trial)
        mends_try(&check);
    ignores_apply(&check);
    set_severities(parse);
    drop_repeats(&parse->diagnostics);
}
