/*
 * talk_markdown.h - the talk as CommonMark without tags: the words of a tag
 * stay with their emphasis and links, its attributes go, and with them front
 * matter, private notes, raw HTML and definitions.
 *
 * Read again (CommonMark 0.30), it gives the blocks and words of the talk. A
 * soft break that joins Chinese lines is no line end any more, for few programs
 * know that no space belongs there.
 */
#ifndef TALK_MARKDOWN_H
#define TALK_MARKDOWN_H

#include "talk_format.h"

talk_write talk_markdown;

#endif
