/*
 * render.h - what all renderers share. render/ is written against talkmark.h
 * alone: it knows nothing of cmark, YAML, files or the command line.
 */
#ifndef RENDER_H
#define RENDER_H

#include "sink.h"
#include "talkmark.h"

/** What of a page is left out. */
enum render_only {
    RENDER_ONLY_NOTHING, /* all is shown */
    RENDER_ONLY_TALK,    /* the talk, without tables */
    RENDER_ONLY_TASKS,   /* the tables, without the talk */
};

/** A column of a ledger that was asked for: its name (ledger_columns.def) and
    its title; an absent title is the usual one. */
struct tm_render_column {
    tm_text name, title;
};

/** What a task becomes in a calendar. */
enum render_ics {
    RENDER_ICS_TODO,  /* a to-do */
    RENDER_ICS_EVENT, /* a whole day, where it has a due date */
    RENDER_ICS_BOTH,
};

/** What a list is grouped by: groups.h. */
enum group_by {
    GROUP_BY_DEFAULT, /* what is usual in the format, if anything */
#define GROUP_BY(NAME, word) GROUP_BY_##NAME,
#include "groups.def"
#undef GROUP_BY
    GROUP_BY__COUNT
};

/** What a renderer may be told. */
struct tm_render_options {
    tm_date today; /* what is late; year 0: nothing is */
    size_t width;  /* of the terminal, in cells; 0: as wide as it takes */
    bool colour;   /* a terminal's: colour.h */
    tm_text css;   /* of a page: what is added to its style sheet */
    enum render_only only;
    enum group_by by;
    bool bom;        /* CSV: begin with a byte order mark, as Excel wants */
    tm_text columns; /* CSV: names with commas between; absent: the usual
                        ones. tasks_csv_unknown() tells a wrong one */
    enum render_ics ics;
    unsigned words_per_minute, characters_per_minute; /* how fast the speaker
                                                         speaks; 0: usual */
    const struct tm_render_column *ledger_columns; /* in their order; NULL: the
                                                      usual ones */
    size_t ledger_column_count;
};

/** A view of a C string. */
tm_text render_text(const char *string);
bool render_text_equal(tm_text a, tm_text b);
/** By bytes: negative, 0 or positive. */
int render_text_compare(tm_text a, tm_text b);

/** Room for any date: "2026年12月31日" and a NUL. */
enum {
    RENDER_DATE_SIZE = 32
};
/** "2026-03-16" (ISO 8601); "" where there is no date. */
const char *render_date(tm_date date, char buffer[RENDER_DATE_SIZE]);
/** For people: "2026年3月16日" in Chinese, else as ISO 8601. */
const char *render_date_words(tm_date date, bool chinese,
                              char buffer[RENDER_DATE_SIZE]);

#endif
