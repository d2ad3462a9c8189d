/*
 * allocations.c - fails each allocation in turn, and each write, while a talk
 * is parsed and written in every format.
 *
 * usage: allocations FILE...
 *
 * A FILE whose name ends in ".yaml" is a talkmark.yaml: it is read anew with
 * each of the talks that follow, and its allocations fail, too.
 *
 * Every run has to end in an error, or to succeed with the bytes that a run
 * without a failure gives; nothing may be left allocated. Prints TAP, a test
 * for each file and way to fail.
 *
 * The linker's --wrap sends our calls of malloc and its kin through here;
 * libyaml's come through its own functions, which a program may replace. The
 * library's qsort() is left out: it sorts without memory where it gets none.
 *
 * A large talk allocates often: then a run is made for every few of its
 * allocations only, MOST_RUNS in all, and the title of the test says so.
 */
#include "outputs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_RUNS = 400,
    MOST_COMPLAINTS = 40
};

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *block);
TM_API void *yaml_malloc(size_t size);
TM_API void *yaml_realloc(void *old, size_t size);
TM_API void yaml_free(void *block);
TM_API unsigned char *yaml_strdup(const unsigned char *text);

/* ---- Allocation, counted ---- */

static struct {
    size_t calls; /* so far */
    long live;    /* blocks */
    size_t first; /* the call that fails; 0: none */
    bool on;      /* and all after it */
} memory;

static bool fails(void)
{
    memory.calls++;
    return memory.first && (memory.on ? memory.calls >= memory.first
                                      : memory.calls == memory.first);
}

