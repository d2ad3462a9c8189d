/*
 * findings.h - what 'talkmark check' found, and what writes it.
 *
 * Adding a format is one file with its functions and one row in formats.def.
 * Findings come one after another, file by file, in the order of their places;
 * none is kept.
 */
#ifndef FINDINGS_H
#define FINDINGS_H

#include "sink.h"
#include "talkmark.h"

/** The file that something was found in. */
struct finding_file {
    const char *name; /* as it is shown; may hold any byte but NUL */
    tm_text source;   /* its bytes; empty where there are none to show */
};

struct findings_options {
    bool coloured; /* colour for a terminal, in a format with
                      FINDINGS_TERMINAL */
};

/** A byte whose line and column (from 1, in code points) are known. */
struct finding_spot {
    size_t at, line, column;
};

/** What a format knows already of the file in hand: finding.h. */
struct findings_state {
    uint64_t file;  /* hash of its name */
    tm_text source; /* and its bytes: these two tell one from the next */
    size_t line;    /* of the last place whose cells were counted; or 0 */
    size_t at;      /* that place */
    size_t cells;   /* in its line before it */
    struct finding_spot edit; /* of an edit far off; line 0: there was none */
    size_t words_line;        /* the line that 'words' is of; or 0 */
    uint64_t words;           /* hash of its words */
    struct fingerprints *fingerprints; /* fingerprint.h; NULL: none was made */
};

/**
 * A list that is being written. The caller sets 'sink', which is borrowed, and
 * 'options'; all else is zero at first.
 */
struct findings {
    struct sink *sink;
    struct findings_options options;
    size_t count; /* of findings put */
    struct findings_state state;
};

enum findings_trait {
    /* It is for the terminal: it writes nothing that the terminal would obey
       but colours of its own. */
    FINDINGS_TERMINAL = 1 << 0,
};

/**
 * A format. begin() is called once and first; put() once for each finding, or
 * never; end() once and last, whatever the others returned: it frees what they
 * kept. Each returns false where memory ran out or the sink has failed; what
 * is written then is good for nothing. The caller finishes the sink.
 */
struct findings_format {
    const char *name, *help;
    bool (*begin)(struct findings *findings);
    bool (*put)(struct findings *findings, const struct finding_file *file,
                const tm_diagnostic *finding);
    bool (*end)(struct findings *findings);
    unsigned traits;
};

#endif
