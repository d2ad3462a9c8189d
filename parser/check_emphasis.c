/*
 * check_emphasis.c - words between two runs of asterisks or underscores that
 * are no emphasis, since a punctuation mark stands beside a run.
 *
 * A run that a mark stands before and a letter behind opens emphasis and does
 * not close it, and the other way round (CommonMark 0.30, "Emphasis and strong
 * emphasis"). Where words are parted by spaces, that guesses right; in
 * "**要点。**下文" it does not. So the runs of one length are paired as a
 * reader would pair them, and a pair of which one run cannot do its part is
 * told.
 */
#include "check.h"

#include "masks.h"
#include "text.h"

enum {
    LONGEST_RUN = 3,
    DEEPEST = 16 /* brackets inside one another that are followed */
};

/* A run of asterisks or underscores in a block's content. */
struct run {
    size_t start, end;
    uint32_t before, after; /* the characters beside it; 0: none */
};

/* The runs of one character and length in a block. */
struct runs {
    struct written *written;
    struct run *list;
    size_t count, capacity;
};

/* What stands between the runs of a pair. */
struct between {
    size_t start, end;
    size_t trailing; /* where the marks at its end begin, which may move */
    size_t words;    /* letters and digits */
    bool balanced;   /* what is opened is closed */
    bool enclosed;   /* by one pair of brackets or quotes */
    size_t inner_start, inner_end; /* what those enclose */
};

/* ---- Characters ---- */

static const uint32_t pairs[][2] = {
    { 0x201C, 0x201D }, { 0x2018, 0x2019 }, { 0x300A, 0x300B },
    { 0x3008, 0x3009 }, { 0x300C, 0x300D }, { 0x300E, 0x300F },
    { 0x3010, 0x3011 }, { 0x3014, 0x3015 }, { 0xFF08, 0xFF09 },
    { 0xFF3B, 0xFF3D }, { '(', ')' },       { '[', ']' },
    { '"', '"' },
};

/* What closes what 'code' opens; 0: it opens nothing. */
static uint32_t closer_of(uint32_t code)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == code)
            return pairs[i][1];
    return 0;
}

static bool is_closer(uint32_t code)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][1] == code)
            return true;
    return false;
}

static bool is_bracket(uint32_t code)
{
    return code == '(' || code == '[' || code == 0xFF08 || code == 0xFF3B ||
           code == 0x3010 || code == 0x3014;
}

static bool is_one_of(uint32_t code, const uint32_t *codes, size_t count)
{
    while (count && codes[count - 1] != code)
        count--;
    return count > 0;
}

/* Marks that part sentences: emphasis may leave them out. */
static bool is_stop(uint32_t code)
{
    static const uint32_t stops[] = {
        ',',    '.',    ':',    '!',    '?',    0x3001, 0x3002, 0x2013,
        0x2014, 0x2026, 0xFF01, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F,
    };
    return is_one_of(code, stops, sizeof stops / sizeof *stops);
}

static bool is_ascii_mark(uint32_t code)
{
    return code > ' ' && code < 0x7F &&
           strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_"
                  "`{|}~",
                  (int)code);
}

/* A letter or digit, of any script. */
static bool is_word(uint32_t code)
{
    return text_is_id(code) && !is_ascii_mark(code);
}

/* What CommonMark 0.30 and 0.31 both take for punctuation, as far as it stands
 * beside emphasis in earnest. */
static bool is_mark(uint32_t code)
{
    return is_ascii_mark(code) || is_stop(code) || closer_of(code) ||
           is_closer(code) || code == 0x2030;
}

static bool is_gap(uint32_t code)
{
    return !code || text_is_space(code);
}

/* ---- Runs ---- */

static bool cannot_close(const struct run *run)
{
    return is_mark(run->before) && is_word(run->after);
}

static bool cannot_open(const struct run *run)
{
    return is_word(run->before) && is_mark(run->after);
}

