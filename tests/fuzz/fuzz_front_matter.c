/*
 * fuzz_front_matter.c - any text as a file that begins with front matter.
 *
 * The first byte tells how much memory there is (0: enough). These must hold:
 *
 *   - the Markdown begins in the file, at the beginning of a line, and not
 *     before the fence that ends the front matter;
 *   - all texts are UTF-8; a value lies in the front matter; what is read says
 *     nothing where it is broken or absent;
 *   - faults have a place in the front matter and a message of one line;
 *   - the same file gives the same front matter; its YAML as a talkmark.yaml
 *     is read as well, and has a setting for each key that it takes;
 *   - too little memory ends the reading and no more.
 */
#include "front_matter.h"
#include "fuzz.h"

enum {
    SETTINGS = 1 /* bytes */
};

/* One reading, and the memory that it has. */
struct reading {
    struct arena_budget budget;
    struct arena arena;
    jmp_buf escape;
    struct source source;
    struct diagnostics diagnostics;
    struct front_matter front;
};

typedef void read_function(struct arena *arena, struct source *source,
                           struct diagnostics *diagnostics,
                           struct front_matter *result);

/* False where memory ran out; release the arena in any case. */
static bool read_with(struct reading *reading, tm_text text, size_t memory,
                      read_function *read)
{
    memset(reading, 0, sizeof *reading);
    reading->budget.left = memory ? memory : SIZE_MAX;
    arena_init(&reading->arena, &reading->budget, &reading->escape);
    if (setjmp(reading->escape)) {
        require(memory != 0, "there is memory");
        return false;
    }
    reading->diagnostics.arena = &reading->arena;
    source_init(&reading->source, &reading->arena, text);
    read(&reading->arena, &reading->source, &reading->diagnostics,
         &reading->front);
    front_matter_judge(&reading->source, &reading->diagnostics,
                       &reading->front);
    diagnostics_sort(&reading->diagnostics);
    return true;
}

/* ---- What it says ---- */

static void check_located(const struct located *value, size_t end)
{
    require(is_utf8(value->text), "a value is UTF-8");
    require(value->start <= value->end && value->end <= end,
            "a value lies in the front matter");
}

static void check_list(const struct text_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        require(is_utf8(list->texts[i]), "a list is UTF-8");
}

static void check_people(const struct front_matter *front)
{
    for (size_t i = 0; i < front->people_count; i++) {
        const tm_person *person = &front->people[i];
        require(is_utf8(person->id) && is_utf8(person->name) &&
                    is_utf8(person->unit) && is_utf8(person->email) &&
                    is_utf8(person->mask),
                "a person is UTF-8");
    }
}

static void check_values(const struct front_matter *front, size_t end)
{
    const struct located *const values[] = {
        &front->id,   &front->title,    &front->date,   &front->speaker,
        &front->lang, &front->defaults, &front->points, &front->checkboxes,
    };
    const struct text_list *const lists[] = {
        &front->audience, &front->attending, &front->absent,
        &front->follows,  &front->redact,    &front->columns,
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        check_located(values[i], end);
        require(!front->broken || !values[i]->text.size,
                "what is broken says nothing");
    }
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        check_list(lists[i]);
    check_people(front);
    for (size_t i = 0; i < front->others_count; i++)
        require(is_utf8(front->others[i].key) &&
                    is_utf8(front->others[i].value),
                "other keys are UTF-8");
}

static void check_diagnostics(const struct diagnostics *diagnostics,
                              size_t size)
{
    for (size_t i = 0; i < diagnostics->count; i++) {
        const tm_diagnostic *diagnostic = &diagnostics->list[i];
        const tm_place place = diagnostic->place;
        require(place.start <= place.end && place.end <= size,
                "a fault has its place in the file");
        require(diagnostic->message.size > 0 && is_utf8(diagnostic->message) &&
                    find(diagnostic->message, 0, "\n") ==
                        diagnostic->message.size,
                "a message is one line");
    }
}

/* ---- Where it ends ---- */

static void check_end(const struct front_matter *front, tm_text text)
{
    static const char mark[] = "\xEF\xBB\xBF";
    const size_t begin = text.size >= 3 && !memcmp(text.data, mark, 3) ? 3 : 0;
    const size_t end = front->end;
    require(end >= begin && end <= text.size, "the Markdown is in the file");
    require(front->present || !front->broken, "what is broken is there");
    if (!front->present) {
        require(end == begin, "without front matter all is Markdown");
        return;
    }
    require(end >= begin + 3 && !memcmp(text.data + begin, "---", 3),
            "front matter begins with a fence");
    require(end == text.size || text.data[end - 1] == '\n' ||
                text.data[end - 1] == '\r',
            "the Markdown begins a line");
}

/* ---- Twice the same ---- */

static void check_same(const struct reading *a, const struct reading *b)
{
    require(a->front.end == b->front.end &&
                a->front.people_count == b->front.people_count &&
                a->front.others_count == b->front.others_count &&
                same(a->front.title.text, b->front.title.text) &&
                same(a->front.date.text, b->front.date.text) &&
                a->diagnostics.count == b->diagnostics.count,
            "the same file gives the same front matter");
}

static void check_settings(const struct front_matter *front)
{
    for (size_t i = 0; front->settings && tm_config_key(i); i++) {
        const tm_text value = front->settings[i].value;
        require(is_utf8(value), "a setting is UTF-8");
        require(front_matter_knows(view(tm_config_key(i))) ||
                    !strcmp(tm_config_key(i), "columns") ||
                    !strcmp(tm_config_key(i), "check"),
                "a setting is a key of front matter");
    }
}

static void try_talk(tm_text text, size_t memory)
{
    struct reading first, second;
    if (read_with(&first, text, memory, front_matter_read)) {
        check_end(&first.front, text);
        check_values(&first.front, first.front.end);
        check_diagnostics(&first.diagnostics, text.size);
        if (read_with(&second, text, 0, front_matter_read))
            check_same(&first, &second);
        arena_release(&second.arena);
    }
    arena_release(&first.arena);
}

static void try_config(tm_text text, size_t memory)
{
    struct reading reading;
    if (read_with(&reading, text, memory, front_matter_read_config)) {
        check_values(&reading.front, text.size);
        check_diagnostics(&reading.diagnostics, text.size);
        check_settings(&reading.front);
    }
    arena_release(&reading.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < SETTINGS)
        return 0;
    struct input input = input_copy(data + SETTINGS, size - SETTINGS);
    const size_t memory = data[0] * (size_t)256;
    if (is_utf8(input.text) && !memchr(input.text.data, 0, input.text.size)) {
        try_talk(input.text, memory);
        if (data[0] & 1)
            try_config(input.text, 0);
    }
    free(input.block);
    return 0;
}
