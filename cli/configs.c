#include "configs.h"

#include "ledger_columns.h"
#include "report.h"
#include "tasks_csv.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    NONE = -1,
    MOST_SHOWN = 60, /* bytes of a name in a message */
};

static bool fail(int error)
{
    report_file("talkmark.yaml", "cannot be read", strerror(error));
    return false;
}

static bool out_of_memory(void)
{
    return fail(ENOMEM);
}

/* ---- Where it is ---- */

static char *join(const char *folder, const char *name)
{
    const size_t size = strlen(folder);
    const char *slash = size && folder[size - 1] == '/' ? "" : "/";
    const size_t whole = size + strlen(slash) + strlen(name) + 1;
    char *path = malloc(whole);
    if (path)
        snprintf(path, whole, "%s%s%s", folder, slash, name);
    return path;
}

char *config_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return strdup(".");
    return strndup(path, slash > path ? (size_t)(slash - path) : 1);
}

static bool is_home(const struct stat *folder)
{
    struct stat home;
    const char *path = getenv("HOME");
    return path && *path && !stat(path, &home) &&
           home.st_dev == folder->st_dev && home.st_ino == folder->st_ino;
}

/* Set '*top' to whether the search ends with 'folder': it is where a repository
 * or somebody's own begins. False with errno set where that cannot be told. */
static bool find_top(const char *folder, const struct stat *there, bool *top)
{
    struct stat git;
    char *path = join(folder, ".git");
    if (!path)
        return false;
    const bool found = !lstat(path, &git);
    const int error = errno;
    free(path);
    *top = found || is_home(there);
    errno = error;
    return found || input_is_absent(error);
}

/* From "/a/b" to "/a"; false at "/". */
static bool go_up(char *folder)
{
    char *slash = strrchr(folder, '/');
    if (!slash || !slash[1])
        return false;
    slash[slash == folder] = '\0';
    return true;
}

/* Set '*path' to the talkmark.yaml in 'folder' itself; NULL: none. False with
 * errno set where that cannot be told. */
static bool find_in(const char *folder, char **path)
{
    struct stat file;
    *path = join(folder, "talkmark.yaml");
    if (!*path)
        return false;
    const bool found = !stat(*path, &file);
    const int error = found ? ENOENT : errno;
    if (found && S_ISREG(file.st_mode))
        return true;
    free(*path);
    *path = NULL;
    errno = error;
    return input_is_absent(error);
}

/* Set '*path' to the talkmark.yaml for 'folder', a real path, which is lost;
 * NULL: none. False with errno set where that cannot be told. */
static bool find_upwards(char *folder, char **path)
{
    struct stat there;
    bool top = false;
    *path = NULL;
    for (bool own = true; !top; own = false) {
        if (stat(folder, &there))
            return input_is_absent(errno);
        if (!own && there.st_mode & S_IWOTH)
            return true;
        if (!find_in(folder, path))
            return false;
        if (*path)
            return true;
        if (!find_top(folder, &there, &top))
            return false;
        top = top || !go_up(folder);
    }
    return true;
}

/* What of 'path' is shown: that from the current folder on, where it lies in
 * it. */
static const char *shown_name(const char *path)
{
    char *here = realpath(".", NULL);
    const size_t size = here ? strlen(here) : 0;
    const bool inside =
        size > 1 && !strncmp(path, here, size) && path[size] == '/';
    free(here);
    return inside ? path + size + 1 : path;
}

/* ---- What is wrong with it ---- */

/* What a column is called, and after "=" its title: "problem=Finding". */
static struct tm_render_column column_of(tm_text text)
{
    const char *sign = memchr(text.data, '=', text.size);
    struct tm_render_column column = { .name = text };
    if (!sign)
        return column;
    column.name.size = (size_t)(sign - text.data);
    const size_t taken = column.name.size + 1;
    if (text.size > taken)
        column.title = (tm_text){ sign + 1, text.size - taken };
    return column;
}

/* Look at all names of columns; true where 'name' is one. */
static bool is_csv_column(tm_suggestion *near, tm_text name)
{
    bool found = false;
    for (size_t i = 0; tasks_csv_column(i); i++) {
        tm_suggest(near, render_text(tasks_csv_column(i)));
        found |= render_text_equal(render_text(tasks_csv_column(i)), name);
    }
    return found;
}

static bool is_ledger_column(tm_suggestion *near, tm_text name)
{
    bool found = false;
    for (size_t i = 0; i < ledger_column_count(); i++) {
        tm_suggest(near, render_text(ledger_column_name(i)));
        found |= render_text_equal(render_text(ledger_column_name(i)), name);
    }
    return found;
}

static void find_columns(const tm_config *config, tm_place *place)
{
    size_t i = 0;
    while (strcmp(tm_config_key(i), "columns"))
        i++;
    tm_config_value(config, i, place);
}

static void report_columns(const struct config *config, tm_text source)
{
    tm_place place;
    find_columns(config->config, &place);
    for (size_t i = 0; i < tm_config_column_count(config->config); i++) {
        char message[128];
        tm_text name = column_of(tm_config_column(config->config, i)).name;
        tm_suggestion near = { .typed = name };
        const bool csv = is_csv_column(&near, name);
        const bool ledger = is_ledger_column(&near, name);
        if (csv || ledger)
            continue;
        if (name.size > MOST_SHOWN) /* back to where a character begins */
            for (name.size = MOST_SHOWN;
                 ((unsigned char)name.data[name.size] & 0xC0) == 0x80;)
                name.size--;
        snprintf(message, sizeof message, "no list has such a column: \"%.*s\"",
                 (int)name.size, name.data);
        report_diagnostic(&(tm_diagnostic){ .severity = TM_SEVERITY_WARNING,
                                            .message = render_text(message),
                                            .place = place },
                          config->shown, source, near.word);
    }
}

