/*
 * progress.h - a bar on standard error that tells how far a long run is.
 *
 * Only on a terminal, only where there are several inputs, and only after half
 * a second. A process has one terminal, so the bar is state of this module;
 * the main thread alone calls it.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stddef.h>

/** There are 'count' inputs to read. */
void progress_begin(size_t count);
/** One more of them was read. */
void progress_step(void);
/** Empty the bar's line, where it is shown: something else is to be written.
    The next step shows it again. */
void progress_hide(void);
/** The run is over, or what follows is written to the same terminal. */
void progress_end(void);

#endif
