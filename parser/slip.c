#include "slip.h"

#include "text.h"

enum {
    NO_BREAK_SPACE = 0x00A0,
    IDEOGRAPHIC_SPACE = 0x3000
};

/* Something that stands for a box. */
struct sign {
    uint32_t code;
    bool ticked;
};

static const struct sign signs[] = {
    { 0x25A1, false }, { 0x2610, false }, { 0x25FB, false },
    { 0x25A2, false }, { 0x2611, true },  { 0x2612, true },
    { 0x221A, true },  { 0x2713, true },  { 0x2714, true },
};

/* What is written into a box. */
static const struct sign ticks[] = {
    { 'x', true },    { 'X', true },    { 0xFF58, true }, { 0xFF38, true },
    { 0x221A, true }, { 0x2713, true }, { 0x2714, true }, { 0x2611, true },
};

/* Bullets, those that Word keeps in its own code points too. */
static const uint32_t bullets[] = {
    0x00B7, 0x2022, 0x25CF, 0x25CB, 0x25A0, 0x25AA, 0x25C6, 0x25C7, 0x27A2,
    0x27A4, 0x25BA, 0x2219, 0x2043, 0xF0B7, 0xF0A7, 0xF0D8, 0xF06C, 0xF06E,
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static const struct sign *sign_of(const struct sign *list, size_t count,
                                  uint32_t code)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].code == code)
            return &list[i];
    return NULL;
}

static bool is_bullet(uint32_t code)
{
    for (size_t i = 0; i < COUNT(bullets); i++)
        if (bullets[i] == code)
            return true;
    return false;
}

