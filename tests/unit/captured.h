/*
 * captured.h - what the command line says on standard error, and a folder to
 * write in.
 */
#ifndef CAPTURED_H
#define CAPTURED_H

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

struct capture {
    FILE *file;
    int saved;
    char text[16 * 1024];
};

static inline void capture_begin(struct capture *capture)
{
    capture->file = tmpfile();
    assert_non_null(capture->file);
    fflush(stderr);
    capture->saved = dup(STDERR_FILENO);
    assert_true(dup2(fileno(capture->file), STDERR_FILENO) >= 0);
}

/** What was said since capture_begin(). */
static inline const char *capture_end(struct capture *capture)
{
    assert_true(dup2(capture->saved, STDERR_FILENO) >= 0);
    close(capture->saved);
    rewind(capture->file);
    const size_t size =
        fread(capture->text, 1, sizeof capture->text - 1, capture->file);
    capture->text[size] = '\0';
    fclose(capture->file);
    return capture->text;
}

#endif
