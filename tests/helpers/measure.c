/*
 * measure.c - run a program and say what it took.
 *
 * usage: measure [-n TIMES] PROGRAM [ARGUMENT...]
 *
 * What the program prints goes nowhere. Prints one line when it has ended: its
 * exit status (128 and the signal's number where one ended it), seconds by the
 * clock, seconds of processor time, and the most memory that it held, in KiB.
 * With -n it runs TIMES times, one after another: the medians of both times,
 * the last status, the most memory.
 *
 * A process begins with the memory of the one that starts it, and that counts;
 * this one is small, and starts others without copying itself.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum {
    MAX_TIMES = 10000
};

struct taken {
    int status;
    double wall[MAX_TIMES];
    double processor[MAX_TIMES];
    long memory;
};

static double clock_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/* Start the program with its output going nowhere; 0 or an errno. */
static int start(char **command, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error)
        return error;
    error = posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO,
                                             "/dev/null", O_WRONLY, 0);
    if (!error)
        error =
            posix_spawnp(child, command[0], &actions, NULL, command, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* The 'at'th run; 0 or an errno. */
static int run(char **command, struct taken *taken, int at)
{
    pid_t child;
    int status;
    struct rusage usage;
    const double begin = clock_now();
    const int error = start(command, &child);
    if (error)
        return error;
    if (wait4(child, &status, 0, &usage) < 0)
        return errno;
    taken->wall[at] = clock_now() - begin;
    taken->processor[at] = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    if (usage.ru_maxrss > taken->memory)
        taken->memory = usage.ru_maxrss;
    taken->status =
        WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return 0;
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, compare);
    return values[count / 2];
}

/* How often to run; takes "-n TIMES" off the arguments. 0: not so. */
static int take_times(int *argc, char ***argv)
{
    if (*argc < 3 || strcmp((*argv)[1], "-n"))
        return 1;
    const int times = atoi((*argv)[2]);
    *argc -= 2;
    *argv += 2;
    return times <= MAX_TIMES ? times : 0;
}

int main(int argc, char **argv)
{
    static struct taken taken;
    const int times = take_times(&argc, &argv);
    if (argc < 2 || times < 1)
        return 2;
    for (int i = 0; i < times; i++) {
        const int error = run(argv + 1, &taken, i);
        if (error) {
            fprintf(stderr, "measure: %s: %s\n", argv[1], strerror(error));
            return 2;
        }
    }
    printf("%d %.6f %.6f %ld\n", taken.status, median(taken.wall, times),
           median(taken.processor, times), taken.memory);
    return 0;
}
