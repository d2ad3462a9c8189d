#include "options_check.h"

#include "formats.h"

#include <string.h>

bool take_findings_format(struct settings *settings, const char *value,
                          const char **expected)
{
    *expected = "one of"
#define FINDINGS_FORMAT(name, begin, put, end, traits, help) " " name
#include "formats.def"
#undef FINDINGS_FORMAT
        ;
    settings->findings_format = findings_format_named(value);
    return settings->findings_format;
}

bool take_fail_on(struct settings *settings, const char *value,
                  const char **expected)
{
    *expected = "error, warning, hint or never";
    for (enum fail_on level = FAIL_ON_ERROR; level <= FAIL_ON_HINT; level++)
        if (!strcmp(value, tm_severity_name(TM_SEVERITY_ERROR - level))) {
            settings->fail_on = level;
            return true;
        }
    settings->fail_on = FAIL_ON_NOTHING;
    return !strcmp(value, "never");
}

bool take_fix(struct settings *settings, const char *value,
              const char **expected)
{
    (void)value, (void)expected;
    settings->fix = true;
    return true;
}

bool take_unsafe(struct settings *settings, const char *value,
                 const char **expected)
{
    (void)value, (void)expected;
    settings->unsafe = true;
    return true;
}

bool take_diff(struct settings *settings, const char *value,
               const char **expected)
{
    (void)value, (void)expected;
    settings->diff = true;
    return true;
}

bool take_explain(struct settings *settings, const char *value,
                  const char **expected)
{
    *expected = "the name of a rule";
    settings->explain = value;
    return *value;
}

bool take_rules(struct settings *settings, const char *value,
                const char **expected)
{
    (void)value, (void)expected;
    settings->rules = true;
    return true;
}
