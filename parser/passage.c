#include "passage.h"

#include "sentence.h"
#include "text.h"

struct passage_tag {
    const tm_node *node;
    size_t start;    /* byte in the plain text at which its words begin */
    size_t from, to; /* its passage */
};

struct passage_piece {
    const tm_node *node; /* TEXT or CODE; NULL: a break */
    size_t start;        /* byte in the plain text */
};

/* What is gathered in one walk over the block. */
struct gathering {
    struct passages *p;
    char *text;   /* plain text */
    char *shadow; /* the same with code as digits: what sentences see */
    size_t size;
    size_t *lines; /* bytes at which lines begin, behind any break */
    size_t line_count, line_capacity, piece_capacity, tag_capacity;
};

static void add(struct gathering *g, const tm_node *node, tm_text text)
{
    struct passages *p = g->p;
    *ARENA_PUSH(p->scratch, p->pieces, p->piece_count, g->piece_capacity) =
        (struct passage_piece){ node, g->size };
    if (text.size) {
        memcpy(g->text + g->size, text.data, text.size);
        memcpy(g->shadow + g->size, text.data, text.size);
    }
    if (node && node->type == TM_NODE_CODE)
        memset(g->shadow + g->size, '0', text.size);
    g->size += text.size;
}

static void add_break(struct gathering *g, tm_text text)
{
    add(g, NULL, text);
    *ARENA_PUSH(g->p->scratch, g->lines, g->line_count, g->line_capacity) =
        g->size;
}

static void gather_node(struct gathering *g, const tm_node *node)
{
    struct passages *p = g->p;
    if (node->type == TM_NODE_TEXT || node->type == TM_NODE_CODE)
        add(g, node, node->text);
    else if (node->type == TM_NODE_SOFT_BREAK)
        add_break(g, node->flags & NODE_JOINS ? ((tm_text){ 0 }) : TEXT(" "));
    else if (node->type == TM_NODE_HARD_BREAK)
        add_break(g, TEXT("\n"));
    else if (node->type == TM_NODE_TAG)
        *ARENA_PUSH(p->scratch, p->tags, p->tag_count, g->tag_capacity) =
            (struct passage_tag){ .node = node, .start = g->size };
}

static void gather(struct gathering *g)
{
    const tm_node *block = g->p->block;
    size_t most = 0;
    for (const tm_node *node = block; node < block + block->size; node++)
        most += node->text.size + 1;
    g->text = arena_alloc(g->p->scratch, most);
    g->shadow = arena_alloc(g->p->scratch, most);
    *ARENA_PUSH(g->p->scratch, g->lines, g->line_count, g->line_capacity) = 0;
    for (const tm_node *node = block + 1; node < block + block->size; node++)
        gather_node(g, node);
}

/* Add what parts the cells of lines that begin with "|" to the starts of
 * sentences; the result is sorted. A row's first cell begins with its line, so
 * that no passage before it takes in that "|". */
struct starts {
    size_t *list;
    size_t count, capacity;
};

static size_t first_cell(const struct gathering *g, size_t line)
{
    while (g->shadow[line] == ' ')
        line++;
    return line + 1;
}

static void add_cells(struct gathering *g, struct starts *out, size_t line,
                      size_t end)
{
    struct arena *scratch = g->p->scratch;
    *ARENA_PUSH(scratch, out->list, out->count, out->capacity) = line;
    for (size_t at = first_cell(g, line); at < end; at++)
        if (g->shadow[at] == '|')
            *ARENA_PUSH(scratch, out->list, out->count, out->capacity) = at + 1;
}

static bool is_row(const struct gathering *g, size_t line, size_t end)
{
    while (line < end && g->shadow[line] == ' ')
        line++;
    return line < end && g->shadow[line] == '|';
}

static struct starts merge(struct gathering *g, const size_t *sentences,
                           size_t count)
{
    struct starts out = { 0 };
    size_t next = 0;
    bool after_row = false;
    for (size_t i = 0; i < g->line_count; i++) {
        const size_t line = g->lines[i];
        const size_t end = i + 1 < g->line_count ? g->lines[i + 1] : g->size;
        const bool row = is_row(g, line, end);
        if (row)
            add_cells(g, &out, line, end);
        else if (after_row || !i)
            *ARENA_PUSH(g->p->scratch, out.list, out.count, out.capacity) =
                line;
        for (; next < count && sentences[next] < end; next++)
            if (!row && sentences[next] > line)
                *ARENA_PUSH(g->p->scratch, out.list, out.count, out.capacity) =
                    sentences[next];
        after_row = row;
    }
    return out;
}

