/*
 * configs.h - the talkmark.yaml that holds for each talk of a run. Each file is
 * read once, and what is wrong with it is told once.
 */
#ifndef CONFIGS_H
#define CONFIGS_H

#include "input.h"
#include "options.h"

/** One talkmark.yaml. */
struct config {
    char *path;        /* of the file */
    const char *shown; /* its name in messages: a part of 'path' */
    tm_config *config; /* NULL: it could not be read */
};

struct configs {
    struct config *list;
    size_t count, capacity;
    size_t *of;  /* for each input which of the list; 'count': none */
    int status;  /* the exit code that their faults ask for */
    bool untold; /* what is wrong with them is told by the command */
    /* columns: of the first talk's. Lists of one run have one set. */
    char *csv_columns;
    struct tm_render_column *ledger_columns;
    size_t ledger_column_count;
};

/** Find and read what holds for 'inputs'. False after a message where memory
    runs out. Free with configs_free(), also then. */
bool configs_find(struct configs *configs, const struct inputs *inputs,
                  const struct settings *settings);
void configs_free(struct configs *configs);
/** What holds for the i-th input; NULL: nothing. */
const tm_config *configs_of(const struct configs *configs, size_t i);

/**
 * Find and read what holds for the files of 'folder': the nearest talkmark.yaml
 * in it and in the folders that it stands in, up to the one that holds ".git"
 * or the home folder. A folder that anybody may write to ends the search, as
 * what others put there must not change a list. '*which' is the number in the
 * list, or 'count' where there is none. False as above.
 */
bool configs_add(struct configs *configs, const char *folder, size_t *which);
/** The folder that 'path' stands in; free with free(). NULL where memory runs
    out. */
char *config_folder(const char *path);

#endif
