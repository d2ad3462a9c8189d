#include "near_miss.h"

#include "check_tokens.h"
#include "destination.h"
#include "markdown.h"
#include "text.h"

tm_text near_miss_part(const struct near_miss *near, struct span span)
{
    return text_slice(near->text, span.start, span.end - span.start);
}

size_t near_miss_source(const struct near_miss *near, size_t at)
{
    return near->written ? written_source(near->written, at) : at;
}

static bool is_empty(struct span span)
{
    return span.start == span.end;
}

/* ---- Half width ---- */

/* The ASCII character that is typed as 'code' of full width; 0: none. */
static char narrow(uint32_t code)
{
    return code > 0xFF00 && code < 0xFF5F ? (char)(code - 0xFEE0) : 0;
}

/* A copy of 'text' in which what is of full width is of half width. */
static tm_text narrowed(struct arena *arena, tm_text text)
{
    char *data = arena_alloc(arena, text.size + 1);
    size_t size = 0;
    for (size_t at = 0, next; at < text.size; at = next) {
        const char byte = narrow(text_decode(text, at, &next));
        if (byte) {
            data[size++] = byte;
            continue;
        }
        memcpy(data + size, text.data + at, next - at);
        size += next - at;
    }
    return (tm_text){ data, size };
}

/* ---- The id ---- */

/* Spaces become "-"; of full-width marks those that an id knows are meant. */
static void read_id(struct near_miss *near)
{
    const tm_text raw = near_miss_part(near, near->tag.id);
    char *data = arena_alloc(near->check->scratch, raw.size + 1);
    size_t size = 0;
    near->id_has_space = false;
    for (size_t at = 0, next; at < raw.size; at = next) {
        const uint32_t code = text_decode(raw, at, &next);
        const char mark = narrow(code);
        if (text_is_space(code)) {
            near->id_has_space = true;
            if (size && data[size - 1] != '-')
                data[size++] = '-';
        } else if (mark && strchr("-_.#", mark)) {
            data[size++] = mark;
        } else {
            memcpy(data + size, raw.data + at, next - at);
            size += next - at;
        }
    }
    near->id = (tm_text){ data, size };
}

/* ---- The title ---- */

static void narrow_part(struct near_miss *near, size_t start, size_t end)
{
    const struct span span = { start, end };
    const tm_text raw = near_miss_part(near, span);
    const tm_text text = narrowed(near->check->scratch, raw);
    if (text_equal(raw, text))
        return;
    *ARENA_PUSH(near->check->scratch, near->narrowed, near->narrowed_count,
                near->narrowed_capacity) = (struct replacement){ span, text };
}

/* "＠王强", "＋档案"; the mark at 'at', before 'end'. */
static void narrow_mark(struct near_miss *near, size_t at, size_t end)
{
    size_t next;
    const uint32_t code = text_decode(near->text, at, &next);
    if ((code == 0xFF20 || code == 0xFF0B) && next < end)
        narrow_part(near, at, next);
}

/* A date is narrowed as a whole; of anything else its mark. */
static void narrow_value(struct near_miss *near, size_t start, size_t end)
{
    struct arena *scratch = near->check->scratch;
    tm_date date;
    const tm_text text =
        narrowed(scratch, near_miss_part(near, (struct span){ start, end }));
    if (date_read(text, (tm_date){ 0 }, &date) != DATE_NONE)
        narrow_part(near, start, end);
    else
        narrow_mark(near, start, end);
}

/* "@王强，来源：暗访": several, parted by commas. */
static bool part_token(struct near_miss *near, struct span span)
{
    struct parted parted;
    if (!token_parted(near->check, near_miss_part(near, span), &parted) ||
        parted.level != TM_MEND_SAFE || !parted.text.size)
        return false;
    *ARENA_PUSH(near->check->scratch, near->narrowed, near->narrowed_count,
                near->narrowed_capacity) =
        (struct replacement){ span, parted.text };
    return true;
}

