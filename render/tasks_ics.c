#include "tasks_ics.h"

#include "escape.h"
#include "value.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

/* ---- Lines ---- */

/* A sink in front of another one: it folds content lines. */
struct fold {
    struct sink *out;
    size_t octets; /* on this line so far */
};

enum {
    LINE_OCTETS = 75
};

/* Of the character that 'byte' begins; 0 where none does. */
static size_t character_size(unsigned char byte)
{
    return byte < 0x80   ? 1
           : byte < 0xC0 ? 0
           : byte < 0xE0 ? 2
           : byte < 0xF0 ? 3
                         : 4;
}

/* A tm_write. The line end itself does not count. */
static bool fold_write(void *to, const char *data, size_t size)
{
    struct fold *fold = to;
    for (size_t i = 0; i < size; i++) {
        const char byte = data[i];
        const size_t more = character_size((unsigned char)byte);
        if (byte != '\r' && byte != '\n' && fold->octets + more > LINE_OCTETS) {
            sink_string(fold->out, "\r\n ");
            fold->octets = 1;
        }
        sink_byte(fold->out, byte);
        fold->octets = byte == '\n' ? 0 : fold->octets + 1;
    }
    return !fold->out->failed;
}

static void put_line(struct sink *sink, const char *line)
{
    sink_string(sink, line);
    sink_string(sink, "\r\n");
}

static void put_text(struct sink *sink, const char *name, tm_text text)
{
    sink_string(sink, name);
    sink_byte(sink, ':');
    escape_ics(sink, text);
    put_line(sink, "");
}

static void put_number(struct sink *sink, const char *name, size_t number)
{
    sink_string(sink, name);
    sink_byte(sink, ':');
    sink_number(sink, number);
    put_line(sink, "");
}

/* "NAME;VALUE=DATE:20260401", with 'before' as all up to the date. */
static void put_date(struct sink *sink, const char *before, tm_date date,
                     const char *after)
{
    char digits[RENDER_DATE_SIZE];
    snprintf(digits, sizeof digits, "%04d%02u%02u", (int)date.year,
             (unsigned)date.month, (unsigned)date.day);
    sink_string(sink, before);
    sink_string(sink, digits);
    put_line(sink, after);
}

static bool is_before(tm_date a, tm_date b)
{
    if (a.year != b.year)
        return a.year < b.year;
    return a.month != b.month ? a.month < b.month : a.day < b.day;
}

/* ---- Properties of both to-dos and events ---- */

static void put_uid(struct sink *sink, const tm_item *item, const char *domain)
{
    sink_string(sink, "UID:");
    value_reference(sink, value_self(item), escape_ics_uri);
    if (tm_item_is_share(item)) {
        const tm_owner *owner = tm_item_owner(item, 0);
        sink_byte(sink, '/');
        escape_ics_uri(sink,
                       owner->id.size ? owner->id : tm_owner_label(owner));
    }
    put_line(sink, domain);
}

static void put_stamp(struct sink *sink, const tm_item *item)
{
    const tm_date made = tm_talk_date(tm_item_talk(item));
    const tm_date done = tm_item_date(item, TM_ITEM_DONE);
    const tm_date last = is_before(made, done) ? done : made;
    put_date(sink, "DTSTAMP:", last.year ? last : (tm_date){ 1970, 1, 1 },
             "T000000Z");
}

static void put_summary(struct sink *sink, const tm_item *item)
{
    const tm_text words = tm_item_words(item);
    put_text(sink, "SUMMARY", words.size ? words : tm_item_id(item));
}

struct description {
    struct sink *sink;
    bool begun;
};

static void begin_part(struct description *description)
{
    sink_string(description->sink,
                description->begun ? "\\n\\n" : "DESCRIPTION:");
    description->begun = true;
}

/* A tm_write: the library hands over whole characters only. */
static bool write_detail(void *to, const char *data, size_t size)
{
    struct description *description = to;
    if (!description->begun)
        begin_part(description);
    escape_ics(description->sink, (tm_text){ data, size });
    return !description->sink->failed;
}

static void describe_owners(struct description *description,
                            const tm_item *item)
{
    const bool chinese = tm_talk_is_chinese(tm_item_talk(item));
    begin_part(description);
    escape_ics(description->sink, render_text(word(WORD_OWNERS, chinese)));
    escape_ics(description->sink, render_text(word(WORD_COLON, chinese)));
    for (size_t i = 0; i < tm_item_owner_count(item); i++) {
        if (i)
            escape_ics(description->sink,
                       render_text(word(WORD_COMMA, chinese)));
        escape_ics(description->sink, tm_owner_label(tm_item_owner(item, i)));
    }
}

static void put_description(struct sink *sink, const tm_item *item)
{
    struct description description = { sink, false };
    (void)tm_item_detail(item, write_detail, &description);
    if (tm_item_owner_count(item))
        describe_owners(&description, item);
    if (description.begun)
        put_line(sink, "");
}

static void put_priority(struct sink *sink, const tm_item *item)
{
    const int level = tm_item_priority(item);
    if (level)
        put_number(sink, "PRIORITY", level > 0 ? 1 : 9);
}

static void put_categories(struct sink *sink, const tm_item *item)
{
    const size_t count = tm_item_topic_count(item);
    for (size_t i = 0; i < count; i++) {
        sink_string(sink, i ? "," : "CATEGORIES:");
        escape_ics(sink, tm_item_topic(item, i));
    }
    if (count)
        put_line(sink, "");
}

