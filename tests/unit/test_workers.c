#include "test.h"

#include <stdatomic.h>
#include <time.h>

#include "workers.h"

enum {
    COUNT = 12,
    WINDOW = 3,
    THREADS = 5
};

/* What the jobs of a test note. */
struct noted {
    atomic_size_t begun;
    atomic_size_t times[COUNT];
    unsigned milliseconds; /* that a job takes */
};

static void pause_for(unsigned milliseconds)
{
    nanosleep(&(struct timespec){ .tv_nsec = milliseconds * 1000000L }, NULL);
}

static void note(void *context, size_t i)
{
    struct noted *noted = context;
    noted->begun++;
    pause_for(noted->milliseconds);
    noted->times[i]++;
}

/* As many as may begin have; ten seconds are for a machine that is busy. */
static bool have_begun(struct noted *noted, size_t count)
{
    for (unsigned i = 0; i < 10000 && noted->begun < count; i++)
        pause_for(1);
    return noted->begun >= count;
}

static void as_many_begin_as_the_window_holds_and_no_more(void **state)
{
    (void)state;
    struct noted noted = { 0 };
    struct workers *workers =
        workers_start(THREADS, COUNT, WINDOW, note, &noted);
    assert_non_null(workers);
    for (size_t i = 0; i < COUNT; i++) {
        const size_t may = i + WINDOW < COUNT ? i + WINDOW : COUNT;
        assert_true(have_begun(&noted, may));
        pause_for(5); /* a thread without a job would take one */
        assert_int_equal(noted.begun, may);
        workers_take(workers, i);
        workers_release(workers, i);
    }
    workers_stop(workers);
}

static void a_job_is_taken_when_it_is_done_and_was_done_once(void **state)
{
    (void)state;
    struct noted noted = { .milliseconds = 2 };
    struct workers *workers =
        workers_start(THREADS, COUNT, WINDOW, note, &noted);
    assert_non_null(workers);
    for (size_t i = 0; i < COUNT; i++) {
        workers_take(workers, i);
        assert_int_equal(noted.times[i], 1);
        workers_release(workers, i);
    }
    workers_stop(workers);
    assert_int_equal(noted.begun, COUNT);
}

static void after_the_stop_no_job_is_begun_nor_left_half_done(void **state)
{
    (void)state;
    struct noted noted = { .milliseconds = 2 };
    struct workers *workers =
        workers_start(THREADS, COUNT, WINDOW, note, &noted);
    assert_non_null(workers);
    workers_take(workers, 0);
    workers_stop(workers);
    assert_in_range(noted.begun, 1, WINDOW);
    size_t done = 0;
    for (size_t i = 0; i < COUNT; i++)
        done += noted.times[i];
    assert_int_equal(done, noted.begun);
    workers_stop(NULL);
}

/* One thread beside the caller's is held up by its first job: all others are
 * done by the caller, where it would only wait. */
static void hold_first(void *context, size_t i)
{
    struct noted *noted = context;
    noted->begun++;
    while (!i && noted->begun < WINDOW)
        pause_for(1);
    noted->times[i]++;
}

static void who_waits_for_a_job_does_others_meanwhile(void **state)
{
    (void)state;
    struct noted noted = { 0 };
    struct workers *workers =
        workers_start(2, COUNT, WINDOW, hold_first, &noted);
    assert_non_null(workers);
    assert_true(have_begun(&noted, 1));
    workers_take(workers, 0);
    assert_int_equal(noted.begun, WINDOW);
    workers_stop(workers);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(as_many_begin_as_the_window_holds_and_no_more),
    cmocka_unit_test(a_job_is_taken_when_it_is_done_and_was_done_once),
    cmocka_unit_test(who_waits_for_a_job_does_others_meanwhile),
    cmocka_unit_test(after_the_stop_no_job_is_begun_nor_left_half_done),
};

RUN_TESTS("workers", tests)
