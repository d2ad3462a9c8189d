/*
 * inject.c - a library that, preloaded, makes the program a server of runs in
 * each of which something fails.
 *
 * It takes the place of main(): requests come from standard input, a line
 * each, and for each a child runs main() with the arguments as they were. So
 * the program is loaded once, which takes far longer than a run.
 *
 *   request: HOW N VALUE NAME INPUT OUTPUT MESSAGES
 *     HOW    "call":   system call N (from 1) is not made and gives errno VALUE
 *            "signal": signal VALUE comes as system call N is about to be made
 *            "trace":  nothing fails, every system call is told
 *            "once":   allocation N (from 1) gives NULL
 *            "on":     and so does each that follows
 *     NAME   what call N has to be to fail, as threads take turns differently
 *     the rest are the files that are the standard streams; "closed" is none,
 *     "broken" a pipe that nobody reads
 *   answer: for system call N, in a trace for each, a line "call NAME PATH",
 *     PATH its first argument or what that descriptor is; then
 *     "end STATUS CALLS ALLOCATIONS BLOCKS DESCRIPTORS": the exit code (of a
 *     signal: less than 0), how many calls and allocations there were, and what
 *     was still allocated, and open, when main() returned
 *
 * What counts is what happens from main()'s first call to its return. System
 * calls are seen by the kernel's means (seccomp, user notification): those that
 * the C library makes for itself too, on all threads.
 *
 * libxlsxwriter 1.1.4 does not survive its own allocations' failing
 * (render/ledger_xlsx.h), so those that it and its libraries ask for never
 * fail. With AddressSanitizer, which has its own, no allocation is counted.
 */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))

enum {
    MOST_SPARED = 8,
    MOST_DESCRIPTORS = 64,
    MOST_PATH = 512,
    MOST_SECONDS = 60, /* of a run; SIGALRM ends one that hangs */
    BROKEN = 97,       /* the exit code where this library itself fails */
};

enum how {
    CALL,
    SIGNAL,
    TRACE,
    ONCE,
    ON
};
static const char *const hows[] = { "call", "signal", "trace", "once", "on" };

struct request {
    enum how how;
    size_t number;
    int value;
    char name[32];
    char streams[3][MOST_PATH];
};

/* What parent and child both see. */
struct shared {
    _Atomic int listener; /* its number and 1; 0: not yet */
    atomic_bool begun, over;
    atomic_size_t allocations;
    atomic_long blocks;
    int descriptors;
};

typedef int main_function(int argc, char **argv, char **environment);

static struct shared *shared;
static bool is_child;
static struct request request;
static main_function *real_main;

/* ---- Allocation ---- */

#ifndef __SANITIZE_ADDRESS__

EXPORT void *malloc(size_t size);
EXPORT void *calloc(size_t count, size_t size);
EXPORT void *realloc(void *old, size_t size);
EXPORT void free(void *block);
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void __libc_free(void *block);

static struct {
    uintptr_t start, end;
} spared[MOST_SPARED];
static size_t spared_count;

static bool counts(void)
{
    return is_child && shared->begun && !shared->over;
}

static bool is_spared(const void *caller)
{
    for (size_t i = 0; i < spared_count; i++)
        if ((uintptr_t)caller >= spared[i].start &&
            (uintptr_t)caller < spared[i].end)
            return true;
    return false;
}

static bool fails(const void *caller)
{
    if (!counts() || is_spared(caller))
        return false;
    const size_t number = ++shared->allocations;
    const bool failed = (request.how == ONCE && number == request.number) ||
                        (request.how == ON && number >= request.number);
    if (failed)
        errno = ENOMEM;
    return failed;
}

static void *counted(void *block)
{
    if (block && counts())
        shared->blocks++;
    return block;
}

void *malloc(size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL
                                              : counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
    return fails(__builtin_return_address(0))
               ? NULL
               : counted(__libc_calloc(count, size));
}