/* "期限：３月１６日": the colon, where a known key stands before it. */
static void narrow_token(struct near_miss *near, size_t start, size_t end)
{
    const tm_text token = near_miss_part(near, (struct span){ start, end });
    if (part_token(near, (struct span){ start, end }))
        return;
    size_t colon = text_find(token, TEXT("："), 0), size = sizeof "：" - 1;
    if (colon == SIZE_MAX) {
        colon = text_find(token, TEXT(":"), 0);
        size = 1;
    }
    if (colon == SIZE_MAX || !attribute_key_find(text_slice(token, 0, colon))) {
        narrow_value(near, start, end);
        return;
    }
    narrow_part(near, start + colon, start + colon + size);
    narrow_value(near, start + colon + size, end);
}

/* The title with what was narrowed in it. */
static tm_text with_narrowed(const struct near_miss *near)
{
    const tm_text raw = near_miss_part(near, near->tag.title);
    char *data =
        arena_alloc(near->check->scratch, raw.size + near->narrowed_count + 1);
    size_t size = 0, at = near->tag.title.start;
    for (size_t i = 0; i <= near->narrowed_count; i++) {
        const struct replacement *one =
            i < near->narrowed_count ? &near->narrowed[i] : NULL;
        const size_t end = one ? one->span.start : near->tag.title.end;
        memcpy(data + size, near->text.data + at, end - at);
        size += end - at;
        if (!one)
            break;
        memcpy(data + size, one->text.data, one->text.size);
        size += one->text.size;
        at = one->span.end;
    }
    return (tm_text){ data, size };
}

static void replace_part(struct near_miss *near, struct span span, tm_text text)
{
    *ARENA_PUSH(near->check->scratch, near->narrowed, near->narrowed_count,
                near->narrowed_capacity) = (struct replacement){ span, text };
}

/* The attributes from 'start' to 'end'; a comma may stand before them where
 * they have no quotes. */
static void read_attributes(struct near_miss *near, size_t start, size_t end,
                            bool quoted)
{
    size_t count;
    const struct attribute *list =
        attributes_read(near->check->scratch,
                        text_slice(near->text, start, end - start), &count);
    if (count && list->start && !quoted)
        replace_part(near, (struct span){ start, start + list->start },
                     TEXT(""));
    for (size_t i = 0; i < count; i++)
        narrow_token(near, start + list[i].start, start + list[i].end);
}

void near_miss_read(struct near_miss *near)
{
    const struct span title = near->tag.title, early = near->tag.early;
    const bool quoted = near_miss_is_quoted(near);
    near->narrowed_count = 0;
    if (is_empty(early)) {
        read_attributes(near, title.start, title.end, quoted);
    } else {
        read_attributes(near, title.start, early.start, quoted);
        replace_part(near, early, early.end < title.end ? TEXT(" ") : TEXT(""));
        read_attributes(near, early.end, title.end, true);
    }
    near->title = with_narrowed(near);
    read_id(near);
}

bool near_miss_holds(tm_text title, char mark)
{
    for (size_t i = 0; i < title.size; i++) {
        const char c = title.data[i];
        if (c == '\\')
            i++;
        else if (c == mark || (mark == '(' && c == ')'))
            return true;
    }
    return false;
}

/* ---- Links in the words; an autolink may stand there ---- */

static void unlink_piece(struct near_miss *near, size_t start, size_t end)
{
    *ARENA_PUSH(near->check->scratch, near->unlinked, near->unlinked_count,
                near->unlinked_capacity) =
        (struct replacement){ { start, end }, TEXT("") };
}

/* Where the marks of the link that ends at 'end' begin, after its words. */
static size_t tail_of(struct near_miss *near, struct span span)
{
    size_t start = span.end;
    while (start > span.start + 1 &&
           written_class_of(near->written, start - 1) == WRITTEN_LINK)
        start--;
    return start;
}

static void take_link_out(struct near_miss *near, cmark_node *link,
                          struct span span)
{
    struct destination ignored;
    const bool is_tag = destination_read(
        near->check->scratch, text_of(cmark_node_get_url(link)), &ignored);
    if (is_tag) {
        near->keeps_links = true;
        return;
    }
    unlink_piece(near, span.start, span.start + 1);
    unlink_piece(near, tail_of(near, span), span.end);
}

