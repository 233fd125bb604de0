#ifndef KOMET_THREADS_H
#define KOMET_THREADS_H

#include <pthread.h>

/// What a system does not let one choose, or not know: any processor.
#define THREADS_ANY_PROCESSOR -1

/// The processor that the calling thread runs on now.
int threads_processor(void);

/// Lets a thread run on all processors of the calling one but `processor`; where that can't be, nothing changes.
void threads_keep_off(pthread_t thread, int processor);

/// Passes a moment while another thread is about to be done.
static inline void threads_relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// Lets other threads go before the calling one, for good, where that can be done for one thread.
void threads_lower_priority(void);

#endif