/* The next run of 'mark' from '*at' on; false: there is none. */
static bool next_run(tm_text text, char mark, size_t *at, struct run *run)
{
    const char *hit =
        *at < text.size ? memchr(text.data + *at, mark, text.size - *at) : NULL;
    if (!hit)
        return false;
    size_t start = (size_t)(hit - text.data), end = start, slash = start, other;
    while (end < text.size && text.data[end] == mark)
        end++;
    while (slash > *at && text.data[slash - 1] == '\\')
        slash--;
    start += (start - slash) % 2;
    *run = (struct run){ start, end,
                         .before = text_decode_before(text, start, &other),
                         .after = text_decode(text, end, &other) };
    *at = end;
    return true;
}

/* Whether it is worth while to look closer. */
static bool any_fails(tm_text text, char mark)
{
    struct run run;
    for (size_t at = 0; next_run(text, mark, &at, &run);)
        if (cannot_close(&run) || cannot_open(&run))
            return true;
    return false;
}

/* The commonest family names: in front of asterisks one is likely what is left
 * of a name. */
static bool is_surname(uint32_t code)
{
    static const char surnames[] =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许邓冯韩曹曾彭肖萧蔡"
        "潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱"
        "侯邹熊孟秦阎薛尹段雷黎史陶贺顾毛郝龚邵钱严武莫孔向";
    const tm_text list = text_of(surnames);
    for (size_t at = 0; at < list.size;)
        if (text_decode(list, at, &at) == code)
            return true;
    return false;
}

/* Whether the run hides a name or a number, or is a sign between numbers. */
static bool is_mask(tm_text text, const struct run *run)
{
    size_t start;
    if (masks_stand_before(text_from(text, run->end)) ||
        (run->before >= '0' && run->before <= '9'))
        return true;
    if (!is_surname(run->before))
        return false;
    text_decode_before(text, run->start, &start);
    return !is_word(text_decode_before(text, start, &start));
}

static void collect(struct runs *runs, char mark, size_t length)
{
    const tm_text text = runs->written->content.text;
    struct run run;
    runs->count = 0;
    for (size_t at = 0; next_run(text, mark, &at, &run);)
        if (run.end - run.start == length && !is_mask(text, &run) &&
            written_class_of(runs->written, run.start) == WRITTEN_TEXT)
            *ARENA_PUSH(runs->written->check->scratch, runs->list, runs->count,
                        runs->capacity) = run;
}

/* ---- What stands between ---- */

struct opened {
    size_t count;
    uint32_t closers[DEEPEST];
    size_t first; /* the byte behind the one that was opened first */
};

/* Follow what is opened and closed. Whether 'code' closes something. */
static bool follow(struct between *between, struct opened *opened,
                   uint32_t code, size_t at, size_t next)
{
    if (opened->count && opened->closers[opened->count - 1] == code) {
        if (!--opened->count && opened->first && next == between->end) {
            between->enclosed = true;
            between->inner_end = at;
        }
        return true;
    }
    if (!closer_of(code))
        return false;
    if (opened->count == DEEPEST) {
        between->balanced = false;
        return false;
    }
    if (!opened->count)
        opened->first = at == between->start ? next : 0;
    if (!opened->count && opened->first)
        between->inner_start = next;
    opened->closers[opened->count++] = closer_of(code);
    return false;
}

static bool may_move(uint32_t code)
{
    return is_stop(code) || is_closer(code);
}

static struct between look_between(struct written *written, size_t start,
                                   size_t end)
{
    const tm_text text = written->content.text;
    struct between between = { start, end, .trailing = end, .balanced = true };
    struct opened opened = { 0 };
    for (size_t at = start, next; at < end; at = next) {
        const uint32_t code = text_decode(text, at, &next);
        const bool is_text = written_class_of(written, at) == WRITTEN_TEXT;
        between.words += is_word(code);
        const bool closes =
            is_text && follow(&between, &opened, code, at, next);
        if (!is_text || closes || !may_move(code))
            between.trailing = next;
    }
    between.balanced = between.balanced && !opened.count;
    return between;
}

/* ---- Which pairs are plain ---- */

