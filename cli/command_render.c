/*
 * command_render.c - talkmark render: talks become pages, and their task list
 * from the same reading.
 */
#include "commands.h"
#include "html_body.h"
#include "html_page.h"
#include "report.h"
#include "task_list.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct rendering {
    struct reading reading;
    const struct settings *settings;
    char **pages; /* where each input's page goes; NULL: the output as named */
    struct task_list_writer *tasks; /* NULL: no list is asked for */
    tm_text css;                    /* the style sheet to add */
};

/* ---- Where pages go ---- */

/* One that is not there is one where it is written with the slash. */
static bool names_folder(const char *path)
{
    const size_t size = path ? strlen(path) : 0;
    return size && (path[size - 1] == '/' || input_is_folder(path));
}

/* The bytes of 'name' without one ending of a talk. */
static size_t without_ending(const char *name)
{
    static const char *const endings[] = { ".md", ".markdown", ".txt" };
    const size_t size = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const size_t ending = strlen(endings[i]);
        if (size > ending && !strcmp(name + size - ending, endings[i]) &&
            name[size - ending - 1] != '/')
            return size - ending;
    }
    return size;
}

/* "FOLDER/BELOW.html"; NULL where memory runs out. */
static char *page_path(const char *folder, const char *below)
{
    static const char ending[] = ".html";
    const size_t size = strlen(folder), name = without_ending(below);
    const bool slash = folder[size - 1] != '/';
    char *path = malloc(size + slash + name + sizeof ending);
    if (!path)
        return NULL;
    memcpy(path, folder, size);
    if (slash)
        path[size] = '/';
    memcpy(path + size + slash, below, name);
    memcpy(path + size + slash + name, ending, sizeof ending);
    return path;
}

/* What input 'i' is called below the folder. */
static const char *below(const struct reading *reading, size_t i)
{
    const struct input *input = &reading->inputs.list[i];
    if (!input_is_standard(input))
        return input->below;
    const char *name = reading_name(reading, i);
    const char *slash = strrchr(name, '/');
    return slash && slash[1] ? slash + 1 : name;
}

