/*
 * records.h - many talks: what they say of one another, and what does not fit
 * (dialect, "Records over time").
 *
 * Of each talk what is needed is copied, so that no talk need stay in memory.
 * Written against talkmark.h alone.
 */
#ifndef RECORDS_H
#define RECORDS_H

#include "talkmark.h"

/** What was found, and in which file. */
struct record_finding {
    size_t file; /* as it was given to records_add() */
    tm_diagnostic diagnostic;
};

struct records;

/** No talk yet; NULL where memory runs out. Free with records_free(). */
struct records *records_begin(void);
/** NULL is ignored. */
void records_free(struct records *records);
/**
 * Note what 'talk' says of its own and other talks' items; 'file' tells it in
 * findings. What its notes ignore (tm_talk_ignores()) is not found. Where
 * memory runs out, records_judge() says so.
 */
void records_add(struct records *records, size_t file, const tm_talk *talk);
/**
 * Judge what was added, once: names, references and what became of items. False
 * where memory ran out, also before: there are no findings to be trusted.
 * Findings are borrowed from 'records', in the order of the files and of their
 * places.
 */
bool records_judge(struct records *records);
size_t records_finding_count(const struct records *records);
const struct record_finding *records_finding(const struct records *records,
                                             size_t i);

#endif
