/*
 * html_files.c - the main program of cmark_html and md4c_html, beside which
 * make bench puts the program.
 *
 * usage: X_html FOLDER FILE...
 *
 * Each file is read whole, put through to_html(), and written to FOLDER under
 * its base name, ".html" after it. No more than that: what a library takes
 * without any program around it.
 */
#include "html_files.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(const char *name, size_t *size)
{
    FILE *file = fopen(name, "rb");
    if (!file)
        return NULL;
    char *data = NULL;
    if (!fseek(file, 0, SEEK_END)) {
        const long end = ftell(file);
        data = end < 0 ? NULL : malloc((size_t)end + 1);
        rewind(file);
        *size = data ? fread(data, 1, (size_t)end, file) : 0;
    }
    fclose(file);
    return data;
}

static bool write_file(const char *folder, const char *name, const char *html,
                       size_t size)
{
    char path[4096];
    const char *slash = strrchr(name, '/');
    snprintf(path, sizeof path, "%s/%s.html", folder, slash ? slash + 1 : name);
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    const bool written = fwrite(html, 1, size, file) == size;
    return !fclose(file) && written;
}

static bool convert(const char *folder, const char *name)
{
    size_t size = 0, html_size = 0;
    char *data = read_file(name, &size);
    if (!data)
        return false;
    char *html = to_html(data, size, &html_size);
    const bool written = html && write_file(folder, name, html, html_size);
    free(html);
    free(data);
    return written;
}

int main(int argc, char **argv)
{
    for (int i = 2; i < argc; i++)
        if (!convert(argv[1], argv[i])) {
            perror(argv[i]);
            return 1;
        }
    return argc < 3;
}
