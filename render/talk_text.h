/*
 * talk_text.h - what is spoken, as plain text: the words of the talk without
 * tags, emphasis and notes; a block a paragraph, list items with their mark.
 */
#ifndef TALK_TEXT_H
#define TALK_TEXT_H

#include "talk_format.h"

talk_write talk_text;

/** Whether the document itself says its title, as its first heading. Where it
    does not, a text of the talk begins with front matter's. */
bool talk_text_has_title(const tm_talk *talk);

#endif
