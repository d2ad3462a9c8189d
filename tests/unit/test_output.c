#include "test.h"

#include "captured.h"
#include "output.h"
#include "rendered.h"

#include <dirent.h>

/* A folder of the test's own; the tests run in it. */
static int enter_folder(void **state)
{
    static char name[] = P_tmpdir "/talkmark-output-XXXXXX";
    *state = mkdtemp(name);
    return !*state || chdir(*state);
}

static int leave_folder(void **state)
{
    return chdir("/") || rmdir(*state);
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void assert_file_is(const char *name, const char *want)
{
    char text[256];
    FILE *file = fopen(name, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(text, want);
}

/* Entries of the folder, but for "." and "..". */
static int entry_count(void)
{
    int count = -2;
    DIR *folder = opendir(".");
    assert_non_null(folder);
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

static void a_file_appears_when_it_is_whole(void **state)
{
    (void)state;
    struct output output;
    write_file("a", "before");
    assert_true(output_open(&output, "a"));
    sink_string(&output.sink, "after");
    assert_file_is("a", "before");
    assert_true(output_close(&output, true));
    assert_file_is("a", "after");
    assert_int_equal(entry_count(), 1);
    assert_int_equal(unlink("a"), 0);
}

static void what_is_not_kept_leaves_nothing(void **state)
{
    (void)state;
    struct output output;
    assert_true(output_open(&output, "a"));
    sink_string(&output.sink, "text");
    assert_true(output_close(&output, false));
    assert_int_equal(entry_count(), 0);
}

static void a_failed_sink_keeps_the_file_that_was_there(void **state)
{
    (void)state;
    struct output output;
    struct capture capture;
    write_file("a", "before");
    assert_true(output_open(&output, "a"));
    sink_string(&output.sink, "after");
    output.sink.failed = true;
    capture_begin(&capture);
    const bool closed = output_close(&output, true);
    capture_end(&capture);
    assert_false(closed);
    assert_non_null(strstr(capture.text, "a: error: cannot be written: "));
    assert_file_is("a", "before");
    assert_int_equal(entry_count(), 1);
    assert_int_equal(unlink("a"), 0);
}

static void a_link_stays_a_link(void **state)
{
    (void)state;
    struct output output;
    struct stat there;
    write_file("real", "before");
    assert_int_equal(symlink("real", "link"), 0);
    assert_true(output_open(&output, "link"));
    sink_string(&output.sink, "after");
    assert_true(output_close(&output, true));
    assert_int_equal(lstat("link", &there), 0);
    assert_true(S_ISLNK(there.st_mode));
    assert_file_is("real", "after");
    assert_int_equal(unlink("link"), 0);
    assert_int_equal(unlink("real"), 0);
}

static void the_mode_of_the_file_stays(void **state)
{
    (void)state;
    struct output output;
    struct stat there;
    write_file("a", "before");
    assert_int_equal(chmod("a", 0640), 0);
    assert_true(output_open(&output, "a"));
    assert_true(output_close(&output, true));
    assert_int_equal(stat("a", &there), 0);
    assert_int_equal(there.st_mode & 07777, 0640);
    assert_int_equal(unlink("a"), 0);
}

static void a_full_device_is_told(void **state)
{
    (void)state;
    struct output output;
    struct capture capture;
    if (access("/dev/full", W_OK))
        skip();
    assert_true(output_open(&output, "/dev/full"));
    sink_string(&output.sink, "text");
    capture_begin(&capture);
    const bool closed = output_close(&output, true);
    capture_end(&capture);
    assert_false(closed);
    assert_non_null(strstr(capture.text, "/dev/full: error: "));
}

static void what_cannot_be_opened_is_told(void **state)
{
    (void)state;
    struct output output;
    struct capture capture;
    capture_begin(&capture);
    const bool opened = output_open(&output, "no/such/folder/a");
    capture_end(&capture);
    assert_false(opened);
    assert_non_null(strstr(capture.text, "no/such/folder/a: error: "));
    assert_int_equal(entry_count(), 0);
}

static void folders_are_made_on_the_way(void **state)
{
    (void)state;
    struct stat there;
    assert_true(output_make_folders("x/y/z.html"));
    assert_true(output_make_folders("x/y/z.html")); /* they are there now */
    assert_int_equal(stat("x/y", &there), 0);
    assert_true(S_ISDIR(there.st_mode));
    assert_int_equal(stat("x/y/z.html", &there), -1);
    assert_int_equal(rmdir("x/y"), 0);
    assert_int_equal(rmdir("x"), 0);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_file_appears_when_it_is_whole),
    cmocka_unit_test(what_is_not_kept_leaves_nothing),
    cmocka_unit_test(a_failed_sink_keeps_the_file_that_was_there),
    cmocka_unit_test(a_link_stays_a_link),
    cmocka_unit_test(the_mode_of_the_file_stays),
    cmocka_unit_test(a_full_device_is_told),
    cmocka_unit_test(what_cannot_be_opened_is_told),
    cmocka_unit_test(folders_are_made_on_the_way),
};

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests_name("output", tests, enter_folder,
                                       leave_folder) != 0;
}
