/*
 * cmark_html.c - what libcmark alone takes to make HTML of files: the measure
 * beside which make bench puts the program.
 *
 * usage: cmark_html FOLDER FILE...
 *
 * Each file is read, put through cmark_markdown_to_html(), and written to
 * FOLDER under its base name, ".html" after it.
 */
#include <cmark.h>
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

static bool write_file(const char *folder, const char *name, const char *html)
{
    char path[4096];
    const char *slash = strrchr(name, '/');
    snprintf(path, sizeof path, "%s/%s.html", folder, slash ? slash + 1 : name);
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    const size_t size = strlen(html);
    const bool written = fwrite(html, 1, size, file) == size;
    return !fclose(file) && written;
}

static bool convert(const char *folder, const char *name)
{
    size_t size = 0;
    char *data = read_file(name, &size);
    if (!data)
        return false;
    char *html = cmark_markdown_to_html(data, size, CMARK_OPT_DEFAULT);
    const bool written = html && write_file(folder, name, html);
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
    return argc < 2;
}