void *realloc(void *old, size_t size)
{
    if (fails(__builtin_return_address(0)))
        return NULL;
    void *block = __libc_realloc(old, size);
    return old ? block : counted(block);
}

void free(void *block)
{
    if (block && counts())
        shared->blocks--;
    __libc_free(block);
}

static int spare(struct dl_phdr_info *object, size_t size, void *unused)
{
    (void)size;
    (void)unused;
    if (!strstr(object->dlpi_name, "/libxlsxwriter.") &&
        !strstr(object->dlpi_name, "/libminizip.") &&
        !strstr(object->dlpi_name, "/libz."))
        return 0;
    for (size_t i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[i];
        if (part->p_type != PT_LOAD || !(part->p_flags & PF_X) ||
            spared_count == MOST_SPARED)
            continue;
        spared[spared_count].start = object->dlpi_addr + part->p_vaddr;
        spared[spared_count].end = spared[spared_count].start + part->p_memsz;
        spared_count++;
    }
    return 0;
}

static void spare_libraries(void)
{
    dl_iterate_phdr(spare, NULL);
}

#else
static void spare_libraries(void)
{
}
#endif

/* ---- System calls ---- */

enum argument {
    NOTHING,
    PATH,
    DESCRIPTOR
};

static const struct {
    long number;
    const char *name;
    enum argument type; /* of that argument */
    unsigned at;
} calls[] = {
#define ROW(name, type, at)   \
 {                            \
  SYS_##name, #name, type, at \
 }
    ROW(read, DESCRIPTOR, 0),
    ROW(write, DESCRIPTOR, 0),
    ROW(openat, PATH, 1),
    ROW(close, DESCRIPTOR, 0),
    ROW(newfstatat, PATH, 1),
    ROW(fstat, DESCRIPTOR, 0),
    ROW(getdents64, DESCRIPTOR, 0),
    ROW(lseek, DESCRIPTOR, 0),
    ROW(pread64, DESCRIPTOR, 0),
    ROW(fchmod, DESCRIPTOR, 0),
    ROW(fchown, DESCRIPTOR, 0),
    ROW(flock, DESCRIPTOR, 0),
    ROW(flistxattr, DESCRIPTOR, 0),
    ROW(fgetxattr, DESCRIPTOR, 0),
    ROW(fsetxattr, DESCRIPTOR, 0),
    ROW(fremovexattr, DESCRIPTOR, 0),
    ROW(fsync, DESCRIPTOR, 0),
    ROW(fcntl, DESCRIPTOR, 0),
    ROW(ioctl, DESCRIPTOR, 0),
    ROW(renameat, PATH, 1),
    ROW(mkdirat, PATH, 1),
    ROW(unlinkat, PATH, 1),
    ROW(readlinkat, PATH, 1),
    ROW(faccessat, PATH, 1),
    ROW(faccessat2, PATH, 1),
#ifdef SYS_open /* x86-64 has these too */
    ROW(open, PATH, 0),
    ROW(access, PATH, 0),
    ROW(stat, PATH, 0),
    ROW(lstat, PATH, 0),
    ROW(rename, PATH, 0),
    ROW(mkdir, PATH, 0),
    ROW(unlink, PATH, 0),
    ROW(readlink, PATH, 0),
#endif
    ROW(getcwd, NOTHING, 0),
    ROW(brk, NOTHING, 0),
    ROW(mmap, NOTHING, 0),
    ROW(munmap, NOTHING, 0),
    ROW(mremap, NOTHING, 0),
    ROW(mprotect, NOTHING, 0),
    ROW(madvise, NOTHING, 0),
    ROW(clone, NOTHING, 0),
    ROW(clone3, NOTHING, 0),
    ROW(futex, NOTHING, 0),
    ROW(sysinfo, NOTHING, 0),
    ROW(umask, NOTHING, 0),
    ROW(getrandom, NOTHING, 0),
    ROW(clock_gettime, NOTHING, 0),
    ROW(rt_sigaction, NOTHING, 0),
    ROW(rt_sigprocmask, NOTHING, 0),
    ROW(rseq, NOTHING, 0),
    ROW(set_robust_list, NOTHING, 0),
    ROW(sched_getaffinity, NOTHING, 0),
    ROW(exit, NOTHING, 0),
#undef ROW
};

