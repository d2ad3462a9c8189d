/*
 * read_markdown.c - Markdown that was written, read as Markdown again.
 */
#include "formats.h"
#include "readers.h"

reader read_checklist, read_talk_markdown;

static tm_talk *parse(tm_text text)
{
    tm_talk *talk = tm_parse(text.data, text.size, NULL, NULL);
    require(talk != NULL, "what is written can be read");
    return talk;
}

/* The next node in the order of the text; NULL at the end. */
static const tm_node *after(const tm_node *node)
{
    const tm_node *next = tm_node_first_child(node);
    for (; node && !next; node = tm_node_parent(node))
        next = tm_node_next(node);
    return next;
}

/* ---- Checklists ---- */

static bool may_stand_in_checklist(enum tm_node_type type)
{
    return type == TM_NODE_DOCUMENT || type == TM_NODE_HEADING ||
           type == TM_NODE_LIST || type == TM_NODE_ITEM ||
           type == TM_NODE_PARAGRAPH || type == TM_NODE_TEXT ||
           type == TM_NODE_CODE;
}

/* Headings and checkbox items of plain words: anything else was made by words
 * of the talk that should have been escaped. */
void read_checklist(const struct output *output)
{
    tm_talk *talk = parse(output->text);
    size_t boxes = 0, codes = 0;
    bool ticked;
    for (const tm_node *node = tm_talk_root(talk); node; node = after(node)) {
        const enum tm_node_type type = tm_node_type_of(node);
        require(may_stand_in_checklist(type),
                "words of a checklist are no markup");
        require(type != TM_NODE_HEADING || tm_node_level(node) == 2,
                "a checklist has headings of one level");
        require(type != TM_NODE_ITEM || tm_node_has_checkbox(node, &ticked),
                "every item of a checklist has its box");
        boxes += type == TM_NODE_ITEM;
        codes += type == TM_NODE_CODE;
    }
    require(boxes == grouped_count(output, GROUP_BY_OWNER),
            "every task has its box");
    require(codes == boxes, "every box has its name");
    tm_talk_free(talk);
}

/* ---- Talks ---- */

/* The words of a talk, those of texts and code, without white space, controls
 * and the marks of emphasis: where it stands in itself thrice it cannot always
 * be written, and then some of its marks are words. */
static void gather(const tm_talk *talk, struct memory *words)
{
    for (const tm_node *node = tm_talk_root(talk); node; node = after(node)) {
        const tm_text text = tm_node_text(node);
        for (size_t i = 0; i < text.size; i++)
            if ((unsigned char)text.data[i] > ' ' &&
                !strchr("*_", text.data[i]))
                require(memory_write(words, text.data + i, 1),
                        "there is memory");
    }
}

static size_t count_of(const tm_talk *talk, enum tm_node_type type)
{
    size_t count = 0;
    for (const tm_node *node = tm_talk_root(talk); node; node = after(node))
        count += tm_node_type_of(node) == type;
    return count;
}

static size_t boxes_of(const tm_talk *talk)
{
    size_t count = 0;
    bool ticked;
    for (const tm_node *node = tm_talk_root(talk); node; node = after(node))
        count += tm_node_type_of(node) == TM_NODE_ITEM &&
                 tm_node_has_checkbox(node, &ticked);
    return count;
}

static bool ends_with(const struct memory *text, const struct memory *end)
{
    return text->size >= end->size &&
           (!end->size ||
            !memcmp(text->data + text->size - end->size, end->data, end->size));
}

/* Without tags it is the same talk: its words, its links, its code. Front
 * matter's title may stand before it. */
void read_talk_markdown(const struct output *output)
{
    static const enum tm_node_type kept[] = { TM_NODE_CODE_BLOCK, TM_NODE_CODE,
                                              TM_NODE_LINK, TM_NODE_IMAGE };
    tm_talk *again = parse(output->text);
    struct memory before = { 0 }, after_it = { 0 };
    require(!count_of(again, TM_NODE_TAG), "no tag is left");
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        require(count_of(again, kept[i]) == count_of(output->talk, kept[i]),
                "Markdown read again has the same links and code");
    gather(output->talk, &before);
    gather(again, &after_it);
    /* Brackets that raw HTML kept from being a box may be one without it. */
    require(ends_with(&after_it, &before) ||
                boxes_of(again) != boxes_of(output->talk),
            "Markdown read again has the same words");
    memory_free(&before);
    memory_free(&after_it);
    tm_talk_free(again);
}
