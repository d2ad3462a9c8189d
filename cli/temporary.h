/*
 * temporary.h - files that are not whole yet, and that a signal must not leave
 * behind.
 *
 * SIGHUP, SIGINT and SIGTERM, where they are not ignored, remove what is
 * unfinished before they end the program. Nothing can do so for SIGKILL.
 * A handler needs to know the files: this is the program's one global state.
 */
#ifndef TEMPORARY_H
#define TEMPORARY_H

#include <stdbool.h>

/** A name for temporary_make(), beside 'target': "FOLDER/.talkmark-XXXXXX". NULL
    where memory runs out; free with free(). */
char *temporary_beside(const char *target);
/** Make and open a file as mkstemp(3) does. 'name' must stay until one of the
    two below is called with it. -1 with errno set. */
int temporary_make(char *name);
/** Give the file its name for good; false with errno set: it is still there. */
bool temporary_keep(const char *name, const char *target);
void temporary_remove(const char *name);

#endif
