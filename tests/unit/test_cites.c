#include "test.h"

#include "cites.h"
#include "rendered.h"

static void tags_with_one_id_are_one_reference(void **state)
{
    (void)state;
    struct cites cites;
    tm_talk *talk = talk_from("[b](cite:b) [x](issue:x) [a](cite:a)\n\n"
                              "[b again](cite:b) [ab](cite:ab) [no id](cite:)"
                              " [b once more](cite:b) [none too](cite:)\n");
    assert_true(cites_gather(&cites, talk));
    static const struct {
        size_t item, group;
        bool first;
    } wants[] = {
        { 2, 0, true },                                   /* a */
        { 4, 1, true },                                   /* ab */
        { 0, 2, true }, { 3, 2, false }, { 6, 2, false }, /* b */
        { 5, 5, true }, { 7, 6, true },                   /* each its own */
    };
    assert_true(cites.count == COUNT(wants));
    for (size_t i = 0; i < cites.count; i++) {
        const tm_item *item = tm_talk_item(talk, wants[i].item);
        assert_ptr_equal(cites.items[i], item);
        assert_true(cites_is_first(&cites, item) == wants[i].first);
        assert_true(cites_find(&cites, item) == wants[i].group);
    }
    cites_free(&cites);
    tm_talk_free(talk);
}

static void a_talk_without_cites_has_none(void **state)
{
    (void)state;
    struct cites cites;
    tm_talk *talk = talk_from("[x](issue:x)");
    assert_true(cites_gather(&cites, talk));
    assert_true(cites.count == 0);
    cites_free(&cites);
    assert_null(cites.items);
    tm_talk_free(talk);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(tags_with_one_id_are_one_reference),
    cmocka_unit_test(a_talk_without_cites_has_none),
};

RUN_TESTS("cites", tests)
