/*
 * input.h - what is to be read: files, the talks in folders, standard input.
 */
#ifndef INPUT_H
#define INPUT_H

#include "talkmark.h"

#include <sys/stat.h>

struct input {
    char *path;  /* as shown and opened; "-": standard input */
    char *below; /* from the arguments' common folder on; NULL for "-" */
};

/** Which file it is, whatever it is called. */
struct file_identity {
    unsigned long long device, inode;
};

struct inputs {
    struct input *list;
    size_t count, capacity;
    struct file_identity *files; /* those of the list that are there; sorted */
    size_t file_count;
    const char *folder; /* the argument whose talks are being found */
    bool has_folder;    /* a folder was among the arguments */
    bool failed;        /* one of them could not be read: already told */
};

/**
 * Find what 'count' arguments stand for: a folder for the files below it that
 * end in .md or .markdown and, like their folders, do not begin with ".",
 * sorted by bytes. Links in a folder are not followed: what they lead to is
 * read under its own name, where it lies inside, and told where it is not read.
 * False after a message where memory runs out. Free with inputs_free(), also then.
 */
bool inputs_find(struct inputs *inputs, char *const *arguments, size_t count);
void inputs_free(struct inputs *inputs);

/** Whether both paths lead to one regular file. */
bool input_is_same_file(const char *path, const char *other);
/** Whether one of the inputs is the regular file that 'path' leads to. */
bool inputs_have(const struct inputs *inputs, const char *path);

/** Whether 'path' leads to a folder. */
bool input_is_folder(const char *path);

/** Whether 'input' is standard input. */
bool input_is_standard(const struct input *input);
/** Whether an error of looking at a path says that nothing is there, or nothing
    for us, and not that looking failed. */
bool input_is_absent(int error);

/** Read all of 'input'; '*text' is the caller's to free (free(text->data)).
    False after a message. */
bool input_read(const struct input *input, const char *name, tm_text *text);
/** As input_read(), of a regular file, and its status from before it was
    read. */
bool input_read_file(const char *path, const char *name, tm_text *text,
                     struct stat *status);

#endif
