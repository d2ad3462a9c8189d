#include "front_matter_keys.h"

#include "text.h"

const struct known_key known_keys[KNOWN_KEYS] = {
#define KEY(name, chinese, place, shape, limit, member)    \
 {                                                         \
  name, chinese, IN_##place, SHAPE_##shape, LIMIT_##limit, \
      offsetof(struct front_matter, member)                \
 }
    KEY("id", "编号", TALK, ONE, WHOLE, id),
    KEY("title", "标题", TALK, ONE, CUT, title),
    KEY("date", "日期", TALK, ONE, CUT, date),
    KEY("speaker", "讲话人", TALK, ONE, CUT, speaker),
    KEY("audience", "对象", BOTH, LIST, NONE, audience),
    KEY("present", "出席", TALK, LIST, NONE, attending),
    KEY("absent", "缺席", TALK, LIST, NONE, absent),
    KEY("follows", "承接", TALK, LIST, WHOLE, follows),
    KEY("people", "人员", BOTH, PEOPLE, CUT, people),
    KEY("lang", "语言", BOTH, ONE, NONE, lang),
    KEY("defaults", "默认", BOTH, ONE, NONE, defaults),
    KEY("points", NULL, BOTH, ONE, NONE, points),
    KEY("checkboxes", NULL, BOTH, ONE, NONE, checkboxes),
    KEY("redact", NULL, BOTH, LIST, NONE, redact),
    KEY("columns", "列", CONFIG, LIST, NONE, columns),
    KEY("check", "检查", CONFIG, SEVERITIES, NONE, severities),
#undef KEY
};

size_t front_matter_find_key(tm_text key, enum place place)
{
    size_t i = 0;
    while (i < KNOWN_KEYS &&
           (!(known_keys[i].place & place) ||
            (!text_equal_case(key, text_of(known_keys[i].name)) &&
             !(key.size && text_is(key, known_keys[i].chinese)))))
        i++;
    return i;
}

bool front_matter_knows(tm_text key)
{
    return front_matter_find_key(key, IN_TALK) != KNOWN_KEYS;
}

size_t front_matter_config_row(size_t i)
{
    size_t row = 0;
    for (; row < KNOWN_KEYS; row++)
        if (known_keys[row].place & IN_CONFIG && !i--)
            break;
    return row;
}

tm_text front_matter_nearest_setting(tm_text typed)
{
    tm_suggestion near = { .typed = typed };
    for (size_t i = 0, row; (row = front_matter_config_row(i)) < KNOWN_KEYS;
         i++) {
        tm_suggest(&near, text_of(known_keys[row].name));
        tm_suggest(&near, text_of(known_keys[row].chinese));
    }
    return near.word;
}

static void judge_word(struct source *source, struct diagnostics *diagnostics,
                       const struct located *value, const char *one,
                       const char *other)
{
    if (value->text.size && !text_equal_case(value->text, text_of(one)) &&
        !text_equal_case(value->text, text_of(other)))
        diagnostics_add(diagnostics, RULE_VALUE_UNKNOWN,
                        source_place(source, value->start, value->end),
                        value->text);
}

void front_matter_judge(struct source *source, struct diagnostics *diagnostics,
                        const struct front_matter *front)
{
    judge_word(source, diagnostics, &front->points, "all", "tagged");
    judge_word(source, diagnostics, &front->checkboxes, "tasks", "ignore");
}
