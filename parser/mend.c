#include "mend.h"

#include "destination.h"
#include "item.h"
#include "text.h"

#include <stdlib.h>

/* How often the text is read again, at most: so often at a level, and at both
 * of them for so many bytes of memory, which tell what time it takes. */
enum {
    MOST_TRIALS = 24,
    MOST_TAKEN = 64 * 1024 * 1024,
    MOST_TAKEN_A_BYTE = 32,
};

/* A finding whose mend is being tried, or was found good. */
struct candidate {
    struct finding *finding;
    bool tried, good;
};

struct mending {
    struct check *check;
    struct candidate *list; /* by the first byte of their edits */
    size_t count;
    enum tm_mend level; /* of those that are being tried */
    int trials;
    size_t cost, allowed; /* bytes that a reading takes, and that further ones
                             may take; 0: none may */
    bool confirmed;       /* the last reading was of those that are good */
};

/* A trial: some of the candidates, applied. */
struct trial {
    struct mending *mending;
    bool *chosen; /* of the list */
    tm_edit *edits;
    size_t *shifts; /* by how many bytes the edits before each of them, and
                       all, move what follows */
    size_t edit_count;
    size_t new_count;    /* of those chosen, the ones that were not tried yet */
    const tm_talk *talk; /* the mended text, read again */
    const tm_node **tags; /* its tags, in the order of their places */
    size_t tag_count;
};

static size_t first_byte(const struct finding *finding)
{
    return finding->edits[0].start;
}

/* ---- The mended text ---- */

static tm_text mended(struct arena *scratch, tm_text text,
                      const struct trial *trial)
{
    size_t size = text.size, at = 0, to = 0;
    for (size_t i = 0; i < trial->edit_count; i++)
        size += trial->edits[i].text.size;
    char *out = arena_alloc(scratch, size + 1);
    for (size_t i = 0; i < trial->edit_count; i++) {
        const tm_edit *edit = &trial->edits[i];
        memcpy(out + to, text.data + at, edit->start - at);
        to += edit->start - at;
        if (edit->text.size)
            memcpy(out + to, edit->text.data, edit->text.size);
        to += edit->text.size;
        at = edit->end;
    }
    memcpy(out + to, text.data + at, text.size - at);
    return (tm_text){ out, to + text.size - at };
}

