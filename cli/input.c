#include "input.h"

#include "report.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MOST_BYTES = 64 * 1024 * 1024, /* as tm_parse() takes */
    FIRST_BYTES = 64 * 1024,
    DEEPEST = 64, /* folders in folders */
};

bool input_is_standard(const struct input *input)
{
    return !strcmp(input->path, "-");
}

/* ---- Finding ---- */

static bool fail(const char *name, int error)
{
    report_file(name, "cannot be read", strerror(error));
    return false;
}

static bool out_of_memory(const char *path)
{
    return fail(path, ENOMEM);
}

bool input_is_absent(int error)
{
    return error == ENOENT || error == ENOTDIR || error == EACCES ||
           error == ELOOP || error == ENAMETOOLONG;
}

/* Takes 'path', which is the caller's no longer. */
static bool add(struct inputs *inputs, char *path)
{
    if (!path)
        return out_of_memory("input");
    if (inputs->count == inputs->capacity) {
        const size_t capacity = inputs->capacity ? inputs->capacity * 2 : 16;
        struct input *list =
            realloc(inputs->list, capacity * sizeof *inputs->list);
        if (!list) {
            free(path);
            return out_of_memory("input");
        }
        inputs->list = list;
        inputs->capacity = capacity;
    }
    inputs->list[inputs->count++] = (struct input){ .path = path };
    return true;
}

/* What lies in the folder that one is in is called by its name alone. */
static char *join(const char *folder, const char *name)
{
    if (!strcmp(folder, ".") || !strcmp(folder, "./"))
        folder = "";
    const size_t size = strlen(folder);
    const bool slash = size && folder[size - 1] != '/';
    const size_t whole = size + slash + strlen(name) + 1;
    char *path = malloc(whole);
    if (path)
        snprintf(path, whole, "%s%s%s", folder, slash ? "/" : "", name);
    return path;
}

static bool ends(const char *name, const char *ending)
{
    const size_t size = strlen(name), tail = strlen(ending);
    return size > tail && !strcmp(name + size - tail, ending);
}

static bool is_talk(const char *name)
{
    return ends(name, ".md") || ends(name, ".markdown");
}

bool input_is_folder(const char *path)
{
    struct stat there;
    return !stat(path, &there) && S_ISDIR(there.st_mode);
}

static bool find_below(struct inputs *inputs, const char *folder,
                       unsigned depth);

/* Whether the real path 'real' lies in 'top' and is found there under its own
 * name. */
static bool is_found(const char *real, const char *top)
{
    const size_t size = strlen(top);
    return !strncmp(real, top, size) && (!real[size] || real[size] == '/') &&
           !strstr(real + size, "/.") &&
           (input_is_folder(real) || is_talk(real));
}

/* A link in a folder is not followed; it is told where what it leads to is not
 * read under its own name, or leads nowhere. */
static void judge_link(const struct inputs *inputs, const char *path)
{
    char *top = realpath(inputs->folder, NULL), *real = realpath(path, NULL);
    if ((is_talk(path) || input_is_folder(path)) &&
        (!top || !real || !is_found(real, top)))
        report_file_warning(path, "a link in a folder is not followed, name "
                                  "what it leads to");
    free(top);
    free(real);
}

