/*
 * read_todotxt.c - a reader of todo.txt: a task a line, of words.
 */
#include "readers.h"

reader read_todotxt;

/* The keys that a line may have. */
enum {
    KEY_KIND,
    KEY_ID,
    KEY_DUE,
    KEY_START,
    KEY_PRIORITY,
    KEY_STATUS,
    KEYS
};
static const char *const keys[KEYS] = { "kind", "id",  "due",
                                        "t",    "pri", "status" };

struct line {
    size_t seen[KEYS];
    size_t owners, topics;
};

static bool is_date(tm_text word)
{
    static const char form[] = "0000-00-00";
    if (word.size != sizeof form - 1)
        return false;
    for (size_t i = 0; i < word.size; i++)
        if (form[i] == '-' ? word.data[i] != '-'
                           : word.data[i] < '0' || word.data[i] > '9')
            return false;
    return true;
}

/* A key that is none of ours came out of the talk: "9:30" and URLs are none. */
static void read_pair(struct line *line, tm_text word, size_t colon)
{
    const tm_text key = { word.data, colon };
    const tm_text value = { word.data + colon + 1, word.size - colon - 1 };
    for (size_t i = 0; i < KEYS; i++) {
        if (!is_word(key, keys[i]) || !value.size || !find(value, 0, "//"))
            continue;
        require(!line->seen[i]++, "a key of ours is given once");
        require((i != KEY_DUE && i != KEY_START) || is_date(value),
                "a date is a date");
    }
}

static void read_word(struct line *line, tm_text word)
{
    const size_t colon = find(word, 0, ":");
    if (word.size > 1 && *word.data == '@')
        line->owners++;
    else if (word.size > 1 && *word.data == '+')
        line->topics++;
    else if (colon < word.size)
        read_pair(line, word, colon);
}

static size_t topics_of(const tm_item *item)
{
    size_t count = 0;
    for (size_t i = 0; i < tm_item_topic_count(item); i++)
        count += tm_item_topic(item, i).size > 0;
    return count;
}

static size_t owners_of(const tm_item *item)
{
    size_t count = 0;
    for (size_t i = 0; i < tm_item_owner_count(item); i++)
        count += tm_owner_label(tm_item_owner(item, i)).size > 0;
    return count;
}

static bool has_priority(tm_text text)
{
    return text.size > 3 && text.data[0] == '(' && text.data[1] >= 'A' &&
           text.data[1] <= 'Z' && text.data[2] == ')' && text.data[3] == ' ';
}

static void check_mark(tm_text text, const tm_item *item)
{
    const bool closed = text.size > 1 && !memcmp(text.data, "x ", 2);
    require(closed == tm_status_is_closed(tm_item_status(item)),
            "a line is closed where its task is");
    require(closed || has_priority(text) == (tm_item_priority(item) != 0),
            "a priority is that of the task");
}

static void read_line(tm_text text, const tm_item *item)
{
    struct line line = { 0 };
    check_mark(text, item);
    for (tm_text word, rest = text; take(&rest, " ", &word);)
        read_word(&line, word);
    require(line.seen[KEY_KIND] && line.seen[KEY_ID],
            "a line says what it is of");
    require(!line.seen[KEY_DUE] == !tm_item_date(item, TM_ITEM_DUE).year &&
                !line.seen[KEY_START] ==
                    !tm_item_date(item, TM_ITEM_START).year,
            "a line has the dates of the task");
    require(line.owners == owners_of(item), "the contexts are the owners");
    require(line.topics == topics_of(item), "the projects are the topics");
}

void read_todotxt(const struct output *output)
{
    tm_text rest = output->text, line;
    for (size_t at = 0; at < rest.size;) {
        const uint32_t code = take_code(rest, &at);
        require(code == '\n' || !is_hidden(code), "a line hides nothing");
    }
    for (size_t i = 0; i < output->tasks.count; i++) {
        require(take(&rest, "\n", &line), "every task is told");
        read_line(line, output->tasks.items[i]);
    }
    require(!rest.size, "no task is told twice");
}