/* ---- Owners ---- */

/* Whether it has one "@" with something on both sides and no white space:
 * enough to know that it is meant for an address. */
static bool is_address(tm_text email)
{
    const char *at = email.size ? memchr(email.data, '@', email.size) : NULL;
    if (!at || at == email.data || at == email.data + email.size - 1)
        return false;
    const size_t rest = (size_t)(email.data + email.size - (at + 1));
    if (memchr(at + 1, '@', rest))
        return false;
    for (size_t i = 0; i < email.size; i++)
        if ((unsigned char)email.data[i] <= ' ')
            return false;
    return true;
}

/* The e-mail of an owner; absent where the roster has none. */
static tm_text email_of(const tm_talk *talk, const tm_owner *owner)
{
    for (size_t i = 0; i < tm_talk_person_count(talk); i++) {
        const tm_person *person = tm_talk_person(talk, i);
        if (owner->type == TM_OWNER_PERSON &&
            render_text_equal(person->id, owner->id))
            return person->email;
    }
    return (tm_text){ 0 };
}

static void put_attendees(struct sink *sink, const tm_item *item)
{
    for (size_t i = 0; i < tm_item_owner_count(item); i++) {
        const tm_owner *owner = tm_item_owner(item, i);
        const tm_text email = email_of(tm_item_talk(item), owner);
        if (!is_address(email))
            continue;
        sink_string(sink, "ATTENDEE;CN=\"");
        escape_ics_parameter(sink, tm_owner_label(owner));
        sink_string(sink, "\":mailto:");
        escape_ics_uri(sink, email);
        put_line(sink, "");
    }
}

/* ---- To-dos ---- */

/* How RFC 5545 calls a state, and how much is done: -1 where none can say. */
static const struct {
    const char *name;
    int percent;
} states[TM_STATUS__COUNT] = {
    [TM_STATUS_OPEN] = { "NEEDS-ACTION", 0 },
    [TM_STATUS_DOING] = { "IN-PROCESS", -1 },
    [TM_STATUS_DONE] = { "COMPLETED", 100 },
    [TM_STATUS_ACCEPTED] = { "COMPLETED", 100 },
    [TM_STATUS_DROPPED] = { "CANCELLED", -1 },
};

static void put_state(struct sink *sink, const tm_item *item)
{
    const enum tm_status status = tm_item_status(item);
    const int percent = states[status].percent;
    const tm_date done = tm_item_date(item, TM_ITEM_DONE);
    if (!tm_item_has_status(item))
        return;
    put_text(sink, "STATUS", render_text(states[status].name));
    if (percent >= 0)
        put_number(sink, "PERCENT-COMPLETE", (size_t)percent);
    if (percent == 100 && done.year)
        put_date(sink, "COMPLETED:", done, "T120000Z");
}

/* A to-do may not begin on the day on which it is due, or after it. */
static void put_days(struct sink *sink, const tm_item *item)
{
    const tm_date start = tm_item_date(item, TM_ITEM_START);
    const tm_date due = tm_item_date(item, TM_ITEM_DUE);
    if (start.year && (!due.year || is_before(start, due)))
        put_date(sink, "DTSTART;VALUE=DATE:", start, "");
    if (due.year)
        put_date(sink, "DUE;VALUE=DATE:", due, "");
}

static void put_rest(struct sink *sink, const tm_item *item)
{
    put_summary(sink, item);
    put_description(sink, item);
    put_priority(sink, item);
    put_categories(sink, item);
    put_attendees(sink, item);
}

static void put_todo(struct sink *sink, const tm_item *item)
{
    put_line(sink, "BEGIN:VTODO");
    put_uid(sink, item, "@talkmark");
    put_stamp(sink, item);
    put_days(sink, item);
    put_state(sink, item);
    put_rest(sink, item);
    put_line(sink, "END:VTODO");
}

/* A day that takes nobody's time: TRANSPARENT. */
static void put_event(struct sink *sink, const tm_item *item)
{
    const bool dropped = tm_item_status(item) == TM_STATUS_DROPPED;
    put_line(sink, "BEGIN:VEVENT");
    put_uid(sink, item, "@event.talkmark");
    put_stamp(sink, item);
    put_date(sink, "DTSTART;VALUE=DATE:", tm_item_date(item, TM_ITEM_DUE), "");
    put_line(sink, "TRANSP:TRANSPARENT");
    put_line(sink, dropped ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
    put_rest(sink, item);
    put_line(sink, "END:VEVENT");
}

bool tasks_ics(const struct task_list *list,
               const struct tm_render_options *options, struct sink *sink)
{
    struct fold fold = { sink, 0 };
    struct sink lines;
    sink_init(&lines, fold_write, &fold);
    put_line(&lines, "BEGIN:VCALENDAR");
    put_line(&lines, "VERSION:2.0");
    put_line(&lines, "PRODID:-//talkmark//talkmark " TM_VERSION "//EN");
    for (size_t i = 0; i < list->count; i++) {
        const tm_item *item = list->items[i];
        if (options->ics != RENDER_ICS_EVENT)
            put_todo(&lines, item);
        if (options->ics != RENDER_ICS_TODO &&
            tm_item_date(item, TM_ITEM_DUE).year)
            put_event(&lines, item);
    }
    put_line(&lines, "END:VCALENDAR");
    return sink_finish(&lines) && !sink->failed;
}