/* In English a run that closes stands behind a sentence or a label. */
static bool is_english_pair(const struct run *open, const struct run *close)
{
    const bool apart = is_gap(open->before) || closer_of(open->before);
    return apart && !cannot_open(open) &&
           is_one_of(close->before, (const uint32_t[]){ ':', '.', '!', '?' },
                     4) &&
           (is_word(open->after) || closer_of(open->after));
}

static bool is_chinese_pair(const struct run *open, const struct run *close)
{
    return (cannot_close(close) &&
            (text_is_wide(close->after) || text_is_wide(close->before))) ||
           (cannot_open(open) &&
            (text_is_wide(open->before) || text_is_wide(open->after)));
}

/* A lone asterisk may be a note's; one that a bracket follows, a mask. */
static bool is_plain(char mark, const struct run *open, const struct run *close,
                     const struct between *between)
{
    const bool single = close->end - close->start == 1;
    if (!between->balanced || between->words < (single ? 2 : 1))
        return false;
    if ((single || mark == '_') && is_word(open->before) &&
        (mark == '_' || !between->enclosed))
        return false;
    if (cannot_open(open) && is_bracket(open->after) && !cannot_close(close))
        return false;
    return is_chinese_pair(open, close) ||
           (mark == '*' && is_english_pair(open, close));
}

/* Where one run too many is there, a pair is only sure where its second run
 * does not open another. */
static bool is_sure(const struct runs *runs, size_t first, size_t second)
{
    if (runs->count % 2 == 0)
        return true;
    const struct run *next =
        second + 1 < runs->count ? &runs->list[second + 1] : NULL;
    return !is_word(runs->list[first].before) &&
           (!next || is_gap(next->before) || cannot_close(next));
}

/* ---- Mends ---- */

struct mending {
    struct written *written;
    struct finding *finding;
    const struct run *open, *close;
    tm_text mark; /* one run */
};

/* Put 'text' in the place of the content from 'start' to 'end'. */
static void edit(const struct mending *m, size_t start, size_t end,
                 tm_text text)
{
    const size_t from = written_source(m->written, start);
    check_edit(m->written->check, m->finding, from, from + (end - start), text);
}

static void done(const struct mending *m, enum tm_mend mend)
{
    check_mend(m->written->check, m->finding, mend, NULL);
}

/* "a" + "b" in place of the bytes from 'start' to 'end'. */
static void edit_joined(const struct mending *m, size_t start, size_t end,
                        tm_text a, tm_text b)
{
    edit(m, start, end,
         arena_format(m->written->check->scratch, "%.*s%.*s", (int)a.size,
                      a.data, (int)b.size, b.data));
}

static void insert(const struct mending *m, size_t at, tm_text text)
{
    edit(m, at, at, text);
}

/* "**“重点”**内容" to "“**重点**”内容". */
static void move_inside(const struct mending *m, const struct between *between)
{
    const tm_text text = m->written->content.text;
    const size_t open_end = between->inner_start,
                 inner_end = between->inner_end;
    edit_joined(m, m->open->start, open_end,
                text_slice(text, m->open->end, open_end - m->open->end),
                m->mark);
    edit_joined(m, inner_end, m->close->end, m->mark,
                text_slice(text, inner_end, m->close->start - inner_end));
    done(m, TM_MEND_SAFE);
}

/* Where the tail of the link that is all of 'between' begins; 0: it is none. */
static size_t whole_link(struct written *written, const struct between *between)
{
    const tm_text text = written->content.text;
    size_t tail = between->end;
    while (tail > between->start &&
           written_class_of(written, tail - 1) == WRITTEN_LINK)
        tail--;
    if (text.data[between->start] != '[' || tail <= between->start + 1 ||
        text.data[tail] != ']' ||
        written_class_of(written, between->start) != WRITTEN_LINK)
        return 0;
    for (size_t at = between->start + 1; at < tail; at++)
        if (written_class_of(written, at) == WRITTEN_LINK)
            return 0;
    return tail;
}

/* "**[核对](do:x)**后" to "[**核对**](do:x)后". */
static void move_into_link(const struct mending *m, size_t tail)
{
    edit_joined(m, m->open->start, m->open->end + 1, TEXT("["), m->mark);
    insert(m, tail, m->mark);
    edit(m, m->close->start, m->close->end, TEXT(""));
    done(m, TM_MEND_SAFE);
}

