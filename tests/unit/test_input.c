#include "test.h"

#include "captured.h"
#include "input.h"
#include "rendered.h"

/* A folder of the test's own with files in it; the tests run there. */
static const char *const folders[] = { "t", "t/b", "t/.hidden", "t/empty" };
static const char *const files[] = { "t/z.md",         "t/a.markdown",
                                     "t/b/x.md",       "t/b.md",
                                     "t/note.txt",     "t/.secret.md",
                                     "t/.hidden/h.md", "t/B.MD" };

static int enter_folder(void **state)
{
    static char name[] = P_tmpdir "/talkmark-input-XXXXXX";
    int failed = !(*state = mkdtemp(name)) || chdir(name);
    for (size_t i = 0; i < COUNT(folders); i++)
        failed |= mkdir(folders[i], 0777);
    for (size_t i = 0; i < COUNT(files); i++) {
        FILE *to = fopen(files[i], "w");
        failed |= !to || fputs(files[i], to) < 0 || fclose(to);
    }
    return failed;
}

static int leave_folder(void **state)
{
    int failed = 0;
    for (size_t i = COUNT(files); i-- > 0;)
        failed |= unlink(files[i]);
    for (size_t i = COUNT(folders); i-- > 0;)
        failed |= rmdir(folders[i]);
    return failed || chdir("/") || rmdir(*state);
}

/* Paths and what is below the common folder: "t/b/x.md=b/x.md …". */
static void check_found(char *const *arguments, size_t count, const char *want,
                        const char *said)
{
    struct inputs inputs;
    struct capture capture;
    char got[1024] = "";
    capture_begin(&capture);
    const bool good = inputs_find(&inputs, arguments, count);
    capture_end(&capture);
    assert_true(good);
    for (size_t i = 0; i < inputs.count; i++) {
        const struct input *input = &inputs.list[i];
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s=%s",
                 i ? " " : "", input->path,
                 input_is_standard(input) ? "-" : input->below);
    }
    assert_string_equal(got, want);
    assert_true(*said ? strstr(capture.text, said) != NULL : !*capture.text);
    inputs_free(&inputs);
    assert_null(inputs.list);
}

static char tree[] = "t", inner[] = "t/b", empty[] = "t/empty";
static char file[] = "t/z.md", deep[] = "t/b/x.md", missing[] = "no.md";
static char dash[] = "-";

static void a_folder_stands_for_the_talks_below_it_sorted(void **state)
{
    (void)state;
    char *arguments[] = { tree };
    check_found(arguments, 1,
                "t/a.markdown=a.markdown t/b.md=b.md t/b/x.md=b/x.md "
                "t/z.md=z.md",
                "");
}

static void arguments_keep_their_order(void **state)
{
    (void)state;
    char *both[] = { file, deep };
    check_found(both, 2, "t/z.md=z.md t/b/x.md=b/x.md", "");
    char *other[] = { inner, dash, file };
    check_found(other, 3, "t/b/x.md=b/x.md -=- t/z.md=z.md", "");
    char *alone[] = { deep };
    check_found(alone, 1, "t/b/x.md=x.md", "");
}

static void a_folder_without_talks_is_told(void **state)
{
    (void)state;
    char *arguments[] = { empty };
    check_found(arguments, 1, "", "t/empty: warning: ");
}

static void a_file_is_read_whole(void **state)
{
    (void)state;
    char *arguments[] = { file };
    struct inputs inputs;
    tm_text text;
    assert_true(inputs_find(&inputs, arguments, 1));
    assert_true(input_read(&inputs.list[0], "z", &text));
    assert_true(render_text_equal(text, render_text("t/z.md")));
    free((char *)(uintptr_t)text.data);
    inputs_free(&inputs);
}

static void what_cannot_be_read_is_told(void **state)
{
    (void)state;
    static const struct input bad[] = { { .path = missing }, { .path = tree } };
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct capture capture;
        tm_text text;
        capture_begin(&capture);
        const bool good = input_read(&bad[i], "name", &text);
        capture_end(&capture);
        assert_false(good);
        assert_memory_equal(capture.text, "name: error: cannot be read", 27);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_folder_stands_for_the_talks_below_it_sorted),
    cmocka_unit_test(arguments_keep_their_order),
    cmocka_unit_test(a_folder_without_talks_is_told),
    cmocka_unit_test(a_file_is_read_whole),
    cmocka_unit_test(what_cannot_be_read_is_told),
};

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests_name("input", tests, enter_folder,
                                       leave_folder) != 0;
}
