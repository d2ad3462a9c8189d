#include "workers.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

struct workers {
    pthread_mutex_t lock; /* of all below, but for what never changes */
    pthread_cond_t room;  /* a job may be begun, or none any more */
    pthread_cond_t done;  /* a job was done */
    size_t next;          /* the first that is not begun */
    size_t released;      /* all before it are */
    bool stopped;
    bool *is_done; /* of job i, at i % window */

    worker_job *job;
    void *context;
    size_t count, window;
    pthread_t *threads;
    size_t thread_count;
};

static bool has_jobs(const struct workers *w)
{
    return !w->stopped && w->next < w->count;
}

static bool has_room(const struct workers *w)
{
    return w->next < w->released + w->window;
}

/* Called with the lock, which is let go meanwhile. */
static void do_next_job(struct workers *w)
{
    const size_t i = w->next++;
    pthread_mutex_unlock(&w->lock);
    w->job(w->context, i);
    pthread_mutex_lock(&w->lock);
    w->is_done[i % w->window] = true;
    pthread_cond_signal(&w->done);
}

static void *work(void *workers)
{
    struct workers *w = workers;
    pthread_mutex_lock(&w->lock);
    while (has_jobs(w))
        if (has_room(w))
            do_next_job(w);
        else
            pthread_cond_wait(&w->room, &w->lock);
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

static void start_threads(struct workers *w, size_t threads)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    while (w->thread_count < threads &&
           !pthread_create(&w->threads[w->thread_count], NULL, work, w))
        w->thread_count++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void release_all(struct workers *w)
{
    pthread_mutex_destroy(&w->lock);
    pthread_cond_destroy(&w->room);
    pthread_cond_destroy(&w->done);
    free(w->is_done);
    free(w->threads);
    free(w);
}

struct workers *workers_start(size_t threads, size_t count, size_t window,
                              worker_job *job, void *context)
{
    struct workers *w = calloc(1, sizeof *w);
    if (!w)
        return NULL;
    w->job = job;
    w->context = context;
    w->count = count;
    w->window = window;
    w->is_done = calloc(window, sizeof *w->is_done);
    w->threads = calloc(threads, sizeof *w->threads);
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->room, NULL);
    pthread_cond_init(&w->done, NULL);
    if (w->is_done && w->threads)
        start_threads(w, threads - 1);
    if (w->thread_count)
        return w;
    release_all(w);
    return NULL;
}

void workers_take(struct workers *w, size_t i)
{
    pthread_mutex_lock(&w->lock);
    while (!w->is_done[i % w->window])
        if (has_jobs(w) && has_room(w))
            do_next_job(w);
        else
            pthread_cond_wait(&w->done, &w->lock);
    pthread_mutex_unlock(&w->lock);
}

void workers_release(struct workers *w, size_t i)
{
    pthread_mutex_lock(&w->lock);
    w->is_done[i % w->window] = false;
    w->released = i + 1;
    pthread_cond_signal(&w->room);
    pthread_mutex_unlock(&w->lock);
}

void workers_stop(struct workers *w)
{
    if (!w)
        return;
    pthread_mutex_lock(&w->lock);
    w->stopped = true;
    pthread_cond_broadcast(&w->room);
    pthread_mutex_unlock(&w->lock);
    for (size_t i = 0; i < w->thread_count; i++)
        pthread_join(w->threads[i], NULL);
    release_all(w);
}
