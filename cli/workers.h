/*
 * workers.h - jobs done ahead on other threads, and taken in order.
 *
 * Invariants
 *   - Job i is begun only when job i - window was released: so much is held at
 *     once, and no more.
 *   - take() and release() are called for 0, 1, 2 … in turn, by one thread.
 *   - Workers get no signals: a handler runs on a thread that was there before.
 */
#ifndef WORKERS_H
#define WORKERS_H

#include <stdbool.h>
#include <stddef.h>

/** Do job 'i'; only one thread does each. */
typedef void worker_job(void *context, size_t i);

struct workers;

/**
 * Put up to 'threads' threads, the caller's among them, to 'count' jobs, at most
 * 'window' of them ahead of the first that is not released. NULL where not even
 * one can be started beside the caller's.
 */
struct workers *workers_start(size_t threads, size_t count, size_t window,
                              worker_job *job, void *context);
/** Wait until job 'i' is done, doing jobs meanwhile. */
void workers_take(struct workers *workers, size_t i);
/** Job 'i' is dealt with: what it gave may be overwritten. */
void workers_release(struct workers *workers, size_t i);
/** Begin no more, wait for those that were begun, free; NULL is ignored. What
    was done and not released is the caller's to clean up. */
void workers_stop(struct workers *workers);

#endif
