/*
 * command_config.c - talkmark config: what is in force for a folder's talks,
 * and where it comes from.
 */
#include "commands.h"
#include "configs.h"
#include "escape.h"
#include "output.h"
#include "report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What holds where no talkmark.yaml says otherwise. */
static const char *default_of(const char *key)
{
    return !strcmp(key, "points")       ? "all"
           : !strcmp(key, "checkboxes") ? "tasks"
                                        : "null";
}

/* "KEY: VALUE  # ORIGIN", which is YAML again. */
static void put_setting(struct sink *sink, const struct config *config,
                        size_t i)
{
    const char *key = tm_config_key(i);
    tm_place place = { 0 };
    const tm_text value = config && config->config
                              ? tm_config_value(config->config, i, &place)
                              : (tm_text){ 0 };
    sink_string(sink, key);
    sink_string(sink, ": ");
    escape_terminal(sink, place.line ? value : render_text(default_of(key)));
    sink_string(sink, "  # ");
    if (place.line) {
        escape_terminal(sink, render_text(config->shown));
        sink_byte(sink, ':');
        sink_number(sink, place.line);
    } else {
        sink_string(sink, "default");
    }
    sink_byte(sink, '\n');
}

static bool put_settings(const struct config *config)
{
    struct output output;
    if (!output_open(&output, NULL))
        return false;
    for (size_t i = 0; tm_config_key(i); i++)
        put_setting(&output.sink, config, i);
    return output_close(&output, true);
}

/* The folder that 'path' is or stands in; NULL after a message. */
static char *folder_of(const char *path)
{
    struct stat there;
    if (stat(path, &there)) {
        report_file(path, "cannot be read", strerror(errno));
        return NULL;
    }
    char *folder = S_ISDIR(there.st_mode) ? strdup(path) : config_folder(path);
    if (!folder)
        report_file(path, "cannot be read", strerror(ENOMEM));
    return folder;
}

int service_config(char *const *words, size_t count)
{
    struct configs configs = { .status = EXIT_CLEAN };
    size_t which;
    char *folder = folder_of(count ? words[0] : ".");
    if (!folder)
        return EXIT_TROUBLE;
    if (!configs_add(&configs, folder, &which) ||
        !put_settings(which < configs.count ? &configs.list[which] : NULL))
        configs.status = EXIT_TROUBLE;
    const int status = configs.status;
    configs_free(&configs);
    free(folder);
    return status;
}
