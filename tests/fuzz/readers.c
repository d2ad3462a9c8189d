#include "readers.h"

#define READER(command, format, function) reader function;
#include "readers.def"
#undef READER

static const struct {
    const char *command, *format;
    reader *read;
} readers[] = {
#define READER(command, format, function) { command, format, function },
#include "readers.def"
#undef READER
};

void read_output(const struct output *output)
{
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (!strcmp(output->command, readers[i].command) &&
            !strcmp(output->format, readers[i].format)) {
            readers[i].read(output);
            return;
        }
    fprintf(stderr, "%s %s\n", output->command, output->format);
    require(false, "every format has a row in readers.def");
}

size_t grouped_count(const struct output *output, enum group_by usual)
{
    const enum group_by by = output->options->by ? output->options->by : usual;
    size_t count = 0;
    for (size_t i = 0; i < output->tasks.count; i++) {
        const tm_item *item = output->tasks.items[i];
        const size_t owners = tm_item_owner_count(item);
        const bool shared = by == GROUP_BY_OWNER && tm_item_is_each(item);
        count += shared && owners ? owners : 1;
    }
    return count;
}
