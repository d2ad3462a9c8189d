/*
 * read_ics.c - a strict reader of iCalendar (RFC 5545).
 */
#include "readers.h"

reader read_ics;

enum {
    LINE_OCTETS = 75,
};

/* Every property that talkmark writes, what its value is, and whether a
 * component must have it. */
enum value {
    VALUE_ANY,
    VALUE_TEXT,
    VALUE_TEXTS, /* with commas between */
    VALUE_DATE,  /* "20260401", or with a time */
    VALUE_NUMBER,
};

static const struct property {
    const char *name;
    enum value value;
    bool needed, many;
} properties[] = {
    { "UID", VALUE_ANY, true, false },
    { "DTSTAMP", VALUE_DATE, true, false },
    { "SUMMARY", VALUE_TEXT, true, false },
    { "DESCRIPTION", VALUE_TEXT, false, false },
    { "CATEGORIES", VALUE_TEXTS, false, false },
    { "STATUS", VALUE_TEXT, false, false },
    { "DTSTART", VALUE_DATE, false, false },
    { "DUE", VALUE_DATE, false, false },
    { "COMPLETED", VALUE_DATE, false, false },
    { "PRIORITY", VALUE_NUMBER, false, false },
    { "PERCENT-COMPLETE", VALUE_NUMBER, false, false },
    { "TRANSP", VALUE_TEXT, false, false },
    { "ATTENDEE", VALUE_ANY, false, true },
};

enum {
    PROPERTIES = sizeof properties / sizeof *properties
};

struct calendar {
    tm_text rest; /* unfolded, CR LF after each line */
    const struct output *output;
};

/* ---- Lines ---- */

static void check_characters(tm_text line)
{
    for (size_t at = 0; at < line.size;) {
        const uint32_t code = take_code(line, &at);
        require(code != NO_CODE, "lines are folded between characters");
        require(!is_control(code) || code == '\t',
                "iCalendar holds no control characters");
    }
}

/* Lines joined that are folded; free the text. */
static tm_text unfold(tm_text text)
{
    char *data = malloc(text.size + 1);
    size_t size = 0;
    require(data != NULL, "there is memory");
    for (tm_text line; take(&text, "\r\n", &line);) {
        require(line.data[line.size] == '\r', "a line ends in CR LF");
        require(line.size <= LINE_OCTETS, "a line has at most 75 octets");
        require(line.size > 0, "no line is empty");
        check_characters(line);
        const bool goes_on = *line.data == ' ' || *line.data == '\t';
        require(!goes_on || size, "a first line goes on with nothing");
        size -= goes_on ? 2 : 0;
        memcpy(data + size, line.data + goes_on, line.size - goes_on);
        size += line.size - goes_on;
        memcpy(data + size, "\r\n", 2);
        size += 2;
    }
    return (tm_text){ data, size };
}

static tm_text next_line(struct calendar *calendar)
{
    tm_text line = { 0 };
    require(take(&calendar->rest, "\r\n", &line), "a component ends");
    return line;
}

static void expect_line(struct calendar *calendar, const char *line)
{
    require(is_word(next_line(calendar), line), "the line is the one expected");
}

/* ---- Values ---- */

static void check_text(tm_text value, bool many)
{
    for (size_t i = 0; i < value.size; i++) {
        const char c = value.data[i];
        if (c == '\\') {
            require(++i < value.size && value.data[i] &&
                        strchr("\\;,nN", value.data[i]),
                    "TEXT knows the escape");
            continue;
        }
        require(c != ';' && (c != ',' || many), "TEXT escapes ; and ,");
    }
}

static void check_digits(tm_text value)
{
    require(value.size > 0, "a number has digits");
    for (size_t i = 0; i < value.size; i++)
        require(value.data[i] >= '0' && value.data[i] <= '9',
                "a number is digits");
}

static void check_date(tm_text value)
{
    require(value.size == 8 || value.size == 16, "a date has its form");
    check_digits((tm_text){ value.data, 8 });
    if (value.size == 16) {
        require(value.data[8] == 'T' && value.data[15] == 'Z',
                "a time has its form");
        check_digits((tm_text){ value.data + 9, 6 });
    }
}

