#include "rank_scan.h"

#include <string.h>

#include "wide_bytes.h"

enum { STEP = 64 };

// The bits of the rows meant among the 64 that begin at row `start`.
#define ROWS_AT(rows, start, ranks)                                                                        \
  (BITS((BYTES_AT(ranks) >= (rows)->lowest) & (BYTES_AT(ranks) <= (rows)->highest)) &                      \
   ((rows)->allowed ? (rows)->allowed[(start) / STEP] : ~0ULL))

/// Copies the ranks of the last rows, fewer than a step, to where a whole step can be read; no row is meant beyond.
static inline void copy_rest(const rank_scan_rows *rows, size_t start, uint8_t rest[STEP]) {
  memset(rest, rows->highest + 1, STEP);
  memcpy(rest, rows->ranks + start, rows->row_count - start);
}

FOR_EACH_PROCESSOR
size_t rank_scan_count(const rank_scan_rows *rows) {
  size_t count = 0, start = 0;
  for (; start + STEP <= rows->row_count; start += STEP) {
    count += (size_t)__builtin_popcountll(ROWS_AT(rows, start, rows->ranks + start));
  }
  if (start == rows->row_count) return count;
  uint8_t rest[STEP];
  copy_rest(rows, start, rest);
  return count + (size_t)__builtin_popcountll(ROWS_AT(rows, start, rest));
}

FOR_EACH_PROCESSOR
size_t rank_scan_find(const rank_scan_rows *rows, uint32_t *found, size_t capacity) {
  size_t count = 0;
  uint8_t rest[STEP];
  for (size_t start = 0; start < rows->row_count && count < capacity; start += STEP) {
    const uint8_t *ranks = rows->ranks + start;
    if (start + STEP > rows->row_count) {
      copy_rest(rows, start, rest);
      ranks = rest;
    }
    for (uint64_t bits = ROWS_AT(rows, start, ranks); bits && count < capacity; bits &= bits - 1) {
      found[count++] = rows->first_row + (uint32_t)(start + (size_t)__builtin_ctzll(bits));
    }
  }
  return count;
}
