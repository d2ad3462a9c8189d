/*
 * diff.c - print what edits change in a file, as a unified diff.
 *
 * usage: diff NAME FILE < EDITS
 *
 * An edit is a line "START END HEX": the bytes from START to END of FILE, and
 * what takes their place in hexadecimal digits. NAME is the file's in the diff.
 */
#include "diff.h"
#include "descriptor.h"
#include "input.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char *bytes_of(const char *hex, size_t *size)
{
    char *bytes = malloc(strlen(hex) / 2 + 1);
    unsigned byte;
    for (*size = 0; bytes && sscanf(hex, "%2x", &byte) == 1; hex += 2)
        bytes[(*size)++] = (char)byte;
    return bytes;
}

static bool read_edits(struct edits *edits)
{
    static char line[64 * 1024], hex[64 * 1024];
    while (fgets(line, sizeof line, stdin)) {
        tm_edit edit;
        *hex = '\0';
        if (sscanf(line, "%zu %zu %65535s", &edit.start, &edit.end, hex) < 2)
            return false;
        edit.text.data = bytes_of(hex, &edit.text.size);
        /* Full at each power of two. */
        tm_edit *list =
            edits->count & (edits->count - 1)
                ? edits->list
                : realloc(edits->list, (2 * edits->count + 1) * sizeof *list);
        if (!list || !edit.text.data)
            return false;
        edits->list = list;
        list[edits->count++] = edit;
    }
    return true;
}

static bool print_diff(const char *name, tm_text source,
                       const struct edits *edits)
{
    struct sink sink;
    struct descriptor to = { .file = STDOUT_FILENO };
    sink_init(&sink, descriptor_write, &to);
    return diff_put(&sink, name, source, edits) && sink_finish(&sink);
}

int main(int argc, char **argv)
{
    tm_text source = { 0 };
    struct edits edits = { 0 };
    if (argc != 3) {
        fputs("usage: diff NAME FILE < EDITS\n", stderr);
        return 2;
    }
    const struct input input = { .path = argv[2] };
    const bool good = input_read(&input, argv[2], &source) &&
                      read_edits(&edits) && print_diff(argv[1], source, &edits);
    for (size_t i = 0; i < edits.count; i++)
        free((char *)(uintptr_t)edits.list[i].text.data);
    edits_free(&edits);
    free((char *)(uintptr_t)source.data);
    return good ? 0 : 2;
}
