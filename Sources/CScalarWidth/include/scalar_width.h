#ifndef KOMET_SCALAR_WIDTH_H
#define KOMET_SCALAR_WIDTH_H

#include <stdint.h>

/// How many columns a Unicode scalar takes in the locale of the calling thread, as the C library tells; -1 if it can't be
/// shown. Source: POSIX, wcwidth, which Swift doesn't see.
int scalar_width(uint32_t scalar);

#endif
