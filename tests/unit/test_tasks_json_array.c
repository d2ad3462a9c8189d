#include "test.h"

#include "hostile.h"
#include "tasks_json.h"
#include "tasks_json_array.h"

static void an_empty_list_is_an_empty_array(void **state)
{
    (void)state;
    const struct task_list list = { 0 };
    check_written("nothing", list_written(tasks_json_array, &list, 0), "[]\n");
}

/* The lines of JSON Lines, with brackets around and commas between. */
static void check_lines(const char *lines, const char *array)
{
    assert_true(!strncmp(array, "[\n", 2));
    array += 2;
    while (*lines) {
        const size_t size = strcspn(lines, "\n");
        assert_true(!strncmp(lines, array, size));
        lines += size + 1;
        array += size;
        assert_true(!strncmp(array, *lines ? ",\n" : "\n]\n", 2));
        array += *lines ? 2 : 3;
    }
    assert_string_equal(array, "");
}

static void the_array_has_the_objects_of_the_lines(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int i = 0; i < 50; i++) {
        char *source = i ? hostile_source(&seed, true) : strdup("[a](do:)");
        char *lines = tasks_from(tasks_json, source, 0);
        char *array = tasks_from(tasks_json_array, source, 0);
        if (*lines)
            check_lines(lines, array);
        free(array);
        free(lines);
        free(source);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_empty_list_is_an_empty_array),
    cmocka_unit_test(the_array_has_the_objects_of_the_lines),
};

RUN_TESTS("tasks_json_array", tests)
