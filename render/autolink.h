/*
 * autolink.h - "<https://...>" and "<name@place>" (CommonMark, "Autolinks"):
 * which links can be written so, and which words would be read so.
 */
#ifndef AUTOLINK_H
#define AUTOLINK_H

#include "sink.h"
#include "talkmark.h"

/** Whether 'link' can be "<TEXT>": only such a one may stand within another
    link. */
bool autolink_is(const tm_node *link);
/** What stands between "<" and ">" of one, so that it is read as it is: libcmark
    knows references to characters there, too. */
void autolink_put_text(struct sink *sink, tm_text text);
/** Whether "<" before byte 'at' of 'text' may begin an address. The "@" may
    stand in the text after this one, where a note was between them. */
bool autolink_may_begin(tm_text text, size_t at);

#endif
