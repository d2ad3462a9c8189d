/*
 * checked.h - talks that are judged, from tables: what is found, and the text
 * once all that can be mended is.
 */
#ifndef CHECKED_H
#define CHECKED_H

#include "show.h"

/** A talk, what some rules find in it, and it mended. */
struct checked_case {
    const char *source;
    const char *found;  /* a line for each: "key-colon 12-24 (safe)" */
    const char *mended; /* NULL: as it was */
};

static inline bool is_among(const char *const *rules, const char *rule)
{
    while (*rules && strcmp(*rules, rule))
        rules++;
    return *rules;
}

static inline void show_finding(struct shown *shown, const tm_diagnostic *d)
{
    static const char *const mends[] = { "", " (safe)", " (unsafe)" };
    show(shown, "%s %zu-%zu%s\n", d->rule, d->place.start, d->place.end,
         mends[d->mend]);
}

static inline int by_edit(const void *a, const void *b)
{
    const tm_edit *x = a, *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

/** 'source' with the mends of what 'rules' found. */
static inline void show_mended(struct shown *shown, const char *source,
                               const tm_talk *talk, const char *const *rules)
{
    static tm_edit edits[2000];
    size_t count = 0, at = 0;
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++) {
        const tm_diagnostic *d = tm_talk_diagnostic(talk, i);
        if (is_among(rules, d->rule))
            for (size_t k = 0; k < d->edit_count; k++)
                edits[count++] = d->edits[k];
    }
    qsort(edits, count, sizeof *edits, by_edit);
    for (size_t i = 0; i < count; i++) {
        assert_true(edits[i].start >= at);
        show(shown, "%.*s%.*s", (int)(edits[i].start - at), source + at,
             (int)edits[i].text.size, edits[i].text.data);
        at = edits[i].end;
    }
    show(shown, "%s", source + at);
}

static inline tm_talk *judge(const char *source)
{
    static const tm_options options = { .file = { "talk.md", 7 },
                                        .check = true };
    tm_error error;
    tm_talk *talk = tm_parse(source, strlen(source), &options, &error);
    if (!talk)
        fail_msg("%s", error.message);
    return talk;
}

static inline void check_case(const struct checked_case *one,
                              const char *const *rules)
{
    static struct shown found, mended;
    found.size = mended.size = 0;
    found.text[0] = mended.text[0] = '\0';
    tm_talk *talk = judge(one->source);
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++)
        if (is_among(rules, tm_talk_diagnostic(talk, i)->rule))
            show_finding(&found, tm_talk_diagnostic(talk, i));
    show_mended(&mended, one->source, talk, rules);
    if (strcmp(found.text, one->found))
        fail_msg("in:\n%s\nfound:\n%snot:\n%s", one->source, found.text,
                 one->found);
    if (strcmp(mended.text, one->mended ? one->mended : one->source))
        fail_msg("mended:\n%s\nnot:\n%s", mended.text,
                 one->mended ? one->mended : one->source);
    tm_talk_free(talk);
}

/** Judge each of 'cases' by the rules, a list of names that NULL ends. */
#define CHECK_CASES(cases, ...)                                   \
 do {                                                             \
  static const char *const rules_[] = { __VA_ARGS__, NULL };      \
  for (size_t i_ = 0; i_ < sizeof(cases) / sizeof *(cases); i_++) \
   check_case(&(cases)[i_], rules_);                              \
 } while (0)

/** Judge each of 'sources', in which the rules find nothing. */
#define CHECK_CLEAN(sources, ...)                                         \
 do {                                                                     \
  static const char *const rules_[] = { __VA_ARGS__, NULL };              \
  for (size_t i_ = 0; i_ < sizeof(sources) / sizeof *(sources); i_++)     \
   check_case(&(struct checked_case){ (sources)[i_], "", NULL }, rules_); \
 } while (0)

/** The message of the first that 'rule' found in 'source'. */
static inline void assert_message(const char *source, const char *rule,
                                  const char *want)
{
    tm_talk *talk = judge(source);
    size_t i = 0;
    while (i < tm_talk_diagnostic_count(talk) &&
           strcmp(tm_talk_diagnostic(talk, i)->rule, rule))
        i++;
    if (i == tm_talk_diagnostic_count(talk))
        fail_msg("no %s in:\n%s", rule, source);
    static struct shown shown;
    shown.size = 0;
    show_text(&shown, "", tm_talk_diagnostic(talk, i)->message);
    assert_string_equal(shown.text, want);
    tm_talk_free(talk);
}

#endif
