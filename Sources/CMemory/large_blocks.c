#include "large_blocks.h"

#include <stdlib.h> /* says whether this is glibc */

#ifdef __GLIBC__

#include <malloc.h>

enum { large_bytes = 256 << 10 };

void memory_return_large_blocks(void) { mallopt(M_MMAP_THRESHOLD, large_bytes); }

#else

void memory_return_large_blocks(void) {}

#endif
