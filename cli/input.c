#include "input.h"

#include "report.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
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

static bool out_of_memory(const char *path)
{
    report_file(path, "cannot be read", strerror(ENOMEM));
    return false;
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
    inputs->list[inputs->count++] = (struct input){ path, path };
    return true;
}

static char *join(const char *folder, const char *name)
{
    const size_t size = strlen(folder);
    const bool slash = size && folder[size - 1] != '/';
    char *path = malloc(size + slash + strlen(name) + 1);
    if (path) {
        memcpy(path, folder, size);
        if (slash)
            path[size] = '/';
        strcpy(path + size + slash, name);
    }
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

static bool find_below(struct inputs *inputs, const char *folder,
                       unsigned depth);

/* A link in a folder is not followed; one that leads nowhere or out of it is
 * told, for then what it names is not read. */
static void judge_link(const char *folder, const char *path)
{
    char *top = realpath(folder, NULL), *real = realpath(path, NULL);
    const size_t size = top ? strlen(top) : 0;
    if (!real || !top || strncmp(real, top, size) || real[size] != '/')
        report_file_warning(path, "a link that leads out of the folder is not "
                                  "followed");
    free(top);
    free(real);
}

static bool take_entry(struct inputs *inputs, const char *folder,
                       const char *name, unsigned depth)
{
    struct stat there;
    char *path = join(folder, name);
    if (!path)
        return out_of_memory(folder);
    if (lstat(path, &there))
        there.st_mode = S_IFREG; /* reading it will tell why */
    if (!S_ISDIR(there.st_mode) && !is_talk(name)) {
        free(path);
        return true;
    }
    if (S_ISLNK(there.st_mode)) {
        judge_link(folder, path);
    } else if (S_ISDIR(there.st_mode)) {
        const bool found = find_below(inputs, path, depth + 1);
        free(path);
        return found;
    } else {
        return add(inputs, path);
    }
    free(path);
    return true;
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool find_below(struct inputs *inputs, const char *folder,
                       unsigned depth)
{
    struct dirent **entries;
    const int count =
        depth > DEEPEST ? (errno = ELOOP, -1)
                        : scandir(folder, &entries, is_shown, by_bytes);
    if (count < 0) {
        report_file(folder, "cannot be read", strerror(errno));
        inputs->failed = true;
        return errno != ENOMEM;
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
    inputs->has_folder = true;
    if (!find_below(inputs, folder, 0))
        return false;
    if (inputs->count > first)
        qsort(inputs->list + first, inputs->count - first,
              sizeof *inputs->list, by_path);
    else if (!inputs->failed)
        report_file_warning(folder, "no file that ends in .md or .markdown");
    return true;
}

static bool is_folder(const char *path)
{
    struct stat there;
    return !stat(path, &there) && S_ISDIR(there.st_mode);
}

/* ---- The common folder ---- */

/* The folder that 'argument' lies in, or is; absolute, without links. */
static char *folder_of(const char *argument)
{
    if (is_folder(argument))
        return realpath(argument, NULL);
    const char *slash = strrchr(argument, '/');
    if (!slash)
        return realpath(".", NULL);
    char *folder = strndup(argument, (size_t)(slash - argument) + 1);
    char *real = folder ? realpath(folder, NULL) : NULL;
    free(folder);
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

/* How many folders at the end of 'folder' lie below 'common'. */
static size_t names_below(const char *folder, const char *common)
{
    size_t names = 0;
    for (const char *at = folder + strlen(common); *at; at++)
        names += *at == '/' && at[1];
    return names;
}

/* The last 'names' folders of 'path' and its file's name. */
static const char *last_names(const char *path, size_t names)
{
    const char *at = path + strlen(path);
    while (at > path && (at[-1] != '/' || names--))
        at--;
    return at;
}

static void set_below(struct inputs *inputs, const char *common)
{
    for (size_t i = 0; i < inputs->count; i++) {
        struct input *input = &inputs->list[i];
        char *folder = folder_of(input->path);
        input->below = last_names(
            input->path, folder ? names_below(folder, common) : 0);
        free(folder);
    }
}

static bool find_common(struct inputs *inputs, char *const *arguments,
                        size_t count)
{
    char *common = NULL;
    for (size_t i = 0; i < count; i++) {
        char *folder =
            strcmp(arguments[i], "-") ? folder_of(arguments[i]) : NULL;
        if (!folder)
            continue; /* reading it will tell why */
        if (!common) {
            common = folder;
            continue;
        }
        intersect(common, folder);
        free(folder);
    }
    if (common)
        set_below(inputs, common);
    free(common);
    return true;
}

bool inputs_find(struct inputs *inputs, char *const *arguments, size_t count)
{
    *inputs = (struct inputs){ 0 };
    for (size_t i = 0; i < count; i++)
        if (is_folder(arguments[i])
                ? !find_in_folder(inputs, arguments[i])
                : !add(inputs, strdup(arguments[i])))
            return false;
    return find_common(inputs, arguments, count);
}

void inputs_free(struct inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++)
        free(inputs->list[i].path);
    free(inputs->list);
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

static bool fail(const char *name, int error)
{
    report_file(name, "cannot be read", strerror(error));
    return false;
}

static int open_regular(const char *path, const char *name, size_t *size)
{
    struct stat there;
    /* O_NONBLOCK: opening a FIFO must not wait for whoever may write to it. */
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        fail(name, errno);
        return -1;
    }
    if (fstat(file, &there) || !S_ISREG(there.st_mode)) {
        report_file(name, "cannot be read",
                    S_ISDIR(there.st_mode) ? "a folder"
                                           : "not a regular file; use - for "
                                             "standard input");
        close(file);
        return -1;
    }
    *size = there.st_size > MOST_BYTES ? MOST_BYTES : (size_t)there.st_size;
    return file;
}

bool input_read(const struct input *input, const char *name, tm_text *text)
{
    size_t size = FIRST_BYTES;
    const bool standard = input_is_standard(input);
    const int file =
        standard ? STDIN_FILENO : open_regular(input->path, name, &size);
    if (file < 0)
        return false;
    const bool good = read_all(file, text, size + 1);
    const int error = errno;
    if (!standard)
        close(file);
    if (good)
        return true;
    free((char *)(uintptr_t)text->data);
    return fail(name, error);
}
