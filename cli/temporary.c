#include "temporary.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int ending[] = { SIGHUP, SIGINT, SIGTERM };
enum {
    ENDING = sizeof ending / sizeof *ending,
    MOST = 4, /* files open at once: a page and a list */
};

/* Changed by the main thread alone, and only while the signals are blocked:
 * other threads get none (workers.h), so the handler sees no half of a change. */
static const char *unfinished[MOST];

/* Only what signal-safety(7) allows; the signal was set back to its default,
 * which is to end the program. */
static void clean_up(int number)
{
    for (size_t i = 0; i < MOST; i++)
        if (unfinished[i])
            unlink(unfinished[i]);
    raise(number);
}

static void install(void)
{
    struct sigaction old,
        ours = { .sa_handler = clean_up, .sa_flags = (int)SA_RESETHAND };
    sigemptyset(&ours.sa_mask);
    for (size_t i = 0; i < ENDING; i++)
        if (!sigaction(ending[i], NULL, &old) && old.sa_handler == SIG_DFL)
            sigaction(ending[i], &ours, NULL);
}

static void block(sigset_t *before)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < ENDING; i++)
        sigaddset(&set, ending[i]);
    pthread_sigmask(SIG_BLOCK, &set, before);
}

static void unblock(const sigset_t *before)
{
    const int error = errno;
    pthread_sigmask(SIG_SETMASK, before, NULL);
    errno = error;
}

/* Put 'to' where 'from' is; NULL is a free place. */
static void replace(const char *from, const char *to)
{
    for (size_t i = 0; i < MOST; i++)
        if (unfinished[i] == from) {
            unfinished[i] = to;
            return;
        }
}

char *temporary_beside(const char *target)
{
    static const char name[] = ".talkmark-XXXXXX";
    const char *slash = strrchr(target, '/');
    const size_t folder = slash ? (size_t)(slash + 1 - target) : 0;
    char *temporary = malloc(folder + sizeof name);
    if (temporary) {
        memcpy(temporary, target, folder);
        memcpy(temporary + folder, name, sizeof name);
    }
    return temporary;
}

int temporary_make(char *name)
{
    sigset_t before;
    install();
    block(&before);
    const int file = mkstemp(name);
    if (file >= 0)
        replace(NULL, name);
    unblock(&before);
    return file;
}

bool temporary_keep(const char *name, const char *target)
{
    sigset_t before;
    block(&before);
    const bool kept = !rename(name, target);
    if (kept)
        replace(name, NULL);
    unblock(&before);
    return kept;
}

void temporary_remove(const char *name)
{
    sigset_t before;
    block(&before);
    unlink(name);
    replace(name, NULL);
    unblock(&before);
}