/* NOLINTNEXTLINE(misc-no-recursion): no deeper than DEEPEST */
static bool take_entry(struct inputs *inputs, const char *folder,
                       const char *name, unsigned depth)
{
    struct stat there;
    char *path = join(folder, name);
    if (!path)
        return out_of_memory(folder);
    bool good = true;
    if (lstat(path, &there)) { /* it may be a folder of talks */
        inputs->failed = true;
        fail(path, errno);
    } else if (S_ISLNK(there.st_mode)) {
        judge_link(inputs, path);
    } else if (S_ISDIR(there.st_mode)) {
        good = find_below(inputs, path, depth + 1);
    } else if (is_talk(name)) {
        return add(inputs, path);
    }
    free(path);
    return good;
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* NOLINTNEXTLINE(misc-no-recursion): no deeper than DEEPEST */
static bool find_below(struct inputs *inputs, const char *folder,
                       unsigned depth)
{
    struct dirent **entries;
    if (depth > DEEPEST) {
        report_file(folder, "cannot be read", "over 64 folders in folders");
        inputs->failed = true;
        return true;
    }
    const int count = scandir(folder, &entries, is_shown, by_bytes);
    if (count < 0) {
        const int error = errno;
        report_file(folder, "cannot be read", strerror(error));
        inputs->failed = true;
        return error != ENOMEM;
    }
    bool good = true;
    for (int i = 0; i < count; i++) {
        good = good && take_entry(inputs, folder, entries[i]->d_name, depth);
        free(entries[i]);
    }
    free(entries);
    return good;
}

static int by_path(const void *a, const void *b)
{
    const struct input *x = a, *y = b;
    return strcmp(x->path, y->path);
}

static bool find_in_folder(struct inputs *inputs, const char *folder)
{
    const size_t first = inputs->count;
    inputs->folder = folder;
    inputs->has_folder = true;
    if (!find_below(inputs, folder, 0))
        return false;
    if (inputs->count > first)
        qsort(inputs->list + first, inputs->count - first, sizeof *inputs->list,
              by_path);
    else if (!inputs->failed)
        report_file_warning(folder, "no file that ends in .md or .markdown");
    return true;
}

/* ---- The common folder ---- */

/* The folder that 'argument' lies in, or is; absolute, without links. */
static char *folder_of(const char *argument)
{
    struct stat there;
    const bool found = !stat(argument, &there);
    if (!found && !input_is_absent(errno))
        return NULL;
    if (found && S_ISDIR(there.st_mode))
        return realpath(argument, NULL);
    const char *slash = strrchr(argument, '/');
    if (!slash)
        return realpath(".", NULL);
    char *folder = strndup(argument, (size_t)(slash - argument) + 1);
    char *real = folder ? realpath(folder, NULL) : NULL;
    const int error = errno;
    free(folder);
    errno = error;
    return real;
}

/* Shorten 'common' to what it has in common with 'folder', whole names. */
static void intersect(char *common, const char *folder)
{
    size_t at = 0, last = 0;
    for (; common[at] && common[at] == folder[at]; at++)
        if (common[at] == '/')
            last = at;
    const bool whole = (!common[at] || common[at] == '/') &&
                       (!folder[at] || folder[at] == '/');
    common[whole ? at : last] = '\0';
}

/* 'path' from 'common' on, which its folder lies in; NULL with errno set where
 * that cannot be told. Without links and "..": they could lead out of where pages go. */
static char *path_below(const char *path, const char *common)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    char *folder = folder_of(path);
    if (!folder)
        return input_is_absent(errno) ? strdup(name) : NULL;
    const char *below = folder + strlen(common);
    char *result = join(*below == '/' ? below + 1 : below, name);
    free(folder);
    return result;
}

static bool set_below(struct inputs *inputs, const char *common)
{
    for (size_t i = 0; i < inputs->count; i++) {
        struct input *input = &inputs->list[i];
        if (input_is_standard(input))
            continue;
        input->below = path_below(input->path, common);
        if (!input->below)
            return fail(input->path, errno);
    }
    return true;
}

static bool find_common(struct inputs *inputs, char *const *arguments,
                        size_t count)
{
    char *common = NULL;
    for (size_t i = 0; i < count; i++) {
        char *folder =
            strcmp(arguments[i], "-") ? folder_of(arguments[i]) : NULL;
        if (!folder && strcmp(arguments[i], "-") && !input_is_absent(errno)) {
            free(common);
            return fail(arguments[i], errno);
        }
        if (!folder)
            continue; /* reading it will tell why */
        if (!common) {
            common = folder;
            continue;
        }
        intersect(common, folder);
        free(folder);
    }
    const bool good = set_below(inputs, common ? common : "");
    free(common);
    return good;
}

static int by_identity(const void *a, const void *b)
{
    const struct file_identity *x = a, *y = b;
    const int order = (x->device > y->device) - (x->device < y->device);
    return order ? order : (x->inode > y->inode) - (x->inode < y->inode);
}

