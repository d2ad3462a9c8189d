/*
 * outline_format.h - what writes one talk's outline, or its model.
 *
 * Adding a format is one file with one function of type outline_write and one
 * row in formats.def.
 */
#ifndef OUTLINE_FORMAT_H
#define OUTLINE_FORMAT_H

#include "render.h"
#include "sink.h"
#include "talkmark.h"

/** Write what the format shows of 'talk' to 'sink'. Returns false where the
    sink had failed by the end. The caller finishes the sink. */
typedef bool outline_write(const tm_talk *talk,
                           const struct tm_render_options *options,
                           struct sink *sink);

#endif
