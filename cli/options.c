#include "options.h"

#include "options_check.h"
#include "report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- Values ---- */

/* The words that options take, a space before each. */
#define TASK_FORMAT(name, ending, write, streams, help) " " name
static const char task_format_names[] =
#include "formats.def"
    ;
#undef TASK_FORMAT
#define FINDINGS_FORMAT(name, begin, put, end, traits, help) " " name
static const char findings_format_names[] =
#include "formats.def"
    ;
#undef FINDINGS_FORMAT
#define OUTLINE_FORMAT(name, write, help) " " name
static const char outline_format_names[] =
#include "formats.def"
    ;
#undef OUTLINE_FORMAT
#define TEXT_FORMAT(name, write, help) " " name
static const char text_format_names[] =
#include "formats.def"
    ;
#undef TEXT_FORMAT
#define KIND(NAME, scheme, chinese, plural, traits) " " scheme
static const char kind_names[] = " all"
#include "kinds.def"
    ;
#undef KIND
#define STATUS(NAME, word, chinese, closed) " " word
static const char status_names[] =
#include "statuses.def"
    ;
#undef STATUS
#define ORDER(NAME, word) " " word
static const char order_names[] =
#include "orders.def"
    ;
#undef ORDER
#define GROUP_BY(NAME, word) " " word
static const char group_names[] =
#include "groups.def"
    ;
#undef GROUP_BY

static bool take_output(struct settings *settings, const char *value,
                        const char **expected)
{
    *expected = "the name of a file";
    settings->output = value;
    return *value;
}

static bool take_tasks(struct settings *settings, const char *value,
                       const char **expected)
{
    *expected = "the name of a file that ends in one of"
#define TASK_FORMAT(name, ending, write, streams, help) " " ending
#include "formats.def"
#undef TASK_FORMAT
        ;
    settings->tasks = value;
    return !strcmp(value, "-") || task_format_of_file(value);
}

static bool take_only(struct settings *settings, const char *value,
                      const char **expected)
{
    *expected = "talk or tasks";
    settings->only = !strcmp(value, "talk")    ? RENDER_ONLY_TALK
                     : !strcmp(value, "tasks") ? RENDER_ONLY_TASKS
                                               : RENDER_ONLY_NOTHING;
    return settings->only != RENDER_ONLY_NOTHING;
}

static bool take_css(struct settings *settings, const char *value,
                     const char **expected)
{
    *expected = "the name of a file";
    settings->css = value;
    return *value;
}

static bool take_fragment(struct settings *settings, const char *value,
                          const char **expected)
{
    (void)value, (void)expected;
    settings->fragment = true;
    return true;
}

static bool take_task_format(struct settings *settings, const char *value,
                             const char **expected)
{
    *expected = "one of"
#define TASK_FORMAT(name, ending, write, streams, help) " " name
#include "formats.def"
#undef TASK_FORMAT
        ;
    settings->task_format = task_format_named(value);
    return settings->task_format;
}

static bool take_outline_format(struct settings *settings, const char *value,
                                const char **expected)
{
    *expected = "one of"
#define OUTLINE_FORMAT(name, write, help) " " name
#include "formats.def"
#undef OUTLINE_FORMAT
        ;
    settings->talk_format = talk_format_named(outline_formats, value);
    return settings->talk_format;
}

static bool take_text_format(struct settings *settings, const char *value,
                             const char **expected)
{
    *expected = "one of"
#define TEXT_FORMAT(name, write, help) " " name
#include "formats.def"
#undef TEXT_FORMAT
        ;
    settings->talk_format = talk_format_named(text_formats, value);
    return settings->talk_format;
}

static bool take_time(struct settings *settings, const char *value,
                      const char **expected)
{
    (void)value;
    return take_outline_format(settings, "time", expected);
}

static bool take_rate(unsigned *rate, const char *value, const char **expected)
{
    char *end;
    *expected = "a whole number from 1 to 10000";
    const unsigned long number = strtoul(value, &end, 10);
    *rate = number <= 10000 ? (unsigned)number : 0;
    return *value >= '0' && *value <= '9' && !*end && *rate;
}

static bool take_words_rate(struct settings *settings, const char *value,
                            const char **expected)
{
    return take_rate(&settings->words_per_minute, value, expected);
}

static bool take_characters_rate(struct settings *settings, const char *value,
                                 const char **expected)
{
    return take_rate(&settings->characters_per_minute, value, expected);
}

static bool take_today(struct settings *settings, const char *value,
                       const char **expected)
{
    *expected = "a date such as 2026-03-16";
    return tm_date_read(render_text(value), &settings->today);
}

static bool take_stdin_filename(struct settings *settings, const char *value,
                                const char **expected)
{
    *expected = "a name";
    settings->stdin_filename = value;
    return *value;
}

static bool take_config(struct settings *settings, const char *value,
                        const char **expected)
{
    *expected = "the name of a file";
    settings->config = value;
    settings->no_config = false;
    return *value && strcmp(value, "-") != 0;
}