unsigned near_miss_nested(struct near_miss *near)
{
    cmark_node *block = near->written->origin;
    const struct span words = { near->tag.open.end, near->tag.close.start };
    unsigned faults = 0;
    near->unlinked_count = 0;
    near->keeps_links = false;
    if (!near->began)
        near->inline_ = markdown_next(block, block);
    near->began = true;
    for (; near->inline_; near->inline_ = markdown_next(near->inline_, block)) {
        const struct span span = position_span(near->inline_);
        if (span.start >= words.end)
            break;
        if (cmark_node_get_type(near->inline_) != CMARK_NODE_LINK ||
            span.start < words.start || span.end > words.end ||
            position_is_autolink(near->inline_, &near->written->content))
            continue;
        faults = FAULT_NESTED;
        take_link_out(near, near->inline_, span);
    }
    return faults;
}

/* ---- The edits ---- */

static void flush(struct near_miss *near)
{
    const struct replacement *one = &near->pending;
    const size_t start = near_miss_source(near, one->span.start);
    const size_t end = near_miss_source(near, one->span.end);
    if (near->has_pending)
        check_edit(near->check, near->finding, start, end, one->text);
    near->has_pending = false;
}

/* Let 'text' stand in the place of 'span', in one edit with the one before it
 * where they touch. */
static void put(struct near_miss *near, struct span span, tm_text text)
{
    struct replacement *pending = &near->pending;
    if (text_equal(near_miss_part(near, span), text))
        return;
    if (near->has_pending && pending->span.end == span.start) {
        pending->span.end = span.end;
        pending->text = arena_format(
            near->check->scratch, "%.*s%.*s", (int)pending->text.size,
            pending->text.data, (int)text.size, text.data);
        return;
    }
    flush(near);
    *pending = (struct replacement){ span, text };
    near->has_pending = true;
}

static void put_all(struct near_miss *near, const struct replacement *list,
                    size_t count)
{
    for (size_t i = 0; i < count; i++)
        put(near, list[i].span, list[i].text);
}

/* What stands between two parts is 'wanted', or white space of CommonMark
 * where some is. */
static void put_space(struct near_miss *near, size_t start, size_t end,
                      tm_text wanted)
{
    const tm_text space = near_miss_part(near, (struct span){ start, end });
    size_t at = 0;
    while (at < space.size && strchr(" \t\n", space.data[at]))
        at++;
    if (at < space.size || (!space.size && wanted.size))
        put(near, (struct span){ start, end }, wanted);
}

/* What encloses the title: as it is where that will do. */
static char delimiter_of(const struct near_miss *near)
{
    static const char marks[] = "\"'(";
    const tm_text open = near_miss_part(near, near->tag.quote);
    const tm_text close = near_miss_part(near, near->tag.unquote);
    const char own = open.size == 1 ? open.data[0] : '\0';
    if (own && strchr(marks, own) && close.size == 1 &&
        close.data[0] == (own == '(' ? ')' : own) &&
        !near_miss_holds(near->title, own))
        return own;
    for (const char *mark = marks; *mark; mark++)
        if (!near_miss_holds(near->title, *mark))
            return *mark;
    return '\0';
}

/* The title as CommonMark reads it. */
static tm_text decoded(struct near_miss *near, char mark)
{
    const tm_text title = near->title;
    tm_error error;
    if (!title.size || (!memchr(title.data, '\\', title.size) &&
                        !memchr(title.data, '&', title.size)))
        return title;
    const tm_text link =
        arena_format(near->check->scratch, "[x](y %c%.*s%c)", mark,
                     (int)title.size, title.data, mark == '(' ? ')' : mark);
    cmark_node *node = markdown_parse(near->check->scratch, link, &error);
    for (; node; node = cmark_node_first_child(node))
        if (cmark_node_get_type(node) == CMARK_NODE_LINK)
            return text_of(cmark_node_get_title(node));
    return title;
}

