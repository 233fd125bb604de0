#ifndef KOMET_RANK_SCAN_H
#define KOMET_RANK_SCAN_H

#include <stddef.h>
#include <stdint.h>

/// Looks through the ranks of rows, a byte each, 64 at a time.

/// Which rows are meant: those whose rank is from `lowest` to `highest` and whose bit in `allowed` is set.
///
/// `allowed` has a bit for each row, the first one lowest in the first word; those behind the last row are 0. Where it
/// is null, all rows are allowed. `first_row` is the number of the first row. `highest` is below 255.
typedef struct {
  const uint8_t *ranks;
  const uint64_t *allowed;
  size_t row_count;
  uint32_t first_row;
  uint8_t lowest;
  uint8_t highest;
} rank_scan_rows;

size_t rank_scan_count(const rank_scan_rows *rows);

/// Writes the numbers of the rows, ascending, up to `capacity` of them; returns how many it wrote.
size_t rank_scan_find(const rank_scan_rows *rows, uint32_t *found, size_t capacity);

#endif
