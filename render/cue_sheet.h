/*
 * cue_sheet.h - how long a talk takes to speak: when each point begins, how
 * long it takes without the points under it, and the whole.
 *
 *   0:00  0:42
 *   0:42  1:10  Put the machine guard first
 *   1:52  3:05    What the January review found
 *   4:57        in all: 610 words, 0 characters
 *
 * Han and kana are counted by characters, all else by words. Code blocks are
 * shown and not spoken; they do not count.
 */
#ifndef CUE_SHEET_H
#define CUE_SHEET_H

#include "talk_format.h"

/** Rates where none are given: usual ones for a talk that is meant to be
    followed. */
enum {
    CUE_WORDS_PER_MINUTE = 130,
    CUE_CHARACTERS_PER_MINUTE = 220
};

talk_write cue_sheet;

#endif
