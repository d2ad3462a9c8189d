/*
 * masks.h - what stands behind asterisks that hide a name or number.
 */
#ifndef MASKS_H
#define MASKS_H

#include "talkmark.h"

/** Whether 'text' begins with a unit of a date and no more of a word, or with
    a title: what stands before it is likely a mask ("**日", "*同志"). */
bool masks_stand_before(tm_text text);

#endif
