/*
 * judge.c - what does not fit between talks: a function for each rule.
 */
#include "records_model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_QUOTED = 120, /* bytes of a name or word in a message */
    MOST_MESSAGE = 640,
};

/* ---- Findings ---- */

/* The bytes of 'text' that are quoted: whole characters. */
static int quoted(tm_text text)
{
    size_t size = text.size < MOST_QUOTED ? text.size : MOST_QUOTED;
    while (size < text.size && size &&
           ((unsigned char)text.data[size] & 0xC0) == 0x80)
        size--;
    return (int)size;
}

static tm_text short_of(tm_text text)
{
    return (tm_text){ text.data, (size_t)quoted(text) };
}

static bool is_ignored(unsigned ignored, enum record_rule rule)
{
    return ignored & 1u << rule;
}

/* Add what 'name' finds at 'place', 'detail' in quotes behind its message. */
static void find(struct records *records, const struct record *talk,
                 const char *name, tm_place place, tm_text detail)
{
    char *message = records_keep(records, MOST_MESSAGE);
    const tm_rule *rule = tm_rule_find((tm_text){ name, strlen(name) });
    struct record_finding *findings =
        records_grow(records, records->findings, records->finding_count,
                     &records->finding_capacity, sizeof *findings);
    if (findings)
        records->findings = findings;
    if (!findings || !message)
        return;
    const int size = snprintf(message, MOST_MESSAGE, "%s: \"%.*s\"",
                              rule->message, (int)detail.size, detail.data);
    findings[records->finding_count++] = (struct record_finding){
        .file = talk->file,
        .diagnostic = { .severity = rule->severity,
                        .rule = rule->name,
                        .message = { message, (size_t)size },
                        .place = place },
    };
}

/* ---- Talks ---- */

static void judge_names(struct records *records)
{
    for (size_t i = 0; i < records->talk_count; i++) {
        const struct record *talk = &records->talks[i];
        if (records_find_talk(records, talk->name) != talk &&
            !is_ignored(talk->ignored, RECORD_TWICE))
            find(records, talk, "record-twice", talk->place,
                 short_of(talk->name));
    }
}

enum colour {
    UNSEEN,
    ON_PATH,
    DONE
};

/* Where a walk over what talks follow stands in one of them. */
struct step {
    size_t talk, next;
};

/* Follow from 'start' on, with a stack of our own: a chain may be as long as
 * there are talks. A talk that is met again on the path closes a circle. */
static void walk_follows(struct records *records, unsigned char *colours,
                         struct step *stack, size_t start)
{
    size_t depth = 0;
    stack[depth++] = (struct step){ start, 0 };
    colours[start] = ON_PATH;
    while (depth) {
        struct step *step = &stack[depth - 1];
        const struct record *talk = &records->talks[step->talk];
        if (step->next == talk->follow_count) {
            colours[step->talk] = DONE;
            depth--;
            continue;
        }
        const tm_place place = talk->follows_places[step->next];
        const tm_text name = talk->follows[step->next++];
        const struct record *followed = records_find_talk(records, name);
        const size_t index =
            followed ? (size_t)(followed - records->talks) : step->talk;
        if (followed && colours[index] == ON_PATH &&
            !is_ignored(talk->ignored, FOLLOWS_CIRCLE))
            find(records, talk, "follows-circle", place, short_of(name));
        if (followed && colours[index] == UNSEEN) {
            colours[index] = ON_PATH;
            stack[depth++] = (struct step){ index, 0 };
        }
    }
}

static void judge_follows(struct records *records)
{
    const size_t count = records->talk_count;
    unsigned char *colours = calloc(count + 1, 1);
    struct step *stack = malloc((count + 1) * sizeof *stack);
    for (size_t i = 0; colours && stack && i < count; i++)
        if (colours[i] == UNSEEN)
            walk_follows(records, colours, stack, i);
    records->failed |= !colours || !stack;
    free(colours);
    free(stack);
}

/* ---- References ---- */

static void judge_reference(struct records *records,
                            const struct record_item *item,
                            tm_reference reference)
{
    const struct record *own = &records->talks[item->record];
    if (!reference.record.size)
        return; /* reading has judged it */
    const struct record *talk = records_find_talk(records, reference.record);
    if (!talk && !is_ignored(item->ignored, RECORD_UNKNOWN))
        find(records, own, "record-unknown", item->place,
             short_of(reference.record));
    else if (talk && talk != own &&
             !records_find_item(records, talk, reference.id) &&
             !is_ignored(item->ignored, TARGET_NOWHERE))
        find(records, own, "target-nowhere", item->place,
             short_of(reference.id));
}

/* Whether 'talk' follows no talk that is not here: what is not found might be
 * in that one. */
static bool has_all_followed(const struct records *records,
                             const struct record *talk)
{
    for (size_t i = 0; i < talk->follow_count; i++)
        if (!records_find_talk(records, talk->follows[i]))
            return false;
    return talk->follow_count > 0;
}

