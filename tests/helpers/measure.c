/*
 * measure.c - run a program and say what it took.
 *
 * usage: measure PROGRAM [ARGUMENT...]
 *
 * What the program prints goes nowhere. Prints one line when it has ended: its exit status (128 and the signal's
 * number where one ended it), seconds by the clock, seconds of processor time,
 * and the most memory that it held, in KiB. A process begins with the memory
 * of the one that starts it, and that counts; this one is small.
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

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

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    const double start = clock_now();
    const pid_t child = fork();
    if (!child && freopen("/dev/null", "w", stdout)) {
        execvp(argv[1], argv + 1);
        perror(argv[1]);
    }
    if (!child)
        _exit(127);
    int status;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
        perror("measure");
        return 2;
    }
    const double wall = clock_now() - start;
    printf("%d %.4f %.4f %ld\n",
           WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
           wall, seconds(usage.ru_utime) + seconds(usage.ru_stime),
           usage.ru_maxrss);
    return 0;
}