/* The string at 'address' in another process. */
static void read_string(pid_t process, uint64_t address, char *string)
{
    char name[64];
    snprintf(name, sizeof name, "/proc/%d/mem", (int)process);
    const int memory = open(name, O_RDONLY | O_CLOEXEC);
    const ssize_t got =
        memory < 0 ? 0 : pread(memory, string, MOST_PATH - 1, (off_t)address);
    string[got > 0 ? got : 0] = '\0';
    if (memory >= 0)
        close(memory);
}

static void read_descriptor(pid_t process, uint64_t number, char *string)
{
    char name[64];
    snprintf(name, sizeof name, "/proc/%d/fd/%d", (int)process, (int)number);
    const ssize_t got = readlink(name, string, MOST_PATH - 1);
    string[got > 0 ? got : 0] = '\0';
}

/* Its row of the table; where there is none, their number. */
static size_t row_of(const struct seccomp_notif *call)
{
    size_t i = 0;
    while (i < sizeof calls / sizeof *calls && calls[i].number != call->data.nr)
        i++;
    return i;
}

static bool is_named(const struct seccomp_notif *call, const char *name)
{
    const size_t i = row_of(call);
    return i < sizeof calls / sizeof *calls && !strcmp(calls[i].name, name);
}

static void tell(const struct seccomp_notif *call)
{
    char path[MOST_PATH] = "";
    const size_t i = row_of(call);
    if (i == sizeof calls / sizeof *calls) {
        printf("call %d \n", call->data.nr);
        return;
    }
    const uint64_t argument = call->data.args[calls[i].at];
    if (calls[i].type == PATH)
        read_string((pid_t)call->pid, argument, path);
    if (calls[i].type == DESCRIPTOR ||
        (calls[i].type == PATH && !*path && calls[i].at))
        read_descriptor((pid_t)call->pid, call->data.args[0], path);
    printf("call %s %s\n", calls[i].name, path);
}

/* ---- The child ---- */

static void open_stream(int number)
{
    const char *name = request.streams[number];
    int file, pipes[2];
    if (!strcmp(name, "closed")) {
        close(number);
        return;
    }
    if (!strcmp(name, "broken")) {
        if (pipe(pipes))
            _exit(BROKEN);
        close(pipes[0]);
        file = pipes[1];
    } else {
        file =
            open(name, number ? O_WRONLY | O_CREAT | O_APPEND : O_RDONLY, 0600);
    }
    if (file < 0 || dup2(file, number) < 0)
        _exit(BROKEN);
    close(file);
}

/* Every system call waits from here on until the parent lets it go. */
static void be_watched(void)
{
    static struct sock_filter ask[] = { BPF_STMT(BPF_RET | BPF_K,
                                                 SECCOMP_RET_USER_NOTIF) };
    const struct sock_fprog filter = { sizeof ask / sizeof *ask, ask };
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    const long listener = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                                  SECCOMP_FILTER_FLAG_NEW_LISTENER, &filter);
    shared->listener = listener < 0 ? -1 : (int)listener + 1;
    if (listener < 0)
        _exit(BROKEN);
    close((int)listener); /* it waits until the parent has taken it */
}

static int count_descriptors(void)
{
    int count = 0;
    for (int i = STDERR_FILENO + 1; i < MOST_DESCRIPTORS; i++)
        count += fcntl(i, F_GETFD) >= 0;
    return count;
}

static void be_child(int argc, char **argv, char **environment)
{
    const int own = open("/dev/null", O_RDONLY);
    is_child = true;
    /* What the parent has open is not the program's. */
    for (int i = STDERR_FILENO + 1; i <= own; i++)
        close(i);
    for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
        open_stream(i);
    alarm(MOST_SECONDS);
    if (request.how <= TRACE)
        be_watched();
    shared->begun = true;
    const int status = real_main(argc, argv, environment);
    shared->over = true;
    shared->descriptors = count_descriptors();
    exit(status);
}

