/*
 * talk_format.h - what writes one talk: its outline, its words, its model.
 *
 * Adding a format is one file with one function of type talk_write and one
 * row in formats.def.
 */
#ifndef TALK_FORMAT_H
#define TALK_FORMAT_H

#include "render.h"
#include "sink.h"
#include "talkmark.h"

/** Write what the format shows of 'talk' to 'sink'. Returns false where memory
    ran out or the sink had failed by the end. The caller finishes the sink. */
typedef bool talk_write(const tm_talk *talk,
                        const struct tm_render_options *options,
                        struct sink *sink);

#endif