static void put_title(struct near_miss *near, char mark)
{
    const struct loose_tag *tag = &near->tag;
    const char open[] = { mark, '\0' };
    const char close[] = { mark == '(' ? ')' : mark, '\0' };
    const bool has_title = !is_empty(tag->title) || !is_empty(tag->quote);
    put_space(near, tag->id.end, tag->quote.start,
              has_title ? TEXT(" ") : TEXT(""));
    if (!has_title)
        return;
    put(near, tag->quote, arena_copy(near->check->scratch, text_of(open)));
    put_all(near, near->narrowed, near->narrowed_count);
    put(near, tag->unquote, arena_copy(near->check->scratch, text_of(close)));
}

/* "[words](", or "[label]: " */
static void put_words(struct near_miss *near)
{
    const struct loose_tag *tag = &near->tag;
    const bool is_tag = near->written;
    put(near, tag->open, TEXT("["));
    put_all(near, near->unlinked, near->unlinked_count);
    put(near, tag->close, TEXT("]"));
    put(near, (struct span){ tag->close.end, tag->paren.start }, TEXT(""));
    put(near, tag->paren, is_tag ? TEXT("(") : TEXT(":"));
    put_space(near, tag->paren.end, tag->word.start,
              is_tag ? TEXT("") : TEXT(" "));
}

static void put_parts(struct near_miss *near, char mark)
{
    const struct loose_tag *tag = &near->tag;
    put_words(near);
    if (tag->meant.size)
        put(near, tag->word, tag->meant);
    put(near, (struct span){ tag->word.end, tag->colon.start }, TEXT(""));
    put(near, tag->colon, TEXT(":"));
    put(near, (struct span){ tag->colon.end, tag->id.start }, TEXT(""));
    put(near, tag->id, near->id);
    put_title(near, mark);
    if (near->written) {
        put_space(near, tag->unquote.end, tag->end.start, TEXT(""));
        put(near, tag->end, TEXT(")"));
    }
    flush(near);
}

/* Of two items with one id the first keeps it: the other is a tag, too, and
 * loses no more than that, which is told then. */
static void expect_tag(struct near_miss *near, enum tm_mend level, char mark)
{
    struct arena *scratch = near->check->scratch;
    const enum tm_kind kind = near->tag.kind;
    const tm_text id = destination_compose(scratch, near->id);
    const size_t start = near_miss_source(near, near->tag.open.start);
    size_t first = start;
    if (id.size && kind != TM_KIND_UPDATE && kind != TM_KIND_CITE)
        first = check_take_id(near->check, id, start);
    const struct expected expected = {
        .kind_and_id = arena_format(scratch, "%s:%.*s", tm_kind_name(kind),
                                    first < start ? 0 : (int)id.size, id.data),
        .title = decoded(near, mark),
        .edit = SIZE_MAX,
        .start = start,
    };
    check_mend(near->check, near->finding,
               first == start ? level : TM_MEND_UNSAFE, &expected);
}

/* Where each delimiter is in the title, its quotes get backslashes, and nothing
 * else is touched. */
static char escape_quotes(struct near_miss *near)
{
    const struct span title = near->tag.title;
    near->narrowed_count = 0;
    for (size_t at = title.start; at < title.end; at++) {
        const char c = near->text.data[at];
        if (c == '\\')
            at++;
        else if (c == '"')
            *ARENA_PUSH(near->check->scratch, near->narrowed,
                        near->narrowed_count, near->narrowed_capacity) =
                (struct replacement){ { at, at }, TEXT("\\") };
    }
    near->title = with_narrowed(near);
    return '"';
}

void near_miss_mend(struct near_miss *near, enum tm_mend level, tm_text before)
{
    const size_t line = near->line_start;
    char mark = delimiter_of(near);
    if (near->keeps_links)
        return;
    if (!mark)
        mark = escape_quotes(near);
    if (before.size)
        put(near, (struct span){ line, line }, before);
    put_parts(near, mark);
    if (near->written)
        expect_tag(near, level, mark);
    else
        check_mend(near->check, near->finding, level, NULL);
}
