#ifndef KOMET_TEXT_BYTES_H
#define KOMET_TEXT_BYTES_H

#include <stddef.h>

#include "text_scan.h"
#include "wide_bytes.h"

// What the bytes of a folded text are.

#define INLINE static inline __attribute__((always_inline))

/// The bits of the first of 64 bytes, up to `count` of them.
INLINE uint64_t first_bits(size_t count) {
  return count < 64 ? (1ULL << count) - 1 : ~0ULL;
}

INLINE bool is_in_word(uint8_t byte) {
  return (uint8_t)(byte - 'a') < 26 || (uint8_t)(byte - '0') < 10 ||
         (byte >= 0x80 && byte < TEXT_SCAN_FORM_SEPARATOR);
}

INLINE bool is_separator(uint8_t byte) {
  return byte >= TEXT_SCAN_FORM_SEPARATOR;
}

// The bits of those of 64 bytes that belong to words.
#define WORD_BITS(step)                                                                                    \
  BITS(                                                                                                    \
    ((step) - 'a' < 26) | ((step) - '0' < 10) |                                                            \
    (((step) >= 0x80) & ((step) < TEXT_SCAN_FORM_SEPARATOR)))

#endif
