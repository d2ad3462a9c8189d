/*
 * notes.c - private notes: HTML comments, which reach no output.
 *
 * In running text CommonMark 0.30 takes "<!-- a -- b -->" for words and would
 * print it. So the tree is searched for texts that hold a "<!--" as it stands
 * in the source; the note's bytes are masked in a copy of the file, place by
 * place, so that nothing moves, and the copy is parsed instead.
 */
#include "parse.h"

#include "markdown.h"
#include "reference.h"
#include "text.h"

/* A masked note may uncover another one: what a code span hid, say. Or it may
 * put one that is masked, too, into code or a link; that is for the tree to
 * hold back, which knows the masking byte. */
enum {
    MOST_PASSES = 8
};

struct pass {
    struct parse *parse;
    char *masked; /* the whole file, copied once something is masked */
    bool again;   /* something was masked: parse again */
};

static char *masked_copy(struct pass *pass)
{
    if (!pass->masked)
        pass->masked =
            (char *)(uintptr_t)arena_copy(pass->parse->markdown,
                                          pass->parse->positions.source->text)
                .data;
    pass->again = true;
    return pass->masked;
}

/* Where the note that begins at 'at' ends; SIZE_MAX: it does not. "<!-->" and
 * "<!--->" are whole notes, as in HTML. */
static size_t note_end(tm_text content, size_t at)
{
    const tm_text rest = text_from(content, at);
    if (text_starts(rest, TEXT("<!-->")))
        return at + 5;
    if (text_starts(rest, TEXT("<!--->")))
        return at + 6;
    const size_t end = text_find(content, TEXT("-->"), at + 4);
    return end == SIZE_MAX ? end : end + 3;
}

static void put(struct pass *pass, const struct content *content, size_t at,
                char byte)
{
    masked_copy(pass)[position_source(content, at)] = byte;
}

/* Make of the note one that libcmark takes for a comment, or, where that has
 * no room, for a processing instruction. */
static void mask(struct pass *pass, const struct content *content, size_t start,
                 size_t end)
{
    const bool tiny = end - start < 7;
    const size_t first = start + (tiny ? 2 : 4), last = end - (tiny ? 2 : 3);
    for (size_t at = first; at < last; at++)
        if (content->text.data[at] != '\n')
            put(pass, content, at, pass->parse->mask);
    if (tiny) {
        put(pass, content, start + 1, '?');
        put(pass, content, end - 2, '?');
    }
}

static void hold_back(struct parse *parse, cmark_node *text, size_t offset,
                      size_t source)
{
    *ARENA_PUSH(parse->markdown, parse->held, parse->held_count,
                parse->held_capacity) =
        (struct held_back){ text, offset, source };
}

/* Deal with the notes that begin in 'text'; false where one does not end, and
 * the rest of the block is held back. 'done' is where the last note ended. */
static bool search_text(struct pass *pass, const struct content *content,
                        cmark_node *text, size_t *done, bool last)
{
    const tm_text literal = text_of(cmark_node_get_literal(text));
    struct reference_walk walk = { position_span(text).start, 0 };
    for (size_t i = 0; (i = text_find(literal, TEXT("<!--"), i)) != SIZE_MAX;
         i++) {
        const size_t at = reference_walk_to(&walk, content->text, literal, i);
        if (at == SIZE_MAX || at < *done ||
            !text_starts(text_from(content->text, at), TEXT("<!--")))
            continue;
        const size_t end = note_end(content->text, at);
        if (end == SIZE_MAX || last) {
            hold_back(pass->parse, text, i, position_source(content, at));
            return false;
        }
        mask(pass, content, at, end);
        *done = end;
    }
    return true;
}

static bool has_note(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_TEXT &&
           strstr(cmark_node_get_literal(node), "<!--");
}

static void search_block(struct pass *pass, cmark_node *block, bool last)
{
    struct content content;
    position_content(&pass->parse->positions, block, &content);
    position_replay(&pass->parse->positions, block, &content);
    size_t done = 0;
    for (cmark_node *node = cmark_node_first_child(block); node;
         node = markdown_next(node, block))
        if (has_note(node) && !search_text(pass, &content, node, &done, last))
            return;
}

static cmark_node *leaf_block_of(cmark_node *text)
{
    cmark_node *block = cmark_node_parent(text);
    while (cmark_node_get_type(block) > CMARK_NODE_LAST_BLOCK)
        block = cmark_node_parent(block);
    return block;
}

static void search_document(struct pass *pass, bool last)
{
    struct parse *parse = pass->parse;
    const cmark_node *searched = NULL;
    for (cmark_node *node = parse->document; node;
         node = markdown_next(node, parse->document))
        if (has_note(node)) {
            cmark_node *block = leaf_block_of(node);
            if (block != searched)
                search_block(pass, block, last);
            searched = block;
        }
}

static bool parse_markdown(struct parse *parse, tm_error *error)
{
    const tm_text body =
        text_from(parse->positions.source->text, parse->positions.first_byte);
    parse->document = markdown_parse(parse->markdown, body, error);
    if (!parse->document && error->line)
        error->line += parse->positions.first_line - 1;
    return parse->document;
}

static void use_masked(struct parse *parse, const char *masked)
{
    struct source *copy = arena_alloc(parse->markdown, sizeof *copy);
    *copy = parse->source;
    copy->text.data = masked;
    parse->positions.source = copy;
}

/* The number of a reference ("&#1;", "&#x1;") whose digits begin at 'at'; as
 * large as any byte where it is not one that masks. */
static unsigned reference_number(tm_text text, size_t at)
{
    const bool hex = at < text.size && (text.data[at] | 0x20) == 'x';
    unsigned number = 0;
    for (at += hex; at < text.size && number < ' '; at++) {
        const char c = text.data[at];
        const char letter = (char)(c | 0x20);
        if (c >= '0' && c <= '9')
            number = number * (hex ? 16 : 10) + (unsigned)(c - '0');
        else if (hex && letter >= 'a' && letter <= 'f')
            number = number * 16 + (unsigned)(letter - 'a') + 10;
        else
            break;
    }
    return number;
}

/* A byte that the file does not hold, as it is or by a reference, and CommonMark
 * gives no meaning to; 0 where there is none. */
static char unused_byte(tm_text text)
{
    bool used[' '] = { false };
    for (size_t at = 0; (at = text_find(text, TEXT("&#"), at)) != SIZE_MAX;
         at += 2) {
        const unsigned number = reference_number(text, at + 2);
        if (number < ' ')
            used[number] = true;
    }
    /* NOLINTNEXTLINE(bugprone-too-small-loop-variable): ' ' is a char */
    for (char byte = 1; byte < ' '; byte++)
        if (!strchr("\t\n\v\f\r", byte) && !used[(unsigned char)byte] &&
            !memchr(text.data, byte, text.size))
            return byte;
    return 0;
}

bool notes_read(struct parse *parse, tm_error *error)
{
    if (!parse_markdown(parse, error))
        return false;
    if (text_find(parse->source.text, TEXT("<!--"), 0) == SIZE_MAX)
        return true;
    parse->mask = unused_byte(parse->source.text);
    for (int i = 1; i <= MOST_PASSES; i++) {
        struct pass pass = { .parse = parse };
        parse->held_count = 0;
        search_document(&pass, i == MOST_PASSES || !parse->mask);
        if (!pass.again)
            break;
        use_masked(parse, pass.masked);
        if (!parse_markdown(parse, error))
            return false;
    }
    return true;
}
