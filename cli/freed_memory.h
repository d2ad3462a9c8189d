/*
 * freed_memory.h - what malloc does with memory that is freed: keep it. Each
 * talk takes its memory and frees it whole; given back to the system and asked
 * for again a talk later, it would cost more than the talk itself
 * (docs/performance.md).
 */
#ifndef FREED_MEMORY_H
#define FREED_MEMORY_H

#include <stdlib.h> /* where there is glibc, it says so */
#ifdef __GLIBC__
# include <malloc.h>
#endif

/** Keep up to 32 MiB for what is allocated next. */
static inline void keep_freed_memory(void)
{
#ifdef __GLIBC__
    enum {
        KEPT = 32 * 1024 * 1024
    };
    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_MMAP_THRESHOLD, KEPT);
#endif
}

#endif
