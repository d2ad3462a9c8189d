/*
 * in_place.h - a file that is read and then written in place, of which nothing
 * is lost: at any moment it is the old one or the new one, whole.
 *
 * The new text goes into a file beside it, .talkmark-XXXXXX, which gets the
 * owner, mode and attributes of the old one (metadata.h), is synced, and takes
 * its place by a rename. What a link leads to is written, the link stays.
 *
 * Nothing is written, and a message says why, where something could be lost:
 * the file is read-only, or no regular file any more; it has several names,
 * which a rename would part (hard links); what belongs to it cannot be kept; or
 * it is no longer as it was read: bytes and status are compared once more just
 * before the rename. Two talkmarks at one file keep each other out by a lock
 * (flock) from before that until after it; of another program's write that
 * falls between the comparison and the rename, some microseconds, nothing can
 * be known. A signal that ends the program leaves no .talkmark-XXXXXX behind,
 * SIGKILL may.
 */
#ifndef IN_PLACE_H
#define IN_PLACE_H

#include "talkmark.h"

#include <sys/stat.h>

struct in_place {
    const char *path;   /* as given: in messages */
    char *target;       /* the real file */
    tm_text text;       /* of it, as it was read */
    struct stat status; /* of it, then */
};

/**
 * Read the file that 'path', which is borrowed, leads to. False after a
 * message. Free with in_place_free(), also then. On any thread.
 */
bool in_place_read(struct in_place *file, const char *path);
/**
 * Put 'text' in the place of what was read; where both are the same, nothing is
 * touched. False after a message: the file is as it was. (One exception, which
 * the message tells: the new file is in its place, and its folder could not be
 * synced.) Once a file; on the main thread (temporary.h).
 */
bool in_place_write(const struct in_place *file, tm_text text);
void in_place_free(struct in_place *file);

#endif