static bool take_no_config(struct settings *settings, const char *value,
                           const char **expected)
{
    (void)value, (void)expected;
    settings->no_config = true;
    return true;
}

static bool take_jobs(struct settings *settings, const char *value,
                      const char **expected)
{
    char *end;
    *expected = "a whole number from 1 to 256";
    const unsigned long number = strtoul(value, &end, 10);
    settings->jobs = number <= 256 ? (unsigned)number : 0;
    return *value >= '0' && *value <= '9' && !*end && settings->jobs;
}

static bool take_color(struct settings *settings, const char *value,
                       const char **expected)
{
    static const char *const names[] = { [COLOUR_AUTO] = "auto",
                                         [COLOUR_ALWAYS] = "always",
                                         [COLOUR_NEVER] = "never" };
    *expected = "auto, always or never";
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(value, names[i])) {
            settings->colour = (enum colour_when)i;
            return true;
        }
    return false;
}

static bool take_help(struct settings *settings, const char *value,
                      const char **expected)
{
    (void)value, (void)expected;
    settings->help = true;
    return true;
}

/* ---- The tables ---- */

enum {
#define COMMAND(NAME, name, summary) ON_##NAME = 1 << COMMAND_##NAME,
#include "commands.def"
#undef COMMAND
    ON_ALL = (1 << COMMAND__COUNT) - 1,
};

const struct option option_table[] = {
#define OPTION(commands, letter, name, argument, take, help) \
 { (commands), letter, name, argument, take, help },
#include "options.def"
#undef OPTION
    { 0, 0, NULL, NULL, NULL, NULL },
};

static const struct {
    bool (*take)(struct settings *settings, const char *value,
                 const char **expected);
    const char *names;
} choices[] = {
    { take_task_format, task_format_names },
    { take_findings_format, findings_format_names },
    { take_fail_on, " error warning hint never" },
    { take_outline_format, outline_format_names },
    { take_text_format, text_format_names },
    { take_kinds, kind_names },
    { take_statuses, status_names },
    { take_sort, order_names },
    { take_by, group_names },
    { take_only, " talk tasks" },
    { take_color, " auto always never" },
};

const char *option_choices(const struct option *option)
{
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
        if (choices[i].take == option->take)
            return choices[i].names;
    return NULL;
}

static const struct {
    const char *name, *summary;
} commands[COMMAND__COUNT] = {
#define COMMAND(NAME, name, summary) [COMMAND_##NAME] = { #name, summary },
#include "commands.def"
#undef COMMAND
};

const char *command_name(enum command command)
{
    return commands[command].name;
}

const char *command_summary(enum command command)
{
    return commands[command].summary;
}

bool command_find(const char *name, enum command *command)
{
    for (int i = 0; i < COMMAND__COUNT; i++)
        if (!strcmp(commands[i].name, name)) {
            *command = (enum command)i;
            return true;
        }
    return false;
}

static const struct {
    const char *name, *argument, *summary;
} services[SERVICE__COUNT] = {
#define SERVICE(NAME, name, argument, summary) \
 [SERVICE_##NAME] = { #name, argument, summary },
#include "commands.def"
#undef SERVICE
};

const char *service_name(enum service service)
{
    return services[service].name;
}

const char *service_argument(enum service service)
{
    return services[service].argument;
}

const char *service_summary(enum service service)
{
    return services[service].summary;
}

bool service_find(const char *name, enum service *service)
{
    for (int i = 0; i < SERVICE__COUNT; i++)
        if (!strcmp(services[i].name, name)) {
            *service = (enum service)i;
            return true;
        }
    return false;
}

void command_report_unknown(const char *name)
{
    tm_suggestion near = { .typed = render_text(name) };
    for (int i = 0; i < COMMAND__COUNT; i++)
        tm_suggest(&near, render_text(commands[i].name));
    for (int i = 0; i < SERVICE__COUNT; i++)
        tm_suggest(&near, render_text(services[i].name));
    report_unknown("no such command, see talkmark --help", name, "", near.word);
}

/* ---- The day ---- */

static tm_date date_of(const struct tm *day)
{
    return (tm_date){ (int16_t)(day->tm_year + 1900),
                      (uint8_t)(day->tm_mon + 1), (uint8_t)day->tm_mday };
}

/* SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch), in UTC,
 * else the local date. */
static bool find_today(tm_date *today)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now = time(NULL);
    struct tm day;
    if (epoch && *epoch) {
        char *end;
        errno = 0;
        now = (time_t)strtoll(epoch, &end, 10);
        if (errno || *end || *epoch < '0' || *epoch > '9' ||
            !gmtime_r(&now, &day) || day.tm_year > 9999 - 1900) {
            report_usage("SOURCE_DATE_EPOCH is no number of seconds", epoch);
            return false;
        }
    } else if (!localtime_r(&now, &day)) {
        report_usage("the local date cannot be told", NULL);
        return false;
    }
    *today = date_of(&day);
    return true;
}