static bool follows(const struct record *talk, tm_text name)
{
    for (size_t i = 0; i < talk->follow_count; i++)
        if (talk->follows[i].size == name.size &&
            !memcmp(talk->follows[i].data, name.data, name.size))
            return true;
    return false;
}

static void judge_update(struct records *records,
                         const struct record_item *update)
{
    const struct record *own = &records->talks[update->record];
    size_t matches;
    if (!update->target.id.size)
        return; /* reading has judged it */
    if (update->target.record.size) {
        /* What is followed may lie elsewhere (dialect, "Front matter"). */
        if (records_find_talk(records, update->target.record) ||
            !follows(own, update->target.record))
            judge_reference(records, update, update->target);
        return;
    }
    records_target(records, update, &matches);
    if (matches > 1 && !is_ignored(update->ignored, TARGET_AMBIGUOUS))
        find(records, own, "target-ambiguous", update->place,
             short_of(update->target.id));
    else if (!matches && has_all_followed(records, own) &&
             !is_ignored(update->ignored, TARGET_NOWHERE))
        find(records, own, "target-nowhere", update->place,
             short_of(update->target.id));
}

/* ---- What became of items ---- */

static bool is_open_task(const struct record_item *item)
{
    return tm_kind_traits(item->kind) & TM_TRAIT_TASK &&
           !tm_status_is_closed(item->status);
}

/* Accepted or dropped: what is merely done, its owner says, may come back. */
static bool is_struck_off(const struct record_item *item)
{
    return item->status == TM_STATUS_ACCEPTED ||
           item->status == TM_STATUS_DROPPED;
}

static void judge_moot(struct records *records, const struct record_item *item)
{
    if (!item->answer_count || !is_open_task(item) ||
        is_ignored(item->ignored, ITEM_MOOT))
        return;
    for (size_t i = 0; i < item->answer_count; i++) {
        const struct record_item *target =
            records_find(records, item, item->answers[i]);
        if (!target || !is_struck_off(target))
            return;
    }
    find(records, &records->talks[item->record], "item-moot", item->place,
         short_of(item->words));
}

/* Write the beginning of 'words' to 'line' so that Markdown takes none of it
 * for a mark; returns the bytes, at most twice MOST_QUOTED. */
static size_t escape(tm_text words, char *line)
{
    const tm_text part = short_of(words);
    size_t size = 0;
    for (size_t i = 0; i < part.size; i++) {
        if (memchr("\\[]`*<", part.data[i], 6))
            line[size++] = '\\';
        line[size++] = part.data[i];
    }
    return size;
}

/* The line that a later talk may say: it is proposed in the message. */
static void judge_answered(struct records *records,
                           const struct record_item *item)
{
    char words[2 * MOST_QUOTED], line[4 * MOST_QUOTED + 64];
    const struct record *own = &records->talks[item->record];
    if (item->kind != TM_KIND_ISSUE || !item->id.size || !is_open_task(item) ||
        !item->answered_by || item->done_by < item->answered_by ||
        is_ignored(item->ignored, ISSUE_ANSWERED))
        return;
    const int size =
        snprintf(line, sizeof line, "[%.*s](<update:%.*s#%.*s> 'done')",
                 (int)escape(item->words, words), words, quoted(own->name),
                 own->name.data, quoted(item->id), item->id.data);
    find(records, own, "issue-answered", item->place,
         (tm_text){ line, (size_t)size });
}

static void judge_item(struct records *records, const struct record_item *item)
{
    if (item->kind == TM_KIND_UPDATE)
        judge_update(records, item);
    for (size_t i = 0; i < item->answer_count; i++)
        judge_reference(records, item, item->answers[i]);
    judge_moot(records, item);
    judge_answered(records, item);
}

/* ---- All of it ---- */

static int by_place(const void *a, const void *b)
{
    const struct record_finding *x = a, *y = b;
    const size_t one = x->diagnostic.place.start;
    const size_t other = y->diagnostic.place.start;
    if (x->file != y->file)
        return (x->file > y->file) - (x->file < y->file);
    if (one != other)
        return (one > other) - (one < other);
    const int order = strcmp(x->diagnostic.rule, y->diagnostic.rule);
    return order
               ? order
               : strcmp(x->diagnostic.message.data, y->diagnostic.message.data);
}

bool records_judge(struct records *records)
{
    if (records->failed || !records_index(records) || !records_fold(records))
        return false;
    judge_names(records);
    judge_follows(records);
    for (size_t i = 0; i < records->item_count; i++)
        judge_item(records, &records->items[i]);
    if (records->finding_count)
        qsort(records->findings, records->finding_count,
              sizeof *records->findings, by_place);
    return !records->failed;
}

size_t records_finding_count(const struct records *records)
{
    return records->finding_count;
}

const struct record_finding *records_finding(const struct records *records,
                                             size_t i)
{
    return &records->findings[i];
}
