#include "output.h"

#include "report.h"
#include "temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(struct output *output, int error)
{
    report_file(output->name, "cannot be written", strerror(error));
    free(output->target);
    free(output->temporary);
    output->target = output->temporary = NULL;
    return false;
}

/* The file that 'path' stands for: what a link leads to. A link that leads
 * nowhere is not replaced. */
static char *real_target(const char *path)
{
    struct stat there;
    char *real = realpath(path, NULL);
    if (real || errno != ENOENT)
        return real;
    if (!lstat(path, &there)) {
        errno = ENOENT;
        return NULL;
    }
    return strdup(path);
}

/* The mode of the file that is there; else what the umask leaves. */
static mode_t mode_of(const char *target)
{
    struct stat there;
    if (!stat(target, &there))
        return there.st_mode & 07777;
    const mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static bool open_beside(struct output *output, const char *path)
{
    output->target = real_target(path);
    if (!output->target)
        return fail(output, errno);
    output->temporary = temporary_beside(output->target);
    if (!output->temporary)
        return fail(output, errno);
    output->to.file = temporary_make(output->temporary);
    if (output->to.file < 0)
        return fail(output, errno);
    /* Where the mode cannot be set, the file is merely more private. */
    (void)fchmod(output->to.file, mode_of(output->target));
    return true;
}

static bool is_other_than_file(const char *path)
{
    struct stat there;
    return !stat(path, &there) && !S_ISREG(there.st_mode);
}

bool output_open(struct output *output, const char *path)
{
    /* Field by field: a buffer that is cleared takes memory before its time. */
    output->name = path;
    output->target = output->temporary = NULL;
    output->to = (struct descriptor){ .error = 0 };
    output->screen = NULL;
    sink_init(&output->sink, descriptor_write, &output->to);
    if (!path || !strcmp(path, "-")) {
        output->name = "standard output";
        output->to.file = STDOUT_FILENO;
        return true;
    }
    if (!is_other_than_file(path))
        return open_beside(output, path);
    output->to.file = open(path, O_WRONLY | O_CLOEXEC);
    return output->to.file >= 0 || fail(output, errno);
}

void output_show(struct output *output)
{
    if (!isatty(output->to.file))
        return;
    output->screen = malloc(sizeof *output->screen);
    if (!output->screen) {
        output->sink.failed = true;
        return;
    }
    screen_init(output->screen, descriptor_write, &output->to);
    sink_init(&output->sink, screen_write, output->screen);
}

/* Closing may tell of an earlier write that failed (NFS, quotas). */
static bool close_file(struct output *output)
{
    if (close(output->to.file) && errno != EINTR) {
        if (!output->to.error)
            output->to.error = errno;
        return false;
    }
    return true;
}

static bool finish(struct output *output)
{
    bool good = sink_finish(&output->sink);
    if (output->screen)
        good = screen_finish(output->screen) && good;
    if (!good && !output->to.error)
        output->to.error = ENOMEM; /* a renderer ran out of memory */
    good = close_file(output) && good;
    if (good && output->temporary &&
        !temporary_keep(output->temporary, output->target)) {
        output->to.error = errno;
        good = false;
    }
    return good;
}

bool output_close(struct output *output, bool keep)
{
    bool good = true;
    if (keep)
        good = finish(output);
    else
        close_file(output);
    if ((!good || !keep) && output->temporary)
        temporary_remove(output->temporary);
    free(output->screen);
    if (!good)
        return fail(output, output->to.error);
    free(output->target);
    free(output->temporary);
    return true;
}

bool output_make_folders(const char *path)
{
    char *folder = strdup(path);
    bool good = folder != NULL;
    for (char *at = folder; good && (at = strchr(at + 1, '/'));) {
        *at = '\0';
        good = !mkdir(folder, 0777) || errno == EEXIST;
        *at = '/';
    }
    if (!good)
        report_file(path, "its folder cannot be made", strerror(errno));
    free(folder);
    return good;
}