/* ---- The parent ---- */

/* Take the listener of 'child', which it waits for. */
static int take_listener(pid_t child)
{
    while (!shared->listener)
        usleep(20);
    const int process = (int)syscall(SYS_pidfd_open, child, 0);
    const int listener =
        (int)syscall(SYS_pidfd_getfd, process, shared->listener - 1, 0);
    close(process);
    if (listener < 0)
        kill(child, SIGKILL);
    return listener;
}

static void answer(int listener, const struct seccomp_notif *call, pid_t child,
                   size_t number)
{
    struct seccomp_notif_resp response = {
        .id = call->id, .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE
    };
    if (number && (request.how == TRACE || number == request.number))
        tell(call);
    if (number && number == request.number && request.how == SIGNAL)
        kill(child, request.value);
    if (number && number == request.number && request.how == CALL &&
        is_named(call, request.name)) {
        response.flags = 0;
        response.error = -request.value;
    }
    /* It fails where the signal ended the call. */
    ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &response);
}

/* Let calls go until nobody is left who makes any; how many counted. */
static size_t watch(int listener, pid_t child)
{
    size_t count = 0;
    struct pollfd ready = { .fd = listener, .events = POLLIN };
    for (;;) {
        struct seccomp_notif call = { 0 };
        if (poll(&ready, 1, -1) < 0 || !(ready.revents & POLLIN))
            break;
        if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call))
            continue; /* whoever made it is gone */
        const bool counted = shared->begun && !shared->over;
        count += counted;
        answer(listener, &call, child, counted ? count : 0);
    }
    close(listener);
    return count;
}

static void serve(int argc, char **argv, char **environment)
{
    int status;
    size_t count = 0;
    memset(shared, 0, sizeof *shared);
    fflush(stdout);
    const pid_t child = fork();
    if (!child)
        be_child(argc, argv, environment);
    if (request.how <= TRACE) {
        const int listener = take_listener(child);
        if (listener >= 0)
            count = watch(listener, child);
    }
    waitpid(child, &status, 0);
    printf("end %d %zu %zu %ld %d\n",
           WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), count,
           (size_t)shared->allocations, (long)shared->blocks,
           shared->descriptors);
    fflush(stdout);
}

static bool read_request(void)
{
    char line[4 * MOST_PATH], how[16];
    if (!fgets(line, sizeof line, stdin) ||
        sscanf(line, "%15s %zu %d %31s %511s %511s %511s", how, &request.number,
               &request.value, request.name, request.streams[0],
               request.streams[1], request.streams[2]) != 7)
        return false;
    for (size_t i = 0; i < sizeof hows / sizeof *hows; i++)
        if (!strcmp(how, hows[i])) {
            request.how = (enum how)i;
            return true;
        }
    return false;
}

static int main_of_server(int argc, char **argv, char **environment)
{
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
                  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return BROKEN;
    /* What is done once in a run, and is not the program's. */
    tzset();
    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], "xlsx"))
            dlopen("libxlsxwriter.so.4", RTLD_NOW);
    spare_libraries();
    while (read_request())
        serve(argc, argv, environment);
    _exit(0);
}

/* ---- In place of the program's start ---- */

typedef int start_function(main_function *, int, char **, void (*)(void),
                           void (*)(void), void (*)(void), void *);
EXPORT start_function __libc_start_main;

int __libc_start_main(main_function *program, int argc, char **argv,
                      void (*begin)(void), void (*end)(void),
                      void (*loader_end)(void), void *stack)
{
    union {
        void *symbol;
        start_function *function;
    } real = { dlsym(RTLD_NEXT, "__libc_start_main") };
    real_main = program;
    return real.function(main_of_server, argc, argv, begin, end, loader_end,
                         stack);
}
