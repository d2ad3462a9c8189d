/*
 * fuzz_check.c - any bytes as a talk that is judged and mended.
 *
 * The first byte of the input says what is tried, the rest is the talk. Besides
 * what sanitizers find, these must hold, or the process aborts with a line that
 * says what does not:
 *
 *   - judging changes nothing of the talk: it has the same items;
 *   - findings stand in order, with places in the file, and rules of the table;
 *     so do those of records that are twice the talk;
 *   - edits lie in the file, in order and apart; their texts are UTF-8;
 *   - what is mended can be read, and has every tag that was there;
 *   - mends come to an end: after a few rounds there is nothing to mend;
 *   - edits that were joined make the same text as one after another;
 *   - every format of findings is what it should be (readers.h).
 */
#include "checked.h"
#include "edits.h"
#include "formats.h"
#include "readers.h"
#include "records.h"

enum {
    SETTINGS = 1, /* bytes */
    ROUNDS = CHECKED_MOST_ROUNDS + 2,
};

/* ---- Findings ---- */

static void check_edits(const tm_diagnostic *d, tm_text source)
{
    size_t free = 0;
    require((d->mend == TM_MEND_NONE) == !d->edit_count,
            "a mend has edits, and only a mend");
    for (size_t i = 0; i < d->edit_count; i++) {
        const tm_edit *edit = &d->edits[i];
        require(edit->start >= free && edit->start <= edit->end &&
                    edit->end <= source.size,
                "edits lie in the file, in order");
        require(is_utf8(edit->text), "an edit's text is UTF-8");
        free = edit->end;
    }
}

static void check_finding(const tm_diagnostic *d, tm_text source)
{
    require(tm_rule_find(view(d->rule)) != NULL, "a rule is in the table");
    require(d->message.size && is_utf8(d->message) &&
                !memchr(d->message.data, '\n', d->message.size),
            "a message is a line of UTF-8");
    require(d->place.start <= d->place.end && d->place.end <= source.size,
            "a place lies in the file");
}

static void check_findings(const tm_talk *talk, tm_text source)
{
    size_t last = 0;
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++) {
        const tm_diagnostic *d = tm_talk_diagnostic(talk, i);
        check_finding(d, source);
        require(last <= d->place.start, "findings stand in order");
        last = d->place.start;
        check_edits(d, source);
    }
}

static void check_records(const tm_talk *talk, tm_text source)
{
    struct records *records = records_begin();
    size_t last = 0;
    require(records != NULL, "there is memory");
    records_add(records, 0, talk);
    records_add(records, 1, talk);
    require(records_judge(records), "there is memory");
    for (size_t i = 0; i < records_finding_count(records); i++) {
        const struct record_finding *found = records_finding(records, i);
        check_finding(&found->diagnostic, source);
        require(last <= found->file && found->file < 2,
                "findings stand in the order of the files");
        last = found->file;
    }
    records_free(records);
}

/* Judging is reading, and more: the items are the same. */
static void check_items(const tm_talk *talk, tm_text source)
{
    tm_talk *plain = tm_parse(source.data, source.size, NULL, NULL);
    if (!plain) /* it has less memory */
        return;
    require(tm_talk_item_count(plain) == tm_talk_item_count(talk),
            "judging keeps the items");
    for (size_t i = 0; i < tm_talk_item_count(plain); i++)
        require(same(tm_item_id(tm_talk_item(plain, i)),
                     tm_item_id(tm_talk_item(talk, i))),
                "judging keeps the ids");
    tm_talk_free(plain);
}

static void write_findings(const tm_talk *talk, tm_text source,
                           const struct findings_format *format, bool colour)
{
    struct memory out = { 0 };
    struct sink sink;
    struct findings findings = { .sink = &sink,
                                 .options = { .coloured = colour } };
    const struct tm_render_options options = { .colour = colour };
    const struct finding_file file = { .name = "a b/\xFF.md",
                                       .source = source };
    sink_init(&sink, memory_write, &out);
    require(format->begin(&findings), "a list of findings begins");
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++)
        require(format->put(&findings, &file, tm_talk_diagnostic(talk, i)),
                "a finding is written");
    require(format->end(&findings) && sink_finish(&sink),
            "a list of findings ends");
    read_output(&(struct output){ .command = "check",
                                  .format = format->name,
                                  .text = { out.data, out.size },
                                  .talk = talk,
                                  .options = &options });
    memory_free(&out);
}

/* ---- Mends ---- */

static size_t tags_of(const tm_talk *talk)
{
    size_t count = 0;
    for (size_t i = 0; i < tm_talk_item_count(talk); i++)
        count += !tm_item_is_untagged(tm_talk_item(talk, i));
    return count;
}

static struct memory mended(tm_text source, const struct edits *edits)
{
    struct memory out = { 0 };
    require(edits_apply(edits, source, &out) && memory_write(&out, "", 1),
            "a text is mended");
    out.size--;
    return out;
}

/* Mend until there is nothing left to mend. */
static void check_mends(tm_talk *talk, tm_text source, enum tm_mend most)
{
    tm_talk *talks[ROUNDS];
    struct memory texts[ROUNDS];
    struct edits joined = { 0 };
    const tm_options options = { .check = true };
    int round = 0;
    tm_text text = source;
    for (; talk && round < ROUNDS; round++) {
        struct edits edits;
        require(edits_collect(&edits, talk, most), "there is memory");
        const size_t count = tags_of(talk), mends = edits.mends;
        if (!mends) {
            edits_free(&edits);
            break;
        }
        texts[round] = mended(text, &edits);
        text = (tm_text){ texts[round].data, texts[round].size };
        require(edits_join(&joined, &edits, source.size), "there is memory");
        edits_free(&edits);
        talks[round] = talk = tm_parse(text.data, text.size, &options, NULL);
        require(!talk || tags_of(talk) >= count, "mending loses no tag");
    }
    require(round < CHECKED_MOST_ROUNDS, "mends come to an end");
    struct memory at_once = mended(source, &joined);
    require(same(text, (tm_text){ at_once.data, at_once.size }),
            "joined edits make the same text");
    memory_free(&at_once);
    edits_free(&joined);
    while (round--) {
        tm_talk_free(talks[round]);
        memory_free(&texts[round]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < SETTINGS)
        return 0;
    struct input input = input_copy(data + SETTINGS, size - SETTINGS);
    const tm_options options = {
        .check = true,
        .max_memory = data[0] >= 0x20 ? 0 : (size_t)data[0] * 8192 + 1,
    };
    tm_talk *talk = tm_parse(input.text.data, input.text.size, &options, NULL);
    if (talk) {
        size_t formats = 0;
        while (findings_formats[formats].name)
            formats++;
        check_findings(talk, input.text);
        check_records(talk, input.text);
        check_items(talk, input.text);
        write_findings(talk, input.text, &findings_formats[data[0] % formats],
                       data[0] & 0x80);
        check_mends(talk, input.text,
                    data[0] & 0x40 ? TM_MEND_SAFE : TM_MEND_UNSAFE);
    }
    tm_talk_free(talk);
    free(input.block);
    return 0;
}
