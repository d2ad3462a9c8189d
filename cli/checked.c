#include "checked.h"

#include "render.h"
#include "report.h"

#include <errno.h>
#include <string.h>

enum {
    FEW_ROUNDS = 10,
    SHORT = 64 * 1024 /* bytes */
};

tm_text checked_text(const struct checked *file)
{
    return file->mended.data
               ? ((tm_text){ file->mended.data, file->mended.size })
               : file->text;
}

const tm_talk *checked_first(const struct checked *file)
{
    return file->rounds ? file->earlier[0] : file->talk;
}

static bool parse(struct checked *file, const tm_options *options)
{
    const tm_text text = checked_text(file);
    if (file->talk)
        file->earlier[file->rounds++] = file->talk;
    file->talk = tm_parse(text.data, text.size, options, &file->error);
    return file->talk;
}

/* Of the text as it is now, what 'edits' make of it. */
static bool apply(struct checked *file, const struct edits *edits)
{
    struct memory out = { 0 };
    if (!edits_apply(edits, checked_text(file), &out) ||
        !edits_join(&file->edits, edits, file->text.size)) {
        memory_free(&out);
        return false;
    }
    memory_free(&file->mended);
    file->mended = out;
    file->mends += edits->mends;
    return true;
}

/* One round; '*again' where there was something to mend. */
static bool mend_once(struct checked *file, enum tm_mend most, bool *again)
{
    struct edits edits;
    if (!edits_collect(&edits, file->talk, most))
        return false;
    *again = edits.mends;
    const bool good = !*again || apply(file, &edits);
    edits_free(&edits);
    return good;
}

static void mend(struct checked *file, const tm_options *options,
                 enum tm_mend most)
{
    const int rounds =
        file->text.size <= SHORT ? CHECKED_MOST_ROUNDS : FEW_ROUNDS;
    bool again = true;
    for (int i = 0; i < rounds; i++) {
        if (!mend_once(file, most, &again)) {
            report_file(options->file.data, "cannot be mended",
                        strerror(ENOMEM));
            file->failed = true;
            return;
        }
        if (!again || !parse(file, options))
            return;
    }
}

struct checked checked_make(tm_text text, const char *name,
                            const tm_config *config, enum tm_mend most)
{
    struct checked file = { .is_read = true, .text = text };
    const tm_options options = { .file = render_text(name),
                                 .config = config,
                                 .check = true };
    if (parse(&file, &options) && most != TM_MEND_NONE)
        mend(&file, &options, most);
    return file;
}

void checked_free(struct checked *file)
{
    tm_talk_free(file->talk);
    while (file->rounds)
        tm_talk_free(file->earlier[--file->rounds]);
    memory_free(&file->mended);
    edits_free(&file->edits);
}
