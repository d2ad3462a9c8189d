/*
 * documents.h - a stream of documents on standard input, as
 * tests/commonmark/documents.py writes it: a line "SIZE TAB BODY TAB FAMILY"
 * and SIZE bytes, again and again. BODY is the byte at which the CommonMark
 * begins, after a byte order mark or front matter.
 */
#ifndef DOCUMENTS_H
#define DOCUMENTS_H

#include "talkmark.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct document {
    char family[200];
    tm_text text;
    size_t body, capacity;
};

static void die(const char *why)
{
    printf("Bail out! %s\n", why);
    exit(2);
}

/** Read the next one over 'document'; false at the end. */
static bool document_next(struct document *document)
{
    size_t size;
    const int got = scanf("%zu\t%zu\t%199[^\n]%*c", &size, &document->body,
                          document->family);
    if (got == EOF)
        return false;
    if (got != 3 || document->body > size)
        die("a document without its line");
    if (size >= document->capacity) {
        document->capacity = size * 2 + 1;
        free((char *)(uintptr_t)document->text.data);
        document->text.data = malloc(document->capacity);
    }
    char *data = (char *)(uintptr_t)document->text.data;
    if (!data || fread(data, 1, size, stdin) != size)
        die("a document that is cut short");
    data[size] = '\0';
    document->text.size = size;
    return true;
}

static void document_free(struct document *document)
{
    free((char *)(uintptr_t)document->text.data);
}

/** The CommonMark of 'document'. */
static tm_text document_body(const struct document *document)
{
    return (tm_text){ document->text.data + document->body,
                      document->text.size - document->body };
}

#endif
