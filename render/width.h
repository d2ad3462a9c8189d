/*
 * width.h - how wide text is on a terminal, in cells.
 *
 * A wide character (Chinese, most emoji) takes two cells, a combining mark or
 * a joiner none, everything else one. Control characters take none: who prints
 * to a terminal escapes them first (escape.h).
 */
#ifndef WIDTH_H
#define WIDTH_H

#include "talkmark.h"

/** Cells that 'text' takes. */
size_t width_of(tm_text text);

/**
 * The longest beginning of 'text' that takes at most 'cells' cells; '*used'
 * says how many it takes. Marks stay with the character that they stand on,
 * and a wide character is never halved.
 */
tm_text width_first(tm_text text, size_t cells, size_t *used);

#endif