static bool is_foreign_space(uint32_t code)
{
    return code == NO_BREAK_SPACE || code == IDEOGRAPHIC_SPACE;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_ascii_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static size_t skip_spaces(tm_text line, size_t at)
{
    size_t next;
    while (at < line.size && text_is_space(text_decode(line, at, &next)))
        at = next;
    return at;
}

size_t slip_indent(tm_text line)
{
    const size_t end = skip_spaces(line, 0);
    bool foreign = false;
    for (size_t at = 0; at < end;)
        foreign |= is_foreign_space(text_decode(line, at, &at));
    return foreign && end < line.size ? end : 0;
}

/* Chinese, or a mark of the kind that items begin with. */
static bool begins_words(tm_text line, size_t at)
{
    size_t next;
    const uint32_t code = text_decode(line, at, &next);
    return text_is_wide(code) || code == '[' || code == '"' || code == '*' ||
           (code >= 0x2018 && code <= 0x201D);
}

static bool begins_foreign_space(tm_text line, size_t at)
{
    size_t next;
    return is_foreign_space(text_decode(line, at, &next));
}

/* ---- Headings ---- */

/* "#话题#" is no heading, "## Title ##" is one. */
static bool ends_as_tag(tm_text line, size_t at)
{
    if (text_find(line, TEXT("＃"), at) != SIZE_MAX)
        return true;
    for (; at < line.size; at++)
        if (line.data[at] == '#' && line.data[at - 1] != '#' &&
            !is_blank(line.data[at - 1]))
            return true;
    return false;
}

/* The marks that 'line' begins with: how many, and whether one is full-width;
 * '*end' is where they end. */
static size_t heading_marks(tm_text line, size_t *end, bool *wide)
{
    size_t count = 0, next;
    *wide = false;
    for (uint32_t code;; count++, *end = next) {
        code = text_decode(line, *end, &next);
        if (code != '#' && code != 0xFF03)
            return count;
        *wide |= code == 0xFF03;
    }
}

/* One "#" and a word is rather a label or a number than a heading. */
static bool is_heading(tm_text line, size_t count, size_t end, bool wide)
{
    const char next = text_byte(line, end);
    const bool parted = begins_foreign_space(line, end);
    if (!count || count > 6 || skip_spaces(line, end) == line.size ||
        ends_as_tag(line, end))
        return false;
    if (is_blank(next))
        return wide;
    if (parted)
        return true;
    return count > 1 && (is_ascii_letter(next) || is_digit(next) ||
                         next == '_' || begins_words(line, end));
}

/* "##hash and #1": rather two labels than a heading. */
static bool is_doubtful(tm_text line, size_t count, size_t end, bool wide)
{
    const char next = text_byte(line, end);
    return (wide && count == 1) || (next >= 'a' && next <= 'z') ||
           (text_find(line, TEXT("#"), end) != SIZE_MAX &&
            !text_ends(text_trim(line), TEXT("#")));
}

static struct slip heading_slip(tm_text line, size_t indent)
{
    static const char *const marks[] = { "# ",    "## ",    "### ",
                                         "#### ", "##### ", "###### " };
    bool wide;
    size_t end = indent;
    const size_t count = heading_marks(line, &end, &wide);
    const bool slips = is_heading(line, count, end, wide);
    if (!slips &&
        !(indent && count && count <= 6 && is_blank(text_byte(line, end))))
        return (struct slip){ .type = SLIP_NONE };
    return (struct slip){
        .type = SLIP_HEADING,
        .indent = indent,
        .mark = end,
        .start = wide ? indent : end,
        .end = skip_spaces(line, end),
        .text = wide ? marks[count - 1] : " ",
        .mend =
            is_doubtful(line, count, end, wide) ? TM_MEND_UNSAFE : TM_MEND_SAFE,
        .sure = true,
    };
}

/* ---- Lists ---- */

/* "-v" and "-o FILE" are options of a command. */
static bool is_option(tm_text line, size_t at)
{
    return is_ascii_letter(text_byte(line, at)) &&
           !is_ascii_letter(text_byte(line, at + 1)) &&
           !begins_words(line, at + 1);
}

static struct slip dash_slip(tm_text line, size_t indent)
{
    const size_t end = indent + 1;
    const char mark = text_byte(line, indent), next = text_byte(line, end);
    struct slip slip = { .type = SLIP_DASH,
                         .indent = indent,
                         .mark = end,
                         .start = end,
                         .end = end,
                         .text = " ",
                         .mend = TM_MEND_SAFE };
    const size_t text = skip_spaces(line, end);
    if (text == line.size)
        return (struct slip){ .type = SLIP_NONE };
    slip.end = text;
    if (is_blank(next) && indent)
        slip.sure = true;
    else if (begins_foreign_space(line, end) ||
             (mark == '-' && begins_words(line, end)))
        slip.mend = TM_MEND_SAFE;
    else if (mark == '-' && is_ascii_letter(next) && !is_option(line, end))
        slip.mend = TM_MEND_UNSAFE;
    else
        slip.type = SLIP_NONE;
    return slip;
}

/* A word alone behind "1." may be the name of a file. */
static bool begins_english(tm_text line, size_t at)
{
    return is_ascii_letter(text_byte(line, at)) &&
           text_find(line, TEXT(" "), at) != SIZE_MAX;
}

static struct slip number_slip(tm_text line, size_t indent)
{
    struct slip slip = { .type = SLIP_NUMBER,
                         .indent = indent,
                         .mend = TM_MEND_SAFE };
    size_t at = indent;
    while (is_digit(text_byte(line, at)) && at - indent < 3)
        slip.number = slip.number * 10 + (unsigned)(line.data[at++] - '0');
    const bool wide = text_starts(text_from(line, at), TEXT("．"));
    const char mark = text_byte(line, at);
    if (!wide && mark != '.' && mark != ')')
        return (struct slip){ .type = SLIP_NONE };
    slip.start = wide ? at : at + 1;
    slip.mark = at + (wide ? strlen("．") : 1);
    slip.end = skip_spaces(line, slip.mark);
    slip.text = wide ? ". " : " ";
    const bool spaced = slip.end > slip.mark;
    const bool right = is_blank(text_byte(line, slip.mark)) && !wide;
    if (slip.end == line.size || (right && !indent) ||
        (!spaced && !begins_words(line, slip.end) &&
         !begins_english(line, slip.end)))
        slip.type = SLIP_NONE;
    return slip;
}

static struct slip bullet_slip(tm_text line, size_t indent)
{
    size_t end, next;
    const bool is = is_bullet(text_decode(line, indent, &end));
    const size_t text = skip_spaces(line, end);
    const uint32_t code = text_decode(line, text, &next);
    if (!is || text == line.size || is_bullet(code))
        return (struct slip){ .type = SLIP_NONE };
    return (struct slip){ .type = SLIP_BULLET,
                          .indent = indent,
                          .mark = end,
                          .start = indent,
                          .end = text,
                          .text = "- ",
                          .mend = TM_MEND_SAFE };
}

/* ---- Boxes ---- */

/* A second one on the line: it is a form, "□是 □否". */
static bool stands_again(tm_text line, size_t start, size_t end)
{
    return text_find(line, text_slice(line, start, end - start), end) !=
           SIZE_MAX;
}

/* Another box on the line: it is a form, or speaks of boxes. "√" stands in
 * formulas. */
static bool has_sign(tm_text line, size_t at)
{
    while (at < line.size) {
        const uint32_t code = text_decode(line, at, &at);
        if (code > 0x7F && code != 0x221A && sign_of(signs, COUNT(signs), code))
            return true;
    }
    return false;
}

/* "口 @王强": the character for a mouth, which looks like a box, before an
 * owner. */
static bool is_mouth(tm_text line, uint32_t code, size_t end)
{
    const tm_text rest = text_from(line, skip_spaces(line, end));
    return code == 0x53E3 && rest.size < line.size - end &&
           (text_starts(rest, TEXT("@")) || text_starts(rest, TEXT("＠")));
}

/* "√2" is a root. */
static bool is_root(tm_text line, size_t at)
{
    size_t next;
    const uint32_t code = text_decode(line, at, &next);
    return !text_is_space(code) && !begins_words(line, at);
}

static struct slip sign_slip(tm_text line, size_t indent)
{
    static const struct sign mouth = { 0x53E3, false };
    size_t end;
    const uint32_t code = text_decode(line, indent, &end);
    const struct sign *sign =
        is_mouth(line, code, end) ? &mouth : sign_of(signs, COUNT(signs), code);
    if (!sign || has_sign(line, end) || stands_again(line, indent, end))
        return (struct slip){ .type = SLIP_NONE };
    if (text_starts(text_from(line, end), TEXT("\xEF\xB8\x8F")))
        end += 3; /* a selector of how it is drawn */
    const size_t text = skip_spaces(line, end);
    if (text == line.size || (sign->ticked && is_root(line, end)))
        return (struct slip){ .type = SLIP_NONE };
    return (struct slip){ .type = SLIP_BOX,
                          .indent = indent,
                          .mark = end,
                          .start = indent,
                          .end = text,
                          .text = sign->ticked ? "[x] " : "[ ] ",
                          .mend = TM_MEND_UNSAFE,
                          .sure = true };
}

/* A box with its brackets. */
struct box {
    bool ascii, ticked;
    size_t inner_start, inner_end; /* between the brackets, without spaces */
    size_t close, end;             /* the closing one, and behind it */
};

static bool read_box(tm_text line, struct box *box)
{
    static const uint32_t brackets[][2] = { { '[', ']' },
                                            { 0xFF3B, 0xFF3D },
                                            { 0x3010, 0x3011 } };
    size_t at, next;
    const uint32_t open = text_decode(line, 0, &at);
    size_t i = 0;
    while (i < COUNT(brackets) && brackets[i][0] != open)
        i++;
    if (i == COUNT(brackets))
        return false;
    box->ascii = open == '[';
    box->inner_start = at = skip_spaces(line, at);
    const struct sign *tick =
        sign_of(ticks, COUNT(ticks), text_decode(line, at, &next));
    box->ticked = tick;
    box->inner_end = at = tick ? next : at;
    box->close = at = skip_spaces(line, at);
    return text_decode(line, at, &box->end) == brackets[i][1];
}

/* Whether there is something behind the box that it may belong to. */
static bool is_followed(tm_text line, const struct box *box)
{
    const char next = text_byte(line, box->end);
    return skip_spaces(line, box->end) < line.size && next != '(' &&
           next != ':' && (next != '[' || box->close > 1);
}

static bool is_right_box_alone(tm_text box)
{
    return text_is(box, "[ ]") || text_is(box, "[x]") || text_is(box, "[X]");
}

static bool is_right_box(tm_text line)
{
    return is_right_box_alone(text_slice(line, 0, 3)) &&
           text_byte(line, 3) == ' ';
}

struct slip slip_of_item(tm_text line)
{
    struct box box;
    if (is_right_box(line))
        return (struct slip){ .type = SLIP_NONE };
    if (!read_box(line, &box) || !is_followed(line, &box))
        return sign_slip(line, 0);
    if (stands_again(line, 0, box.end))
        return (struct slip){ .type = SLIP_NONE };
    /* One that lacks no more than the space behind it keeps what it has. */
    const bool right = is_right_box_alone(text_slice(line, 0, box.end));
    const bool guessed = !box.ascii || (!box.ticked && box.close == 1);
    return (struct slip){
        .type = SLIP_BOX,
        .mark = box.end,
        .start = right ? box.end : 0,
        .end = skip_spaces(line, box.end),
        .text = right        ? " "
                : box.ticked ? "[x] "
                             : "[ ] ",
        .mend = guessed ? TM_MEND_UNSAFE : TM_MEND_SAFE,
        .sure = true,
    };
}

/* "[ ] item" without the mark of its item. */
static struct slip bare_box_slip(tm_text line, size_t indent)
{
    const tm_text rest = text_from(line, indent);
    if (!is_right_box(rest) || skip_spaces(rest, 4) == rest.size ||
        stands_again(rest, 0, 3))
        return (struct slip){ .type = SLIP_NONE };
    return (struct slip){ .type = SLIP_BOX,
                          .indent = indent,
                          .mark = indent + 3,
                          .start = indent,
                          .end = indent,
                          .text = "- ",
                          .mend = TM_MEND_UNSAFE,
                          .sure = true };
}

/* The mark of the item that a sign, or brackets of full width, lack, too. */
static struct slip bare_sign_slip(tm_text line, size_t indent)
{
    struct slip slip = slip_of_item(text_from(line, indent));
    if (!slip.type)
        return slip;
    slip.text = slip.text[1] == 'x' ? "- [x] " : "- [ ] ";
    slip.indent = indent;
    slip.mark += indent;
    slip.start += indent;
    slip.end += indent;
    slip.mend = TM_MEND_UNSAFE;
    return slip;
}

/* "– [ ] item": Word makes a dash of the hyphen that begins an item. */
static struct slip dashed_box_slip(tm_text line, size_t indent)
{
    size_t end;
    const uint32_t code = text_decode(line, indent, &end);
    const size_t at = skip_spaces(line, end);
    const tm_text rest = text_from(line, at);
    if ((code != 0x2013 && code != 0x2014) || at == end)
        return (struct slip){ .type = SLIP_NONE };
    struct slip slip = slip_of_item(rest);
    const bool right = is_right_box(rest);
    if ((!slip.type && !right) || (right && skip_spaces(rest, 4) == rest.size))
        return (struct slip){ .type = SLIP_NONE };
    const char mark = text_byte(rest, 1);
    return (struct slip){
        .type = SLIP_BOX,
        .indent = indent,
        .mark = right ? at + 3 : at + slip.mark,
        .start = indent,
        .end = right ? at + 4 : at + slip.end,
        .text = right && (mark | 0x20) == 'x'  ? "- [x] "
                : right || slip.text[1] != 'x' ? "- [ ] "
                                               : "- [x] ",
        .mend = TM_MEND_UNSAFE,
        .sure = true,
    };
}

/* ---- All of them ---- */

struct slip slip_of(tm_text line)
{
    const size_t indent = slip_indent(line);
    const char first = text_byte(line, indent);
    struct slip slip = { .type = SLIP_NONE };
    if (first == '#' || first == '\xEF')
        slip = heading_slip(line, indent);
    if (first == '-' || first == '*' || first == '+')
        return dash_slip(line, indent);
    if (is_digit(first))
        return number_slip(line, indent);
    if (first == '[')
        return bare_box_slip(line, indent);
    if (slip.type || !((unsigned char)first & 0x80))
        return slip;
    slip = bare_sign_slip(line, indent);
    if (!slip.type)
        slip = dashed_box_slip(line, indent);
    return slip.type ? slip : bullet_slip(line, indent);
}