static void *counted(void *block)
{
    memory.live += block ? 1 : 0;
    return block;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : counted(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : counted(__real_calloc(count, size));
}

void *__wrap_realloc(void *old, size_t size)
{
    if (!old)
        return __wrap_malloc(size);
    return fails() ? NULL : __real_realloc(old, size);
}

void __wrap_free(void *block)
{
    memory.live -= block ? 1 : 0;
    __real_free(block);
}

void *yaml_malloc(size_t size)
{
    return __wrap_malloc(size ? size : 1);
}

void *yaml_realloc(void *old, size_t size)
{
    return __wrap_realloc(old, size ? size : 1);
}

void yaml_free(void *block)
{
    __wrap_free(block);
}

unsigned char *yaml_strdup(const unsigned char *text)
{
    if (!text)
        return NULL;
    const size_t size = strlen((const char *)text) + 1;
    void *copy = __wrap_malloc(size);
    return copy ? memcpy(copy, text, size) : NULL;
}

/* ---- What outputs should be ---- */

/* An output: first recorded, then compared with. */
struct tape {
    char *data;
    size_t size, capacity;
    size_t at; /* how far the comparison has come */
};

static bool record(void *to, const char *data, size_t size)
{
    struct tape *tape = to;
    if (size > tape->capacity - tape->size) {
        tape->capacity = (tape->size + size) * 2;
        tape->data = __real_realloc(tape->data, tape->capacity);
        if (!tape->data)
            abort();
    }
    memcpy(tape->data + tape->size, data, size);
    tape->size += size;
    return true;
}

/* Moves past the end where something differs. */
static bool compare(void *to, const char *data, size_t size)
{
    struct tape *tape = to;
    const bool same = tape->at <= tape->size && size <= tape->size - tape->at &&
                      !memcmp(tape->data + tape->at, data, size);
    tape->at = same ? tape->at + size : tape->size + 1;
    return true;
}

/* Takes 'left' more bytes. */
static bool fill(void *to, const char *data, size_t size)
{
    size_t *left = to;
    (void)data;
    if (size > *left)
        return false;
    *left -= size;
    return true;
}

/* ---- A run over one file ---- */

struct file {
    const char *name;
    char *data;
    size_t size;
    size_t max_memory;
    const struct file *yaml; /* the talkmark.yaml before it; NULL: none */
    struct tape tapes[MOST_OUTPUTS];
};

/* A talk, and what it was read with. */
struct read {
    tm_talk *talk; /* NULL: reading one of them failed */
    tm_config *config;
};

static struct read parse(const struct file *file, tm_error *error)
{
    struct read read = { 0 };
    tm_options options = {
        .file = render_text(file->name),
        .max_memory = file->max_memory,
    };
    if (file->yaml) {
        read.config =
            tm_config_read(file->yaml->data, file->yaml->size, &options, error);
        if (!read.config)
            return read;
    }
    options.config = read.config;
    read.talk = tm_parse(file->data, file->size, &options, error);
    return read;
}

static void free_read(struct read *read)
{
    tm_talk_free(read->talk);
    tm_config_free(read->config);
}

static const struct tm_render_options options = {
    .today = { 2026, 4, 2 },
    .width = 72,
};

/* The tasks of the talk; free with __real_free(). */
static struct outputs outputs_of(const struct read *read,
                                 const tm_item ***items)
{
    const tm_talk *talk = read->talk;
    const size_t count = tm_talk_item_count(talk);
    struct outputs outputs = { .talk = talk,
                               .config = read->config,
                               .options = options };
    *items = __real_malloc((count + 1) * sizeof **items);
    if (!*items)
        abort();
    for (size_t i = 0; i < count; i++) {
        const tm_item *item = tm_talk_item(talk, i);
        if (tm_kind_traits(tm_item_kind(item)) & TM_TRAIT_TASK)
            (*items)[outputs.tasks.count++] = item;
    }
    outputs.tasks.items = *items;
    return outputs;
}

static bool complain(const struct file *file, const char *output, size_t n,
                     const char *what)
{
    static unsigned said;
    if (said++ < MOST_COMPLAINTS)
        printf("# %s, failure at %zu, %s: %s\n", file->name, n, output, what);
    return false;
}

static bool write_all(struct file *file, const struct read *read, size_t n)
{
    bool good = true;
    const tm_item **items;
    const struct outputs outputs = outputs_of(read, &items);
    for (size_t i = 0; i < output_count(); i++) {
        struct tape *tape = &file->tapes[i];
        tape->at = 0;
        if (output_write(&outputs, i, compare, tape) && tape->at != tape->size)
            good = complain(file, output_name(i), n, "other bytes");
    }
    __real_free(items);
    return good;
}

/* One run, in which 'n' is what fails. */
static bool run(struct file *file, size_t n)
{
    tm_error error;
    bool good = true;
    struct read read = parse(file, &error);
    if (read.talk)
        good = write_all(file, &read, n);
    else if (error.code != TM_ERROR_MEMORY || !error.message[0])
        good = complain(file, "parsing", n, "ends in another error");
    free_read(&read);
    if (memory.live)
        good = complain(file, "parsing", n, "leaks");
    memory.live = 0;
    return good;
}

/* ---- The ways to fail ---- */

static size_t stride_of(size_t count)
{
    return count / MOST_RUNS + 1;
}

static bool fail_allocations(struct file *file, size_t count, bool on)
{
    bool good = true;
    for (size_t n = 1; n <= count; n += stride_of(count)) {
        memory.calls = 0;
        memory.first = n;
        memory.on = on;
        good &= run(file, n);
        if (memory.calls < n)
            good = complain(file, "parsing", n, "was not reached");
    }
    memory.first = 0;
    return good;
}

/* The least limit that suffices for the talk, found by halving. */
static size_t least_memory(struct file *file)
{
    size_t low = 0, high = (size_t)1 << 32;
    while (high - low > 1) {
        file->max_memory = low + (high - low) / 2;
        struct read read = parse(file, NULL);
        if (read.talk)
            high = file->max_memory;
        else
            low = file->max_memory;
        free_read(&read);
    }
    return high;
}

static bool limit_memory(struct file *file)
{
    bool good = true;
    const size_t least = least_memory(file);
    for (size_t n = 1; n < least; n += stride_of(least)) {
        file->max_memory = n;
        good &= run(file, n);
    }
    file->max_memory = 0;
    return good;
}

static bool fail_writes(struct file *file, const struct read *read)
{
    bool good = true;
    const tm_item **items;
    const struct outputs outputs = outputs_of(read, &items);
    for (size_t i = 0; i < output_count(); i++)
        for (size_t n = 0, size = file->tapes[i].size; n < size;
             n += size / 16 + 1) {
            size_t left = n;
            if (output_write(&outputs, i, fill, &left))
                good = complain(file, output_name(i), n, "hides it");
        }
    __real_free(items);
    return good;
}

/* ---- TAP ---- */

static size_t test_number, failures;

static void report(bool good, const struct file *file, const char *what,
                   size_t count)
{
    failures += !good;
    printf("%sok %zu - %s: %s", good ? "" : "not ", ++test_number, file->name,
           what);
    if (count && stride_of(count) > 1)
        printf(" (one of %zu)", stride_of(count));
    printf("\n");
}

/* The outputs without a failure; how many allocations they took. */
static size_t measure(struct file *file, const struct read *read)
{
    const tm_item **items;
    const struct outputs outputs = outputs_of(read, &items);
    for (size_t i = 0; i < output_count(); i++)
        if (!output_write(&outputs, i, record, &file->tapes[i]))
            abort();
    __real_free(items);
    return memory.calls;
}

static void try_file(struct file *file)
{
    memory.calls = 0;
    struct read read = parse(file, NULL);
    if (!read.talk) {
        report(false, file, "can be read", 0);
        free_read(&read);
        return;
    }
    const size_t count = measure(file, &read);
    report(fail_writes(file, &read), file, "a failed write is told", 0);
    free_read(&read);
    printf("# %s: %zu allocations\n", file->name, count);
    report(fail_allocations(file, count, false), file,
           "an allocation that fails alone", count);
    report(fail_allocations(file, count, true), file,
           "allocations that fail from one on", count);
    report(limit_memory(file), file, "a limit on memory", 0);
}

static bool read_file(struct file *file)
{
    FILE *stream = fopen(file->name, "rb");
    if (!stream)
        return false;
    char block[4096];
    struct tape tape = { 0 };
    for (size_t got; (got = fread(block, 1, sizeof block, stream)) > 0;)
        record(&tape, block, got);
    file->data = tape.data;
    file->size = tape.size;
    return !fclose(stream);
}

static void free_file(struct file *file)
{
    __real_free(file->data);
    for (size_t i = 0; i < MOST_OUTPUTS; i++)
        __real_free(file->tapes[i].data);
}

static bool is_yaml(const char *name)
{
    const size_t size = strlen(name);
    return size > 5 && !strcmp(name + size - 5, ".yaml");
}

int main(int argc, char **argv)
{
    struct file yaml = { .name = NULL };
    if (output_count() > MOST_OUTPUTS) {
        printf("Bail out! MOST_OUTPUTS is too small\n");
        return 2;
    }
    for (int i = 1; i < argc; i++) {
        struct file file = { .name = argv[i],
                             .yaml = yaml.name ? &yaml : NULL };
        const bool good = read_file(&file);
        if (!good)
            report(false, &file, "can be read", 0);
        else if (is_yaml(argv[i]))
            yaml = file;
        else
            try_file(&file);
        if (yaml.data != file.data || !good)
            free_file(&file);
    }
    free_file(&yaml);
    printf("1..%zu\n", test_number);
    return failures != 0;
}