static void check_value(enum value type, tm_text value)
{
    switch (type) {
    case VALUE_ANY: require(value.size > 0, "a value is there"); break;
    case VALUE_TEXT: check_text(value, false); break;
    case VALUE_TEXTS: check_text(value, true); break;
    case VALUE_DATE: check_date(value); break;
    case VALUE_NUMBER: check_digits(value); break;
    }
}

/* The next code point of a TEXT without its escapes, controls and line ends
 * passed over; 0 at the end. */
static uint32_t next_said(tm_text value, size_t *at, bool escaped)
{
    while (*at < value.size) {
        uint32_t code = take_code(value, at);
        if (escaped && code == '\\' && *at < value.size) {
            code = take_code(value, at);
            code = code == 'n' || code == 'N' ? '\n' : code;
        }
        if (!is_control(code) && code != 0x2028 && code != 0x2029)
            return code;
    }
    return 0;
}

static void check_says(tm_text value, tm_text words)
{
    for (size_t i = 0, j = 0;;) {
        const uint32_t said = next_said(value, &i, true);
        require(said == next_said(words, &j, false),
                "a summary says what the model does");
        if (!said)
            return;
    }
}

/* ---- Components ---- */

/* Where the value begins: after the name and its parameters, in whose quotes a
 * colon is none. */
static size_t value_start(tm_text line, size_t at)
{
    bool quoted = false;
    for (; at < line.size; at++) {
        if (line.data[at] == '"')
            quoted = !quoted;
        else if (line.data[at] == ':' && !quoted)
            return at + 1;
    }
    require(false, "a property has a value");
    return at;
}

static size_t find_property(tm_text line)
{
    size_t size = 0;
    while (size < line.size && line.data[size] != ':' && line.data[size] != ';')
        size++;
    for (size_t i = 0; i < PROPERTIES; i++)
        if (is_word((tm_text){ line.data, size }, properties[i].name))
            return i;
    require(false, "a property is one that talkmark writes");
    return 0;
}

static void read_property(tm_text line, const tm_item *item,
                          size_t seen[PROPERTIES])
{
    const size_t i = find_property(line);
    const size_t start = value_start(line, strlen(properties[i].name));
    const tm_text value = { line.data + start, line.size - start };
    require(!seen[i]++ || properties[i].many, "a property stands once");
    check_value(properties[i].value, value);
    if (!strcmp(properties[i].name, "SUMMARY"))
        check_says(value, tm_item_words(item).size ? tm_item_words(item)
                                                   : tm_item_id(item));
}

static void read_component(struct calendar *calendar, const tm_item *item,
                           const char *end)
{
    size_t seen[PROPERTIES] = { 0 };
    for (tm_text line; !is_word(line = next_line(calendar), end);)
        read_property(line, item, seen);
    for (size_t i = 0; i < PROPERTIES; i++)
        require(seen[i] || !properties[i].needed,
                "a component has what it must have");
}

static void read_item(struct calendar *calendar, const tm_item *item)
{
    const enum render_ics ics = calendar->output->options->ics;
    if (ics != RENDER_ICS_EVENT) {
        expect_line(calendar, "BEGIN:VTODO");
        read_component(calendar, item, "END:VTODO");
    }
    if (ics != RENDER_ICS_TODO && tm_item_date(item, TM_ITEM_DUE).year) {
        expect_line(calendar, "BEGIN:VEVENT");
        read_component(calendar, item, "END:VEVENT");
    }
}

void read_ics(const struct output *output)
{
    const tm_text text = unfold(output->text);
    struct calendar calendar = { .rest = text, .output = output };
    expect_line(&calendar, "BEGIN:VCALENDAR");
    expect_line(&calendar, "VERSION:2.0");
    require(!find(next_line(&calendar), 0, "PRODID:"), "a calendar says whose");
    for (size_t i = 0; i < output->tasks.count; i++)
        read_item(&calendar, output->tasks.items[i]);
    expect_line(&calendar, "END:VCALENDAR");
    require(!calendar.rest.size, "nothing follows the calendar");
    free((void *)(uintptr_t)text.data);
}