static int by_name(const void *a, const void *b)
{
    char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

static bool out_of_memory(const char *path)
{
    report_file(path, "cannot be written", strerror(ENOMEM));
    return false;
}

/* No two inputs may write one file: the first of them would be lost. */
static bool are_distinct(const struct rendering *r)
{
    const size_t count = r->reading.inputs.count;
    char **sorted = malloc(count * sizeof *sorted);
    bool distinct = true;
    if (!sorted)
        return out_of_memory(r->settings->output);
    memcpy(sorted, r->pages, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_name);
    for (size_t i = 1; i < count && distinct; i++)
        if (!strcmp(sorted[i - 1], sorted[i])) {
            report_file(sorted[i], "two inputs would write this file", NULL);
            distinct = false;
        }
    free(sorted);
    return distinct;
}

/* Nor may a page be written where the task list is. */
static bool spares_tasks(const struct rendering *r, const char *page)
{
    const char *tasks = r->settings->tasks;
    if (!page || !tasks || !strcmp(tasks, "-"))
        return true;
    const bool same = !strcmp(page, tasks) || input_is_same_file(page, tasks);
    if (same)
        report_file(page, "page and task list would both be written here",
                    NULL);
    return !same;
}

static bool name_pages(struct rendering *r)
{
    const size_t count = r->reading.inputs.count;
    r->pages = calloc(count + 1, sizeof *r->pages);
    if (!r->pages)
        return out_of_memory(r->settings->output);
    for (size_t i = 0; i < count; i++) {
        r->pages[i] = page_path(r->settings->output, below(&r->reading, i));
        if (!r->pages[i])
            return out_of_memory(r->settings->output);
        if (!spares_tasks(r, r->pages[i]) ||
            !reading_spares_inputs(&r->reading, r->pages[i]))
            return false;
    }
    return !count || are_distinct(r);
}

/* Decide where pages go; false after a message. */
static bool plan(struct rendering *r)
{
    const struct settings *settings = r->settings;
    const bool tasks_to_output =
        settings->tasks && !strcmp(settings->tasks, "-");
    if (!reading_spares_inputs(&r->reading, settings->tasks))
        return false;
    if (names_folder(settings->output))
        return name_pages(r);
    if (r->reading.inputs.count > 1 || r->reading.inputs.has_folder) {
        report_usage(settings->output
                         ? "the pages of several talks need a folder, -o "
                           "FOLDER/ with the slash, not"
                         : "the pages of several talks need -o FOLDER/",
                     settings->output);
        return false;
    }
    if (tasks_to_output &&
        (!settings->output || !strcmp(settings->output, "-"))) {
        report_usage("page and task list both go to standard output", NULL);
        return false;
    }
    return spares_tasks(r, settings->output) &&
           reading_spares_inputs(&r->reading, settings->output);
}

/* ---- Pages ---- */

/* A reading_make of a struct rendering. */
static bool make_page(const void *rendering, const tm_talk *talk,
                      struct sink *sink)
{
    const struct rendering *r = rendering;
    struct tm_render_options options = reading_options(&r->reading);
    options.css = r->css;
    options.only = r->settings->only;
    return r->settings->fragment ? render_html_fragment(talk, &options, sink)
                                 : render_html_page(talk, &options, sink);
}

static bool write_page(struct rendering *r, const tm_talk *talk, size_t i)
{
    struct output output;
    const struct memory *made = reading_made(&r->reading);
    const char *path = r->pages ? r->pages[i] : r->settings->output;
    if ((r->pages && !output_make_folders(path)) || !output_open(&output, path))
        return false;
    output_show(&output);
    if (made)
        sink_put(&output.sink, made->data, made->size);
    else if (!make_page(r, talk, &output.sink))
        output.sink.failed = true;
    return output_close(&output, true);
}

/* False where writing failed: a full disk stops the run. */
static bool render(struct rendering *r, size_t i)
{
    tm_talk *talk = reading_talk(&r->reading, i);
    if (!talk)
        return true;
    const bool good = write_page(r, talk, i);
    if (!good)
        reading_fail(&r->reading);
    if (good && r->tasks)
        task_list_add(r->tasks, talk);
    else
        tm_talk_free(talk);
    return good;
}

static bool begin_tasks(struct rendering *r)
{
    const char *path = r->settings->tasks;
    const struct task_format *format = path ? task_format_of_file(path) : NULL;
    if (!path)
        return true;
    if (strcmp(path, "-") && !output_make_folders(path))
        return false;
    r->tasks = malloc(sizeof *r->tasks);
    if (!r->tasks)
        return out_of_memory(path);
    if (task_list_begin(r->tasks, &r->reading, path,
                        format ? format : task_formats))
        return true;
    free(r->tasks);
    r->tasks = NULL;
    return false;
}

static void render_all(struct rendering *r)
{
    bool good = begin_tasks(r);
    if (!good)
        reading_fail(&r->reading);
    else
        reading_ahead(&r->reading, make_page, r);
    for (size_t i = 0; good && i < r->reading.inputs.count; i++)
        good = render(r, i);
    if (!r->tasks)
        return;
    task_list_end(r->tasks, good && reading_has_result(&r->reading));
    free(r->tasks);
}

static bool read_css(struct rendering *r)
{
    char *path = (char *)(uintptr_t)r->settings->css;
    const struct input input = { .path = path };
    return !path || input_read(&input, path, &r->css);
}

int command_render(const struct settings *settings)
{
    struct rendering r = { .settings = settings };
    if (reading_begin(&r.reading, settings)) {
        if (read_css(&r) && plan(&r))
            render_all(&r);
        else
            reading_fail(&r.reading);
    }
    for (size_t i = 0; r.pages && i < r.reading.inputs.count; i++)
        free(r.pages[i]);
    free(r.pages);
    free((char *)(uintptr_t)r.css.data);
    return reading_end(&r.reading);
}
