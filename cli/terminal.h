/*
 * terminal.h - whether somebody watches, and what they want to see.
 */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>

/** What --color says. */
enum colour_when {
    COLOUR_AUTO,
    COLOUR_ALWAYS,
    COLOUR_NEVER
};

/** Whether 'file' is a terminal that can move its cursor: not TERM=dumb. */
bool terminal_is(int file);
/**
 * Whether to write to 'file' in colour: as 'when' says; where it is AUTO, on a
 * terminal, unless NO_COLOR is set and not empty (no-color.org).
 */
bool terminal_has_colour(int file, enum colour_when when);

#endif