/* How many edits begin before byte 'at'. */
static size_t edits_before(const struct trial *trial, size_t at)
{
    size_t low = 0, high = trial->edit_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (trial->edits[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Where byte 'at' of the text as it was stands in the mended one; what an edit
 * replaces stands where the edit begins. */
static size_t moved(const struct trial *trial, size_t at)
{
    const size_t before = edits_before(trial, at);
    if (before && trial->edits[before - 1].end > at)
        return trial->edits[before - 1].start + trial->shifts[before - 1];
    return at + trial->shifts[before];
}

/* The same, behind what is put in at 'at'. */
static size_t moved_behind(const struct trial *trial, size_t at)
{
    const tm_edit *edits = trial->edits;
    size_t before = edits_before(trial, at);
    if (before && edits[before - 1].end > at)
        return moved(trial, at);
    while (before < trial->edit_count && edits[before].end == at)
        before++;
    return at + trial->shifts[before];
}

/* ---- Is it what was meant? ---- */

static bool is_tag(const tm_node *node)
{
    return node->type == TM_NODE_TAG;
}

/* The tags of 'talk', in the order of their places. */
static const tm_node **tags_of(struct arena *scratch, const tm_talk *talk,
                               size_t *count)
{
    const tm_node **tags = NULL;
    size_t capacity = 0;
    *count = 0;
    for (size_t i = 0; i < talk->node_count; i++)
        if (is_tag(&talk->nodes[i]))
            *ARENA_PUSH(scratch, tags, *count, capacity) = &talk->nodes[i];
    return tags;
}

/* How many tags begin before byte 'at' of the mended text. */
static size_t tags_before(const struct trial *trial, size_t at)
{
    size_t low = 0, high = trial->tag_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (trial->tags[middle]->place.start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The first tag from byte 'at' of the mended text on; NULL: none follows. */
static const tm_node *tag_from(const struct trial *trial, size_t at)
{
    const size_t before = tags_before(trial, at);
    return before < trial->tag_count ? trial->tags[before] : NULL;
}

/* The tag that begins at byte 'at' of the mended text; NULL: none does. */
static const tm_node *tag_at(const struct trial *trial, size_t at)
{
    const tm_node *tag = tag_from(trial, at);
    return tag && tag->place.start == at ? tag : NULL;
}

static bool is_expected(struct arena *scratch, const tm_node *tag,
                        const struct expected *expected)
{
    const tm_item *item = tag->item;
    tm_text id = item->auto_id ? ((tm_text){ 0 }) : item->id;
    struct destination written;
    /* The record of an update may be filled in: what was written counts. */
    if (item->kind == TM_KIND_UPDATE)
        id = item->target.id.size &&
                     destination_read(scratch, tag->text, &written)
                 ? written.id
                 : (tm_text){ 0 };
    const tm_text own =
        arena_format(scratch, "%s:%.*s", tm_kind_name(item->kind), (int)id.size,
                     id.size ? id.data : "");
    return text_equal(own, expected->kind_and_id) &&
           text_equal(tag->extra, expected->title);
}

/* Whether a diagnostic of 'rule' begins in the mended text from byte 'start'
 * on and before 'end'. */
static bool is_found_in(const struct trial *trial, const char *rule,
                        size_t start, size_t end)
{
    const tm_talk *talk = trial->talk;
    size_t low = 0, high = talk->diagnostic_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (talk->diagnostics[middle].place.start < start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < talk->diagnostic_count &&
           talk->diagnostics[low].place.start < end;
         low++)
        if (talk->diagnostics[low].rule == rule)
            return true;
    return false;
}

/* Whether what 'finding' tells is still told: where it was, or of what its
 * edits have put in. */
static bool is_still_found(const struct trial *trial,
                           const struct finding *finding)
{
    const struct check *check = trial->mending->check;
    const tm_diagnostic *d =
        &check->parse->diagnostics.list[finding->diagnostic];
    const size_t at = moved(trial, d->place.start);
    const size_t behind = moved_behind(trial, d->place.start);
    bool found = is_found_in(trial, d->rule, at, at + 1) ||
                 is_found_in(trial, d->rule, behind, behind + 1);
    for (size_t i = 0; i < finding->edit_count && !found; i++) {
        const size_t start = moved(trial, finding->edits[i].start);
        found = is_found_in(trial, d->rule, start,
                            start + finding->edits[i].text.size);
    }
    return found;
}

static bool is_mended(const struct trial *trial, const struct finding *finding)
{
    struct check *check = trial->mending->check;
    const struct expected *expected = &finding->expected;
    if (!expected->kind_and_id.data)
        return !is_still_found(trial, finding);
    const size_t start = expected->edit == SIZE_MAX
                             ? expected->start
                             : finding->edits[expected->edit].start;
    const tm_node *tag = tag_at(trial, moved(trial, start));
    return tag && is_expected(check->scratch, tag, expected);
}

/* Whether an edit replaces something between 'start' and 'end'. */
static bool is_touched(const struct trial *trial, size_t start, size_t end)
{
    const size_t before = edits_before(trial, end);
    return before && trial->edits[before - 1].end > start;
}

/* The tag of 'node'; they stand in the order of their nodes. */
static struct tag_source *source_of(struct parse *parse, const tm_node *node)
{
    size_t low = 0, high = parse->tag_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (parse->tags[middle].node < node)
            low = middle + 1;
        else
            high = middle;
    }
    return &parse->tags[low];
}

/* Whether an edit mends the attributes of 'tag' in a definition, elsewhere. */
static bool is_redefined(const struct trial *trial, const tm_node *node)
{
    struct parse *parse = trial->mending->check->parse;
    struct tag_source *tag = source_of(parse, node);
    item_title_place(parse, tag, 0, 0); /* finds the definition */
    return tag->title_raw.data &&
           is_touched(trial, tag->title_byte,
                      tag->title_byte + tag->title_raw.size);
}

/* Whether what stands from 'start' to 'end' of the mended text is the label of
 * a tag: "[label]", that was one alone, may have got words before it. */
static bool is_label(const struct trial *trial, size_t start, size_t end)
{
    const size_t before = tags_before(trial, start);
    return before && trial->tags[before - 1]->place.end == end;
}

/* Whether 'tag' is there as it was; or a tag is where edits changed it. */
static bool is_kept(const struct trial *trial, const tm_node *tag)
{
    const size_t start = tag->place.start, end = tag->place.end;
    if (is_touched(trial, start, end)) {
        const tm_node *now = tag_from(trial, moved(trial, start));
        return (now && now->place.start < moved_behind(trial, end)) ||
               is_label(trial, moved(trial, start), moved_behind(trial, end));
    }
    const tm_node *now = tag_at(trial, moved_behind(trial, start));
    return now && text_equal(now->text, tag->text) &&
           (text_equal(now->extra, tag->extra) || is_redefined(trial, tag));
}

static bool is_whole(const struct trial *trial)
{
    const tm_talk *talk = trial->mending->check->parse->talk;
    for (size_t i = 0; i < talk->node_count; i++)
        if (is_tag(&talk->nodes[i]) && !is_kept(trial, &talk->nodes[i]))
            return false;
    return true;
}

/* ---- Trials ---- */

static bool is_new(const struct mending *mending, const struct candidate *one)
{
    return !one->tried && one->finding->mend == mending->level;
}

/* An edit of the candidate 'of'. */
struct piece {
    tm_edit edit;
    size_t of;
};

/* As edits_collect() has it: what replaces nothing goes first. */
static int by_edit(const void *a, const void *b)
{
    const struct piece *x = a, *y = b;
    const bool empty = x->edit.start == x->edit.end;
    if (x->edit.start != y->edit.start)
        return x->edit.start < y->edit.start ? -1 : 1;
    if (empty != (y->edit.start == y->edit.end))
        return empty ? -1 : 1;
    return (x->of > y->of) - (x->of < y->of);
}

/* The edits of all that are chosen, in the order of their places. */
static struct piece *pieces_of(const struct trial *trial, size_t *count)
{
    const struct mending *mending = trial->mending;
    struct piece *pieces = NULL;
    size_t capacity = 0;
    *count = 0;
    for (size_t i = 0; i < mending->count; i++) {
        const struct finding *finding = mending->list[i].finding;
        for (size_t k = 0; trial->chosen[i] && k < finding->edit_count; k++) {
            const struct piece piece = { finding->edits[k], i };
            *ARENA_PUSH(mending->check->scratch, pieces, *count, capacity) =
                piece;
        }
    }
    if (*count)
        qsort(pieces, *count, sizeof *pieces, by_edit);
    return pieces;
}

/* Leave out what changes what another one before it does. Their edits may
 * stand between one another's. */
static void leave_out_overlaps(struct trial *trial, const struct piece *pieces,
                               size_t count)
{
    size_t free = 0; /* the edits so far end here */
    for (size_t i = 0; i < count; i++) {
        const struct piece *piece = &pieces[i];
        if (trial->chosen[piece->of] && piece->edit.start >= free)
            free = piece->edit.end;
        else
            trial->chosen[piece->of] = false;
    }
}

static void take(struct trial *trial, const struct piece *pieces, size_t count)
{
    struct arena *scratch = trial->mending->check->scratch;
    size_t shift = 0;
    trial->edits = arena_alloc(scratch, (count + 1) * sizeof *trial->edits);
    trial->shifts = arena_alloc(scratch, (count + 1) * sizeof *trial->shifts);
    for (size_t i = 0; i < count; i++) {
        const tm_edit *edit = &pieces[i].edit;
        if (!trial->chosen[pieces[i].of])
            continue;
        trial->shifts[trial->edit_count] = shift;
        trial->edits[trial->edit_count++] = *edit;
        shift += edit->text.size - (edit->end - edit->start);
    }
    trial->shifts[trial->edit_count] = shift;
}

/* Those that are good, and of those from 'low' to 'high' that are not tried
 * yet all that do not overlap. */
static void choose(struct trial *trial, size_t low, size_t high)
{
    struct mending *mending = trial->mending;
    trial->chosen = arena_zalloc(mending->check->scratch, mending->count + 1,
                                 sizeof *trial->chosen);
    for (size_t i = 0; i < mending->count; i++) {
        const struct candidate *one = &mending->list[i];
        trial->chosen[i] =
            one->good || (i >= low && i < high && is_new(mending, one));
    }
    size_t count;
    const struct piece *pieces = pieces_of(trial, &count);
    leave_out_overlaps(trial, pieces, count);
    take(trial, pieces, count);
    for (size_t i = 0; i < mending->count; i++)
        trial->new_count +=
            trial->chosen[i] && is_new(mending, &mending->list[i]);
}

/* What a reading of the talk took. */
static size_t cost_of(const struct parse *parse)
{
    return parse->arena->spent + parse->markdown->spent + parse->scratch->spent;
}

/* Whether the text may be read again, and there is memory for it. */
static bool may_read(const struct mending *mending)
{
    return mending->trials < MOST_TRIALS && mending->cost <= mending->allowed &&
           mending->cost <= mending->check->parse->talk->budget.left;
}

static void pay(struct mending *mending)
{
    mending->trials++;
    mending->allowed -=
        mending->allowed < mending->cost ? mending->allowed : mending->cost;
}

/* Whether the mends make of front matter what cannot be read. */
static bool breaks_front(const struct trial *trial)
{
    const struct diagnostics *told = &trial->mending->check->parse->diagnostics;
    const char *rule = tm_rule_at(RULE_YAML_SYNTAX)->name;
    for (size_t i = 0; i < told->count; i++)
        if (told->list[i].rule == rule)
            return false;
    return is_found_in(trial, rule, 0, SIZE_MAX);
}

/* Whether safe mends do what they are for beside those that are not safe, too:
 * "--fix" makes them alone, and all of them together were found to be good. */
static bool keeps_safe(const struct trial *trial)
{
    const struct mending *mending = trial->mending;
    for (size_t i = 0; i < mending->count; i++) {
        const struct finding *finding = mending->list[i].finding;
        if (trial->chosen[i] && finding->mend != mending->level &&
            !is_mended(trial, finding))
            return false;
    }
    return true;
}

/* Read the text with what was chosen; false where it cannot be read, or lost
 * a tag or an earlier mend. */
static bool read_again(struct trial *trial)
{
    struct check *check = trial->mending->check;
    const tm_text text =
        mended(check->scratch, check->parse->source.text, trial);
    pay(trial->mending);
    trial->talk = parse_again(check->parse, text);
    if (!trial->talk) {
        /* It passes a limit, and will with fewer mends. */
        trial->mending->allowed = 0;
        return false;
    }
    trial->tags = tags_of(check->scratch, trial->talk, &trial->tag_count);
    return is_whole(trial) && !breaks_front(trial) && keeps_safe(trial);
}

/* Keep those that did what they were to do. */
static void judge(struct trial *trial)
{
    struct mending *mending = trial->mending;
    mending->confirmed = true;
    for (size_t i = 0; i < mending->count; i++) {
        struct candidate *one = &mending->list[i];
        if (!trial->chosen[i])
            continue;
        one->good = is_mended(trial, one->finding);
        one->tried = true;
        mending->confirmed &= one->good;
    }
}

/* What is gone with a trial. */
static void end_trial(struct mending *mending)
{
    arena_release(mending->check->scratch);
}

static void reject(struct mending *mending, size_t low, size_t high)
{
    for (size_t i = low; i < high; i++)
        mending->list[i].tried |= is_new(mending, &mending->list[i]);
}

/* The halves are tried by recursion: it goes no deeper than the number of
 * candidates can be halved. */
/* NOLINTNEXTLINE(misc-no-recursion) */
static void try_from(struct mending *mending, size_t low, size_t high)
{
    struct trial trial = { .mending = mending };
    choose(&trial, low, high);
    const bool tries = trial.new_count && may_read(mending);
    const bool whole = tries && read_again(&trial);
    if (whole)
        judge(&trial);
    end_trial(mending);
    if (whole || !trial.new_count)
        return;
    if (!tries || !mending->allowed || high - low == 1) {
        reject(mending, low, high);
        return;
    }
    const size_t middle = low + (high - low) / 2;
    try_from(mending, low, middle);
    try_from(mending, middle, high);
}

/* The safe ones stay good where it is others that do harm. */
static void drop_level(struct mending *mending)
{
    for (size_t i = 0; i < mending->count; i++)
        if (mending->list[i].finding->mend == mending->level)
            mending->list[i].good = false;
    mending->confirmed = true;
}

/* What was good beside what was bad must be good without it, too. */
static void confirm(struct mending *mending)
{
    while (!mending->confirmed) {
        struct trial trial = { .mending = mending };
        choose(&trial, 0, 0);
        if (may_read(mending) && read_again(&trial))
            judge(&trial);
        else
            drop_level(mending);
        end_trial(mending);
    }
}

static int by_place(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    const size_t first = first_byte(x->finding), other = first_byte(y->finding);
    return first != other
               ? (first > other) - (first < other)
               : (x->finding > y->finding) - (x->finding < y->finding);
}

static void collect(struct mending *mending)
{
    struct check *check = mending->check;
    size_t capacity = 0;
    for (size_t i = 0; i < check->finding_count; i++)
        if (check->findings[i].mend && check->findings[i].edit_count)
            *ARENA_PUSH(check->kept, mending->list, mending->count, capacity) =
                (struct candidate){ .finding = &check->findings[i] };
    if (mending->count)
        qsort(mending->list, mending->count, sizeof *mending->list, by_place);
}

/* Give the diagnostics the mends that hold. */
static void deliver(const struct mending *mending)
{
    for (size_t i = 0; i < mending->count; i++) {
        const struct finding *finding = mending->list[i].finding;
        tm_diagnostic *d =
            &mending->check->parse->diagnostics.list[finding->diagnostic];
        if (!mending->list[i].good)
            continue;
        d->mend = finding->mend;
        d->edits = finding->edits;
        d->edit_count = finding->edit_count;
    }
}

void mends_try(struct check *check)
{
    struct parse *parse = check->parse;
    struct mending mending = { .check = check, .confirmed = true };
    mending.cost = cost_of(parse);
    mending.allowed = MOST_TAKEN + MOST_TAKEN_A_BYTE * parse->source.text.size;
    collect(&mending);
    for (enum tm_mend level = TM_MEND_SAFE; level <= TM_MEND_UNSAFE; level++) {
        mending.level = level;
        mending.trials = 0;
        try_from(&mending, 0, mending.count);
        confirm(&mending);
    }
    parse_again_end(parse);
    deliver(&mending);
}
