#include "formats.h"

#include "cue_sheet.h"
#include "model_items.h"
#include "model_tree.h"
#include "outline_text.h"
#include "talk_markdown.h"
#include "talk_text.h"
#include "tasks_json.h"
#include "tasks_markdown.h"
#include "tasks_table.h"

#include <string.h>

const struct task_format task_formats[] = {
#define TASK_FORMAT(name, ending, write, streams, help)                       \
    { name, ending, help, write, streams },
#include "formats.def"
#undef TASK_FORMAT
    { NULL, NULL, NULL, NULL, false },
};

const struct talk_format outline_formats[] = {
#define OUTLINE_FORMAT(name, write, help) { name, help, write },
#include "formats.def"
#undef OUTLINE_FORMAT
    { NULL, NULL, NULL },
};

const struct talk_format text_formats[] = {
#define TEXT_FORMAT(name, write, help) { name, help, write },
#include "formats.def"
#undef TEXT_FORMAT
    { NULL, NULL, NULL },
};

const struct task_format *task_format_named(const char *name)
{
    for (const struct task_format *row = task_formats; row->name; row++)
        if (!strcmp(row->name, name))
            return row;
    return NULL;
}

const struct talk_format *talk_format_named(const struct talk_format *formats,
                                            const char *name)
{
    for (const struct talk_format *row = formats; row->name; row++)
        if (!strcmp(row->name, name))
            return row;
    return NULL;
}

const struct task_format *task_format_of_file(const char *file)
{
    const size_t size = strlen(file);
    for (const struct task_format *row = task_formats; row->name; row++) {
        const size_t ending = strlen(row->ending);
        if (size > ending && !strcmp(file + size - ending, row->ending))
            return row;
    }
    return NULL;
}
