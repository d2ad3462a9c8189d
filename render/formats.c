#include "formats.h"

#include "cue_sheet.h"
#include "finding.h"
#include "findings_github.h"
#include "findings_gitlab.h"
#include "findings_json.h"
#include "findings_line.h"
#include "findings_sarif.h"
#include "findings_text.h"
#include "ledger_csv.h"
#include "ledger_html.h"
#include "ledger_xlsx.h"
#include "model_items.h"
#include "model_tree.h"
#include "outline_text.h"
#include "talk_markdown.h"
#include "talk_text.h"
#include "tasks_csv.h"
#include "tasks_html.h"
#include "tasks_ics.h"
#include "tasks_json.h"
#include "tasks_json_array.h"
#include "tasks_markdown.h"
#include "tasks_table.h"
#include "tasks_todotxt.h"

#include <string.h>

const struct task_format task_formats[] = {
#define TASK_FORMAT(name, ending, write, traits, help) \
 { name, ending, help, write, (traits) },
#include "formats.def"
#undef TASK_FORMAT
    { NULL, NULL, NULL, NULL, 0 },
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

const struct findings_format findings_formats[] = {
#define FINDINGS_FORMAT(name, begin, put, end, traits, help) \
 { name, help, begin, put, end, traits },
#include "formats.def"
#undef FINDINGS_FORMAT
    { NULL, NULL, NULL, NULL, NULL, 0 },
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

const struct findings_format *findings_format_named(const char *name)
{
    for (const struct findings_format *row = findings_formats; row->name; row++)
        if (!strcmp(row->name, name))
            return row;
    return NULL;
}

static bool ends_in(const char *file, const char *ending)
{
    const size_t size = strlen(file), end = strlen(ending);
    return size + (ending[0] != '.') > end &&
           !strcmp(file + size - end, ending);
}

const struct task_format *task_format_of_file(const char *file)
{
    const struct task_format *found = NULL;
    for (const struct task_format *row = task_formats; row->name; row++)
        if (ends_in(file, row->ending) &&
            (!found || strlen(row->ending) > strlen(found->ending)))
            found = row;
    return found;
}

const char *task_format_missing(const struct task_format *format)
{
#ifdef HAVE_XLSXWRITER
    if (format->traits & TASKS_LIBRARY)
        return ledger_xlsx_missing();
#endif
    (void)format;
    return NULL;
}
