/*
 * lines.h - where the lines and characters of a source end, as the places of
 * findings count them.
 */
#ifndef LINES_H
#define LINES_H

#include "talkmark.h"

/** Whether it is one of the bytes that end lines: LF, CRLF and CR do. */
static inline bool is_line_end(char byte)
{
    return byte == '\n' || byte == '\r';
}

/** Whether a line ends with the byte at 'at': of CRLF, with the LF. */
static inline bool ends_line(tm_text source, size_t at)
{
    const char byte = source.data[at];
    return byte == '\n' || (byte == '\r' && (at + 1 == source.size ||
                                             source.data[at + 1] != '\n'));
}

/** Whether it is a byte of a character in UTF-8 after its first. */
static inline bool is_inside(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

#endif
