#include "width.h"

#include "escape.h"

#include <utf8proc.h>

static size_t cells_of(uint32_t code)
{
    const int cells = utf8proc_charwidth((utf8proc_int32_t)code);
    return cells > 0 ? (size_t)cells : 0;
}

tm_text width_first(tm_text text, size_t cells, size_t *used)
{
    size_t at = 0;
    *used = 0;
    for (size_t next = 0; at < text.size; at = next) {
        const size_t wide = cells_of(escape_decode(text, &next));
        if (wide > cells - *used)
            break;
        *used += wide;
    }
    return (tm_text){ text.data, at };
}

size_t width_of(tm_text text)
{
    size_t used;
    (void)width_first(text, SIZE_MAX, &used);
    return used;
}
