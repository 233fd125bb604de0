#define _GNU_SOURCE
#include "threads.h"

#include <sched.h>
#include <sys/resource.h>

#ifdef __linux__

int threads_processor(void) { return sched_getcpu(); }

void threads_keep_off(pthread_t thread, int processor) {
  cpu_set_t processors;
  if (processor < 0 || pthread_getaffinity_np(pthread_self(), sizeof processors, &processors) != 0) return;
  CPU_CLR(processor, &processors);
  if (CPU_COUNT(&processors) > 0) pthread_setaffinity_np(thread, sizeof processors, &processors);
}

void threads_lower_priority(void) {
  // A tenth of the processor where another thread wants it; with less, whoever waits for this one would starve.
  const int nice = 10;
  setpriority(PRIO_PROCESS, 0, nice);
}

#else

int threads_processor(void) { return THREADS_ANY_PROCESSOR; }

void threads_keep_off(pthread_t thread, int processor) {}

void threads_lower_priority(void) {}

#endif