/* A space changes what is seen. */
static void mend_with_space(const struct mending *m,
                            const struct between *between)
{
    const bool moves = between->trailing < between->end;
    if (cannot_open(m->open))
        insert(m, m->open->start, TEXT(" "));
    if (cannot_close(m->close) && moves)
        insert(m, between->trailing, m->mark);
    if (cannot_close(m->close))
        edit(m, moves ? m->close->start : m->close->end, m->close->end,
             moves ? TEXT("") : TEXT(" "));
    done(m, TM_MEND_UNSAFE);
}

/* "**要点。**下文" to "**要点**。下文". */
static void move_marks(const struct mending *m, const struct between *between)
{
    insert(m, between->trailing, m->mark);
    edit(m, m->close->start, m->close->end, TEXT(""));
    done(m, TM_MEND_SAFE);
}

static void mend(const struct mending *m, const struct between *between)
{
    const size_t link = whole_link(m->written, between);
    if (between->enclosed)
        move_inside(m, between);
    else if (link)
        move_into_link(m, link);
    else if (!cannot_open(m->open) && between->trailing < between->end)
        move_marks(m, between);
    else
        mend_with_space(m, between);
}

/* ---- The check ---- */

static void judge_pair(struct runs *runs, char mark, size_t first,
                       size_t second)
{
    struct written *written = runs->written;
    const struct run *open = &runs->list[first], *close = &runs->list[second];
    if ((!cannot_open(open) && !cannot_close(close)) ||
        !is_sure(runs, first, second))
        return;
    const struct between between =
        look_between(written, open->end, close->start);
    if (!is_plain(mark, open, close, &between))
        return;
    const tm_text text = written->content.text;
    const struct mending m = {
        .written = written,
        .finding =
            check_find(written->check, RULE_EMPHASIS_OPEN,
                       written_source(written, open->start),
                       written_source(written, close->end - 1) + 1,
                       text_slice(text, open->start, close->end - open->start)),
        .open = open,
        .close = close,
        .mark = text_slice(text, open->start, open->end - open->start),
    };
    mend(&m, &between);
}

static bool may_open(const struct run *run)
{
    return !is_gap(run->after) && (!cannot_open(run) || closer_of(run->after));
}

static void judge_runs(struct runs *runs, char mark)
{
    const size_t none = SIZE_MAX;
    size_t open = none;
    for (size_t i = 0; i < runs->count; i++) {
        if (open != none && !is_gap(runs->list[i].before)) {
            judge_pair(runs, mark, open, i);
            open = none;
        } else if (may_open(&runs->list[i])) {
            open = i;
        }
    }
}

void check_emphasis(struct check *check, struct written *written)
{
    (void)check;
    for (const char *mark = "*_"; *mark; mark++) {
        if (!any_fails(written->content.text, *mark))
            continue;
        struct runs runs = { .written = written };
        for (size_t length = 1; length <= LONGEST_RUN; length++) {
            collect(&runs, *mark, length);
            judge_runs(&runs, *mark);
        }
    }
}

/* ---- Masks that became emphasis ---- */

/* A backslash before each of the asterisks of the i-th diagnostic. */
static void mend_mask(struct check *check, size_t i)
{
    const tm_text all = check->parse->source.text;
    const tm_place place = check->parse->diagnostics.list[i].place;
    struct finding *finding = check_find_told(check, i);
    size_t slash = place.start;
    while (slash && all.data[slash - 1] == '\\')
        slash--;
    for (size_t at = place.start + (place.start - slash) % 2; at < place.end;
         at++)
        check_edit(check, finding, at, at, TEXT("\\"));
    check_mend(check, finding, TM_MEND_UNSAFE, NULL);
}

void check_masks(struct check *check)
{
    const char *rule = tm_rule_at(RULE_MASK_EMPHASIS)->name;
    const size_t count = check->parse->diagnostics.count;
    for (size_t i = 0; i < count; i++)
        if (check->parse->diagnostics.list[i].rule == rule)
            mend_mask(check, i);
}
