#define _GNU_SOURCE
#include "threads.h"

#include <sched.h>

#ifdef __linux__

int threads_processor(void) { return sched_getcpu(); }

void threads_keep_off(pthread_t thread, int processor) {
  cpu_set_t processors;
  if (processor < 0 || pthread_getaffinity_np(pthread_self(), sizeof processors, &processors) != 0) return;
  CPU_CLR(processor, &processors);
  if (CPU_COUNT(&processors) > 0) pthread_setaffinity_np(thread, sizeof processors, &processors);
}

#else

int threads_processor(void) { return THREADS_ANY_PROCESSOR; }

void threads_keep_off(pthread_t thread, int processor) {}

#endif
