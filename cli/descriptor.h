/*
 * descriptor.h - bytes onto an open file, all of them or an error.
 */
#ifndef DESCRIPTOR_H
#define DESCRIPTOR_H

#include "talkmark.h"

struct descriptor {
    int file;
    int error; /* errno of the first write that failed; 0: none did */
};

/** A tm_write onto a struct descriptor: goes on after signals and after less
    was written than asked for. */
bool descriptor_write(void *descriptor, const char *data, size_t size);

#endif