/* Regular files only: nothing is lost of any other. */
static bool identify_file(const char *path, struct file_identity *identity)
{
    struct stat there;
    if (stat(path, &there) || !S_ISREG(there.st_mode))
        return false;
    *identity = (struct file_identity){ there.st_dev, there.st_ino };
    return true;
}

static bool identify_all(struct inputs *inputs)
{
    inputs->files = calloc(inputs->count + 1, sizeof *inputs->files);
    if (!inputs->files)
        return fail(inputs->count ? inputs->list[0].path : "-", ENOMEM);
    for (size_t i = 0; i < inputs->count; i++)
        inputs->file_count += !input_is_standard(&inputs->list[i]) &&
                              identify_file(inputs->list[i].path,
                                            &inputs->files[inputs->file_count]);
    qsort(inputs->files, inputs->file_count, sizeof *inputs->files,
          by_identity);
    return true;
}

bool input_is_same_file(const char *path, const char *other)
{
    struct file_identity a, b;
    return identify_file(path, &a) && identify_file(other, &b) &&
           !by_identity(&a, &b);
}

bool inputs_have(const struct inputs *inputs, const char *path)
{
    struct file_identity identity;
    return identify_file(path, &identity) &&
           bsearch(&identity, inputs->files, inputs->file_count,
                   sizeof identity, by_identity);
}

bool inputs_find(struct inputs *inputs, char *const *arguments, size_t count)
{
    *inputs = (struct inputs){ 0 };
    for (size_t i = 0; i < count; i++)
        if (input_is_folder(arguments[i])
                ? !find_in_folder(inputs, arguments[i])
                : !add(inputs, strdup(arguments[i])))
            return false;
    return find_common(inputs, arguments, count) && identify_all(inputs);
}

void inputs_free(struct inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++) {
        free(inputs->list[i].path);
        free(inputs->list[i].below);
    }
    free(inputs->list);
    free(inputs->files);
    *inputs = (struct inputs){ 0 };
}

/* ---- Reading ---- */

/* Read 'file' to its end into '*text', whose data has room for 'capacity'
 * bytes. False with errno set. */
static bool read_all(int file, tm_text *text, size_t capacity)
{
    char *data = malloc(capacity);
    size_t size = 0;
    while (data) {
        const ssize_t got = read(file, data + size, capacity - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            *text = (tm_text){ data, size };
            return !got;
        }
        size += (size_t)got;
        if (size > MOST_BYTES) /* tm_parse() will say so */
            break;
        if (size < capacity)
            continue;
        char *grown = realloc(data, capacity *= 2);
        if (!grown)
            free(data);
        data = grown;
    }
    *text = (tm_text){ data, size };
    return data;
}

static int open_regular(const char *path, const char *name, struct stat *status)
{
    /* O_NONBLOCK: opening a FIFO must not wait for whoever may write to it. */
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        fail(name, errno);
        return -1;
    }
    if (fstat(file, status)) {
        fail(name, errno);
        close(file);
        return -1;
    }
    if (!S_ISREG(status->st_mode)) {
        report_file(name, "cannot be read",
                    S_ISDIR(status->st_mode) ? "a folder"
                                             : "not a regular file; use - for "
                                               "standard input");
        close(file);
        return -1;
    }
    return file;
}

static bool read_open(int file, size_t size, const char *name, tm_text *text)
{
    if (read_all(file, text, size + 1))
        return true;
    const int error = errno;
    free((char *)(uintptr_t)text->data);
    *text = (tm_text){ 0 };
    return fail(name, error);
}

bool input_read_file(const char *path, const char *name, tm_text *text,
                     struct stat *status)
{
    const int file = open_regular(path, name, status);
    if (file < 0)
        return false;
    const size_t size =
        status->st_size > MOST_BYTES ? MOST_BYTES : (size_t)status->st_size;
    const bool good = read_open(file, size, name, text);
    close(file);
    return good;
}

bool input_read(const struct input *input, const char *name, tm_text *text)
{
    struct stat status;
    return input_is_standard(input)
               ? read_open(STDIN_FILENO, FIRST_BYTES, name, text)
               : input_read_file(input->path, name, text, &status);
}