/* ---- Reading ---- */

struct reader {
    enum command command;
    char **words;
    size_t count, at;
    struct settings *settings;
};

static bool is_own(const struct reader *reader, const struct option *option)
{
    return option->commands & 1u << reader->command;
}

static const struct option *find_name(const struct reader *reader,
                                      const char *name, size_t size)
{
    for (const struct option *row = option_table; row->name; row++)
        if (is_own(reader, row) && strlen(row->name) == size &&
            !memcmp(row->name, name, size))
            return row;
    return NULL;
}

static const struct option *find_letter(const struct reader *reader,
                                        char letter)
{
    for (const struct option *row = option_table; row->name; row++)
        if (is_own(reader, row) && row->letter && row->letter == letter)
            return row;
    return NULL;
}

/* Say that 'option' takes no such 'value', and which is near. Of several
 * between commas the first that is none of the choices counts. */
static void report_value(const struct option *option, const char *expected,
                         const char *value)
{
    const char *names = option_choices(option), *part = value;
    tm_suggestion near = { .word = { 0 } };
    while (names && part && !near.word.size) {
        const size_t size = strcspn(part, ",");
        near.typed = (tm_text){ part, size };
        tm_suggest_words(&near, names);
        if (near.word.size && !near.distance)
            near.word.size = 0;
        part = part[size] ? part + size + 1 : NULL;
    }
    report_option(option->name, expected, value, near.word);
}

/* Give 'option' its value: what is attached to it, or the next word. */
static bool take(struct reader *reader, const struct option *option,
                 const char *attached)
{
    const char *value = attached, *expected = "nothing after it";
    if (!option->argument && attached) {
        report_option(option->name, expected, attached, (tm_text){ 0 });
        return false;
    }
    if (option->argument && !attached) {
        if (reader->at == reader->count) {
            report_option(option->name, option->argument, NULL, (tm_text){ 0 });
            return false;
        }
        value = reader->words[reader->at++];
    }
    if (option->take(reader->settings, value, &expected))
        return true;
    report_value(option, expected, value);
    return false;
}

/* Say that the command has no option 'word', and which of its own is near. */
static void report_unknown_option(const struct reader *reader, const char *word)
{
    char message[96];
    const char *name = command_name(reader->command);
    tm_suggestion near = { .word = { 0 } };
    if (word[1] == '-') {
        near.typed = (tm_text){ word + 2, strcspn(word + 2, "=") };
        for (const struct option *row = option_table; row->name; row++)
            if (is_own(reader, row))
                tm_suggest(&near, render_text(row->name));
    }
    snprintf(message, sizeof message,
             "%s has no such option, see talkmark %s --help", name, name);
    report_unknown(message, word, "--", near.word);
}

static bool read_long(struct reader *reader, const char *word)
{
    const char *name = word + 2;
    const size_t size = strcspn(name, "=");
    const struct option *option = find_name(reader, name, size);
    if (option)
        return take(reader, option, name[size] ? name + size + 1 : NULL);
    report_unknown_option(reader, word);
    return false;
}

/* "-o FILE" and "-oFILE"; letters that take nothing may stand together. */
static bool read_letters(struct reader *reader, const char *word)
{
    for (const char *at = word + 1; *at; at++) {
        const struct option *option = find_letter(reader, *at);
        if (!option) {
            report_unknown_option(reader, word);
            return false;
        }
        if (option->argument)
            return take(reader, option, at[1] ? at + 1 : NULL);
        if (!take(reader, option, NULL))
            return false;
    }
    return true;
}

static bool read_words(struct reader *reader)
{
    struct settings *settings = reader->settings;
    bool only_inputs = false;
    while (reader->at < reader->count) {
        char *word = reader->words[reader->at++];
        const bool is_option = !only_inputs && word[0] == '-' && word[1];
        if (!*word) {
            report_usage("what to read has an empty name", word);
            return false;
        }
        if (!is_option)
            settings->inputs[settings->input_count++] = word;
        else if (!strcmp(word, "--"))
            only_inputs = true;
        else if (word[1] == '-' ? !read_long(reader, word)
                                : !read_letters(reader, word))
            return false;
    }
    return true;
}

bool options_read(enum command command, char **words, size_t count,
                  struct settings *settings)
{
    struct reader reader = {
        .command = command, .words = words, .count = count, .settings = settings
    };
    *settings = (struct settings){ .inputs = words,
                                   .checks = command == COMMAND_CHECK };
    if (!read_words(&reader))
        return false;
    if (settings->help || settings->explain || settings->rules)
        return true;
    if (!settings->today.year && !find_today(&settings->today))
        return false;
    settings->filter.today = settings->today;
    if (settings->input_count)
        return true;
    report_usage("what to read is missing: a FILE, a FOLDER or - for "
                 "standard input",
                 NULL);
    return false;
}
