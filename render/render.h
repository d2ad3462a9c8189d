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

/** What a renderer may be told. */
struct tm_render_options {
    tm_date today; /* what is late; year 0: nothing is */
    size_t width;  /* of the terminal, in cells; 0: as wide as it takes */
    tm_text css;   /* of a page: what is added to its style sheet */
    enum render_only only;
    unsigned words_per_minute, characters_per_minute; /* how fast the speaker
                                                         speaks; 0: usual */
};

/** A view of a C string. */
tm_text render_text(const char *string);
bool render_text_equal(tm_text a, tm_text b);
/** By bytes: negative, 0 or positive. */
int render_text_compare(tm_text a, tm_text b);

/** Room for any date: "2026年12月31日" and a NUL. */
enum { RENDER_DATE_SIZE = 32 };
/** "2026-03-16" (ISO 8601); "" where there is no date. */
const char *render_date(tm_date date, char buffer[RENDER_DATE_SIZE]);
/** For people: "2026年3月16日" in Chinese, else as ISO 8601. */
const char *render_date_words(tm_date date, bool chinese,
                              char buffer[RENDER_DATE_SIZE]);

#endif