/* Returns whether there was an error. */
static bool report_all(const struct config *config, tm_text source)
{
    bool found = false;
    for (size_t i = 0; i < tm_config_diagnostic_count(config->config); i++)
        found |= report_diagnostic(tm_config_diagnostic(config->config, i),
                                   config->shown, source, (tm_text){ 0 });
    report_columns(config, source);
    return found;
}

/* ---- Reading ---- */

static void note_status(struct configs *configs, int status)
{
    if (configs->status < status)
        configs->status = status;
}

static void read_config(struct configs *configs, struct config *config)
{
    tm_text text;
    tm_error error;
    const struct input input = { .path = config->path };
    if (!input_read(&input, config->shown, &text)) {
        note_status(configs, EXIT_TROUBLE);
        return;
    }
    config->config = tm_config_read(text.data, text.size, NULL, &error);
    if (!config->config) {
        report_failure(config->shown, text, &error);
        note_status(configs, EXIT_TROUBLE);
    } else if (configs->untold) {
        report_columns(config, text); /* no rule of check's */
    } else if (report_all(config, text)) {
        note_status(configs, EXIT_FAULTS);
    }
    free((char *)(uintptr_t)text.data);
}

/* The file at 'path', which is the caller's no longer: read, where it was not
 * before. The last one that was found is the likeliest. */
static bool add_file(struct configs *configs, char *path, const char *shown,
                     size_t *which)
{
    for (size_t i = configs->count; i--;)
        if (!strcmp(configs->list[i].path, path)) {
            free(path);
            *which = i;
            return true;
        }
    if (configs->count == configs->capacity) {
        const size_t more = configs->capacity ? 2 * configs->capacity : 4;
        struct config *list = realloc(configs->list, more * sizeof *list);
        if (!list) {
            free(path);
            return out_of_memory();
        }
        configs->list = list;
        configs->capacity = more;
    }
    *which = configs->count++;
    struct config *config = &configs->list[*which];
    *config = (struct config){ .path = path, .shown = shown };
    read_config(configs, config);
    return true;
}

bool configs_add(struct configs *configs, const char *folder, size_t *which)
{
    char *path, *real = realpath(folder, NULL);
    *which = (size_t)NONE;
    if (!real) /* what is absent, reading the talk will tell */
        return input_is_absent(errno) || fail(errno);
    const bool good = find_upwards(real, &path);
    const int error = errno;
    free(real);
    if (!good)
        return fail(error);
    return !path || add_file(configs, path, shown_name(path), which);
}

/* ---- Columns ---- */

static bool choose_columns(struct configs *configs, const tm_config *config)
{
    const size_t count = config ? tm_config_column_count(config) : 0;
    tm_suggestion unused = { .word = { 0 } };
    size_t size = 0;
    if (!count)
        return true;
    for (size_t i = 0; i < count; i++)
        size += tm_config_column(config, i).size + 1;
    configs->csv_columns = calloc(size + 1, 1);
    configs->ledger_columns = calloc(count, sizeof *configs->ledger_columns);
    if (!configs->csv_columns || !configs->ledger_columns)
        return out_of_memory();
    char *end = configs->csv_columns;
    for (size_t i = 0; i < count; i++) {
        const struct tm_render_column column =
            column_of(tm_config_column(config, i));
        if (is_ledger_column(&unused, column.name))
            configs->ledger_columns[configs->ledger_column_count++] = column;
        if (!is_csv_column(&unused, column.name))
            continue;
        if (end > configs->csv_columns)
            *end++ = ',';
        memcpy(end, column.name.data, column.name.size);
        end += column.name.size;
    }
    return true;
}

/* ---- A run ---- */

static bool find_for(struct configs *configs, const struct inputs *inputs,
                     size_t i, char **last)
{
    char *folder = config_folder(inputs->list[i].path);
    if (!folder)
        return out_of_memory();
    const bool same = *last && !strcmp(*last, folder);
    free(*last);
    *last = folder;
    if (!same)
        return configs_add(configs, folder, &configs->of[i]);
    configs->of[i] = configs->of[i - 1];
    return true;
}

static bool use_named(struct configs *configs, const char *name, size_t count)
{
    size_t which;
    char *path = strdup(name);
    if (!path)
        return out_of_memory();
    if (!add_file(configs, path, path, &which))
        return false;
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): 'configs' owns the path */
    for (size_t i = 0; i < count; i++)
        configs->of[i] = which;
    return true;
}

bool configs_find(struct configs *configs, const struct inputs *inputs,
                  const struct settings *settings)
{
    char *last = NULL;
    *configs =
        (struct configs){ .status = EXIT_CLEAN, .untold = settings->checks };
    if (settings->no_config)
        return true;
    configs->of = calloc(inputs->count + 1, sizeof *configs->of);
    bool good = configs->of || out_of_memory();
    if (good && settings->config)
        good = use_named(configs, settings->config, inputs->count);
    else
        for (size_t i = 0; good && i < inputs->count; i++)
            good = find_for(configs, inputs, i, &last);
    free(last);
    return good &&
           (!inputs->count || choose_columns(configs, configs_of(configs, 0)));
}

void configs_free(struct configs *configs)
{
    for (size_t i = 0; i < configs->count; i++) {
        tm_config_free(configs->list[i].config);
        free(configs->list[i].path);
    }
    free(configs->list);
    free(configs->of);
    free(configs->csv_columns);
    free(configs->ledger_columns);
    *configs = (struct configs){ 0 };
}

const tm_config *configs_of(const struct configs *configs, size_t i)
{
    return configs->of && configs->of[i] < configs->count
               ? configs->list[configs->of[i]].config
               : NULL;
}
