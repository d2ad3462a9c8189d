#include "in_place.h"

#include "descriptor.h"
#include "input.h"
#include "metadata.h"
#include "report.h"
#include "temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum {
    PIECE = 16 * 1024
};

/* One file on its way into its place. */
struct writing {
    const struct in_place *file;
    int old, folder; /* open; -1: not */
    char *temporary; /* what is written; NULL: nothing yet, or it is placed */
};

static bool fail(const struct in_place *file, int error)
{
    report_file(file->path, "cannot be written", strerror(error));
    return false;
}

static bool leave(const struct in_place *file, const char *reason)
{
    report_file(file->path, "is left as it is", reason);
    return false;
}

/* ---- Reading ---- */

bool in_place_read(struct in_place *file, const char *path)
{
    *file = (struct in_place){ .path = path };
    file->target = realpath(path, NULL);
    if (!file->target) {
        report_file(path, "cannot be read", strerror(errno));
        return false;
    }
    return input_read_file(file->target, path, &file->text, &file->status);
}

void in_place_free(struct in_place *file)
{
    free(file->target);
    free((char *)(uintptr_t)file->text.data);
    *file = (struct in_place){ 0 };
}

/* ---- Is it as it was read? ---- */

static bool is_same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

/* The time of the last change is that of the owner, the mode, the number of
 * names too. */
static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
           a->st_size == b->st_size && is_same_time(a->st_mtim, b->st_mtim) &&
           is_same_time(a->st_ctim, b->st_ctim);
}

static bool changed(const struct in_place *file)
{
    return leave(file, "it was changed since it was read");
}

/* Up to 'size' bytes from byte 'at' of 'file' on; less at its end only. */
static ssize_t read_at(int file, char *data, size_t size, size_t at)
{
    size_t got = 0;
    while (got < size) {
        const ssize_t more =
            pread(file, data + got, size - got, (off_t)(at + got));
        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            return -1;
        if (!more)
            break;
        got += (size_t)more;
    }
    return (ssize_t)got;
}

/* A file system may count time in steps so wide that a change leaves no trace
 * in the status. */
static bool has_same_bytes(const struct writing *writing)
{
    const struct in_place *file = writing->file;
    char piece[PIECE];
    for (size_t at = 0;;) {
        const ssize_t got = read_at(writing->old, piece, sizeof piece, at);
        if (got < 0)
            return fail(file, errno);
        if (!got)
            return at == file->text.size || changed(file);
        if ((size_t)got > file->text.size - at ||
            memcmp(piece, file->text.data + at, (size_t)got))
            return changed(file);
        at += (size_t)got;
    }
}

/* The status last: it tells what happened while the bytes were read. */
static bool is_unchanged(const struct writing *writing)
{
    struct stat now;
    const struct in_place *file = writing->file;
    if (!has_same_bytes(writing))
        return false;
    if (lstat(file->target, &now))
        return errno == ENOENT ? changed(file) : fail(file, errno);
    return is_same(&now, &file->status) || changed(file);
}

/* ---- Writing ---- */

static bool may_write(const struct in_place *file)
{
    if (file->status.st_nlink > 1)
        return leave(file, "it has several names (hard links): the others "
                           "would keep the old text");
    if (!(file->status.st_mode & 0222))
        return leave(file, "it is read-only");
    /* A rename asks for no leave to write the file. */
    return !access(file->target, W_OK) || fail(file, errno);
}

/* Open the old file and keep other talkmarks out. Where there are no locks,
 * there are none. */
static bool open_old(struct writing *writing)
{
    const struct in_place *file = writing->file;
    struct stat now;
    writing->old =
        open(file->target, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (writing->old < 0)
        return errno == ENOENT || errno == ELOOP ? changed(file)
                                                 : fail(file, errno);
    if (flock(writing->old, LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK)
        return leave(file, "another program is writing it");
    if (fstat(writing->old, &now))
        return fail(file, errno);
    return is_same(&now, &file->status) || changed(file);
}

/* Beforehand: once the new file is in its place, nothing should fail. */
static bool open_folder(struct writing *writing)
{
    const char *target = writing->file->target;
    char *folder = strndup(target, (size_t)(strrchr(target, '/') + 1 - target));
    if (folder)
        writing->folder = open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
    const int error = errno;
    free(folder);
    return writing->folder >= 0 || fail(writing->file, error);
}

static bool fill(const struct writing *writing, int made, tm_text text)
{
    struct descriptor to = { .file = made };
    const struct in_place *file = writing->file;
    const char *lost = metadata_copy(writing->old, made, &file->status);
    if (lost) {
        report_file(file->path, lost, strerror(errno));
        return false;
    }
    if (!descriptor_write(&to, text.data, text.size))
        return fail(file, to.error);
    return !fsync(made) || fail(file, errno);
}

/* Write the new file beside the old one. */
static bool make(struct writing *writing, tm_text text)
{
    const struct in_place *file = writing->file;
    char *name = temporary_beside(file->target);
    const int made = name ? temporary_make(name) : -1;
    if (made < 0) {
        fail(file, errno);
        free(name);
        return false;
    }
    writing->temporary = name;
    const bool good = fill(writing, made, text);
    /* Closing may tell of an earlier write that failed (NFS, quotas). */
    if (close(made) && errno != EINTR && good)
        return fail(file, errno);
    return good;
}

static bool place(struct writing *writing)
{
    const struct in_place *file = writing->file;
    if (!temporary_keep(writing->temporary, file->target))
        return fail(file, errno);
    free(writing->temporary);
    writing->temporary = NULL;
    /* EINVAL: a file system that has nothing to sync. */
    if (fsync(writing->folder) && errno != EINVAL) {
        report_file(file->path,
                    "is written, but may be lost if the power "
                    "fails now",
                    strerror(errno));
        return false;
    }
    return true;
}

static void end(const struct writing *writing)
{
    if (writing->temporary)
        temporary_remove(writing->temporary);
    free(writing->temporary);
    if (writing->folder >= 0)
        close(writing->folder);
    if (writing->old >= 0)
        close(writing->old); /* the lock, too */
}

bool in_place_write(const struct in_place *file, tm_text text)
{
    struct writing writing = { .file = file, .old = -1, .folder = -1 };
    if (text.size == file->text.size &&
        (!text.size || !memcmp(text.data, file->text.data, text.size)))
        return true;
    const bool good = may_write(file) && open_old(&writing) &&
                      open_folder(&writing) && make(&writing, text) &&
                      is_unchanged(&writing) && place(&writing);
    end(&writing);
    return good;
}