static bool has_row(const struct gathering *g)
{
    for (size_t i = 0; i < g->line_count; i++)
        if (is_row(g, g->lines[i], g->size))
            return true;
    return false;
}

static struct starts find_starts(struct gathering *g)
{
    struct starts starts = { 0 };
    starts.list = sentence_starts(
        g->p->scratch, (tm_text){ g->shadow, g->size }, &starts.count);
    return has_row(g) ? merge(g, starts.list, starts.count) : starts;
}

static bool is_aside(const tm_node *tag)
{
    return tm_kind_traits(tag->item->kind) & TM_TRAIT_ASIDE;
}

/* Each tag's passage begins with its sentence and ends where the next sentence
 * with a tag that is no aside begins; an update's, where one with news of
 * another item does. From the last tag to the first. */
static void set_passages(struct passages *p, const struct starts *starts)
{
    size_t sentence = starts->count - 1;
    size_t later = p->text.size, later_news = later; /* starts that end one */
    size_t end = later, end_of_news = later; /* of the sentence's passages */
    size_t group = SIZE_MAX;
    for (size_t i = p->tag_count; i--;) {
        struct passage_tag *tag = &p->tags[i];
        const bool update = tag->node->item->kind == TM_KIND_UPDATE;
        while (sentence && starts->list[sentence] > tag->start)
            sentence--;
        if (sentence != group) {
            end = later;
            end_of_news = later_news < later ? later_news : later;
        }
        group = sentence;
        tag->from = starts->list[sentence];
        tag->to = update ? end_of_news : end;
        if (update)
            later_news = tag->from;
        else if (!is_aside(tag->node))
            later = tag->from;
    }
}

/* In a row of a table the cell is the passage, whatever tags stand in it. */
static void set_cells(struct gathering *g, const struct starts *starts)
{
    struct passages *p = g->p;
    size_t next = 0, line = 0;
    for (size_t i = 0; i < p->tag_count; i++) {
        struct passage_tag *tag = &p->tags[i];
        while (line + 1 < g->line_count && g->lines[line + 1] <= tag->start)
            line++;
        const size_t end =
            line + 1 < g->line_count ? g->lines[line + 1] : g->size;
        if (!is_row(g, g->lines[line], end))
            continue;
        while (next + 1 < starts->count && starts->list[next + 1] <= tag->start)
            next++;
        tag->from = starts->list[next];
        if (tag->from == g->lines[line])
            tag->from = first_cell(g, tag->from);
        tag->to = end;
        if (next + 1 < starts->count && starts->list[next + 1] <= end &&
            g->shadow[starts->list[next + 1] - 1] == '|')
            tag->to = starts->list[next + 1] - 1;
    }
}

static void work_out(struct passages *p)
{
    struct gathering g = { .p = p };
    p->ready = true;
    gather(&g);
    p->text = (tm_text){ g.text, g.size };
    const struct starts starts = find_starts(&g);
    set_passages(p, &starts);
    set_cells(&g, &starts);
}

void passages_begin(struct passages *passages, struct arena *scratch,
                    const tm_node *block)
{
    *passages = (struct passages){ .scratch = scratch, .block = block };
}

/* The piece that byte 'at' of the plain text stands in. */
static const struct passage_piece *piece_at(const struct passages *p, size_t at)
{
    size_t low = 0, high = p->piece_count;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (p->pieces[middle].start <= at)
            low = middle;
        else
            high = middle;
    }
    return &p->pieces[low];
}

static struct range range_between(const struct passages *p, size_t from,
                                  size_t to)
{
    const struct passage_piece *first = piece_at(p, from);
    const struct passage_piece *last = piece_at(p, to - 1);
    if (!first->node || !last->node)
        return (struct range){ 0 };
    return (struct range){ first->node, last->node, from - first->start,
                           to - last->start };
}

struct range passages_of(struct passages *passages, const tm_node *tag,
                         size_t *bytes, bool *within)
{
    struct passages *p = passages;
    if (!p->ready)
        work_out(p);
    while (p->next < p->tag_count && p->tags[p->next].node != tag)
        p->next++;
    *within = p->next < TM_MAX_TAGS;
    *bytes = 0;
    if (!*within)
        return (struct range){ 0 };
    const struct passage_tag *found = &p->tags[p->next];
    const bool heading = p->block->type == TM_NODE_HEADING;
    const size_t from = heading ? 0 : found->from;
    const size_t to = heading ? p->text.size : found->to;
    const tm_text trimmed = text_trim(text_slice(p->text, from, to - from));
    if (!trimmed.size)
        return (struct range){ 0 };
    *bytes = trimmed.size;
    const size_t start = (size_t)(trimmed.data - p->text.data);
    return range_between(p, start, start + trimmed.size);
}
