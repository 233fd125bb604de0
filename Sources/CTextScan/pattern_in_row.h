#ifndef KOMET_PATTERN_IN_ROW_H
#define KOMET_PATTERN_IN_ROW_H

#include <string.h>

#include "text_bytes.h"

// How a pattern stands in the texts of a row.

enum { STEP = TEXT_SCAN_STEP };

/// The bits of a step at `place` that stand from `start` to `end`.
INLINE uint64_t bits_between(size_t place, size_t start, size_t end) {
  if (end <= place) return 0;
  return first_bits(end - place) & ~(start > place ? first_bits(start - place) : 0);
}

/// Whether what stands around a pattern's bytes is what it asks for.
INLINE bool fits_at(const uint8_t *place, const text_scan_pattern *pattern) {
  const uint8_t before = place[-1], behind = place[pattern->count];
  return (!pattern->at_start || is_separator(before)) && (!pattern->at_end || is_separator(behind)) &&
         (!pattern->whole_word || (!is_in_word(before) && !is_in_word(behind)));
}

INLINE bool stands_at(const uint8_t *place, const text_scan_pattern *pattern) {
  return memcmp(place, pattern->bytes, pattern->count) == 0 && fits_at(place, pattern);
}

/// The bits of a step at `place` that stand in the texts in which a pattern is looked for.
INLINE uint64_t field_bits(
  const text_scan_pattern *pattern, const uint32_t *starts, size_t texts_per_row, size_t place) {
  uint64_t bits = 0;
  for (size_t text = 0; text < texts_per_row; text++) {
    if (pattern->fields >> text & 1) bits |= bits_between(place, starts[text], starts[text + 1]);
  }
  return bits;
}

/// Rows lie apart, so their memory is asked for while earlier ones are looked at: where the texts are, then these.
INLINE void ask_for_rows_ahead(
  const text_scan_texts *texts, const uint32_t *rows, size_t row_count, size_t index) {
  enum { STARTS_AHEAD = 32, TEXTS_AHEAD = 16 };
  if (index + STARTS_AHEAD >= row_count) return;
  text_scan_prefetch(texts->starts + rows[index + STARTS_AHEAD] * texts->texts_per_row);
  const uint8_t *text = texts->bytes + texts->starts[rows[index + TEXTS_AHEAD] * texts->texts_per_row];
  text_scan_prefetch(text);
  text_scan_prefetch(text + STEP);
}

/// The rank of the best of some hits, among which those at word starts are, and the whole words among these.
///
/// Without a branch, since how a pattern stands can't be foreseen.
INLINE uint8_t rank_of(uint64_t hits, uint64_t word_starts, uint64_t whole_words) {
  static const uint8_t RANKS[] = {
    TEXT_SCAN_NOWHERE, TEXT_SCAN_IN_WORD, TEXT_SCAN_WORD_START, TEXT_SCAN_WHOLE_WORD};
  return RANKS[(hits != 0) + (word_starts != 0) + (whole_words != 0)];
}

/// A row whose texts are one step long at most, looked at once for all patterns; else `count` is 0.
typedef struct {
  size_t count;
  /// The bits of the bytes in words, of those that end a form, and of those in the foremost texts.
  uint64_t words;
  uint64_t separators;
  uint64_t foremost;
} short_row;

INLINE short_row short_row_at(const text_scan_texts *texts, const uint32_t *starts) {
  const size_t count = starts[texts->texts_per_row] - starts[0];
  if (count > STEP) return (short_row){.count = 0};
  bytes64 step = BYTES_AT(texts->bytes + starts[0]);
  return (short_row){
    .count = count,
    .words = WORD_BITS(step) & first_bits(count),
    .separators = BITS(step >= TEXT_SCAN_FORM_SEPARATOR),
    .foremost = first_bits(starts[texts->foremost_count] - starts[0]),
  };
}

/// The rank of the best of some hits; the bits of words are such that stand before or behind a hit.
INLINE uint8_t best_rank(
  uint64_t *hits, uint64_t foremost, uint64_t words_before, uint64_t words_behind, bool whole_word) {
  uint64_t word_starts = *hits & ~words_before, whole_words = word_starts & ~words_behind;
  if (whole_word) *hits = word_starts = whole_words;
  uint8_t rank = rank_of(*hits & foremost, word_starts & foremost, whole_words & foremost);
  uint8_t other = rank_of(*hits & ~foremost, word_starts & ~foremost, whole_words & ~foremost);
  other = other == TEXT_SCAN_NOWHERE ? other : other + TEXT_SCAN_ELSEWHERE;
  return other < rank ? other : rank;
}

/// How a pattern stands in a row at best; in `name_hits` a bit for each place in the first step of the first text.
INLINE uint8_t rank_in_row(
  const text_scan_texts *texts, const uint32_t *starts, const text_scan_pattern *pattern, const short_row *row,
  uint64_t *name_hits) {
  const bool looks_everywhere = pattern->fields == (1u << texts->texts_per_row) - 1;
  if (row->count > 0) {
    uint64_t hits = pattern->count < row->count ? first_bits(row->count) : 0;
    for (size_t offset = 0; offset < pattern->count && hits; offset++) {
      hits &= BITS(BYTES_AT(texts->bytes + starts[0] + offset) == pattern->bytes[offset]);
    }
    if (hits && !looks_everywhere) hits &= field_bits(pattern, starts, texts->texts_per_row, starts[0]);
    if (!hits) return TEXT_SCAN_NOWHERE;
    if (pattern->at_start) hits &= row->separators << 1 | 1;
    if (pattern->at_end) hits &= row->separators >> pattern->count;
    uint8_t rank = best_rank(
      &hits, row->foremost, row->words << 1, row->words >> pattern->count, pattern->whole_word);
    *name_hits = hits & first_bits(starts[1] - starts[0]);
    return rank;
  }
  const size_t foremost_end = starts[texts->foremost_count], end = starts[texts->texts_per_row];
  uint8_t best = TEXT_SCAN_NOWHERE;
  for (size_t place = starts[0]; place < end; place += STEP) {
    const uint8_t *bytes = texts->bytes + place;
    uint64_t hits = first_bits(end - place);
    for (size_t offset = 0; offset < pattern->count && hits; offset++) {
      hits &= BITS(BYTES_AT(bytes + offset) == pattern->bytes[offset]);
    }
    if (hits && !looks_everywhere) hits &= field_bits(pattern, starts, texts->texts_per_row, place);
    if (!hits) continue;
    bytes64 before = BYTES_AT(bytes - 1), behind = BYTES_AT(bytes + pattern->count);
    if (pattern->at_start) hits &= BITS(before >= TEXT_SCAN_FORM_SEPARATOR);
    if (pattern->at_end) hits &= BITS(behind >= TEXT_SCAN_FORM_SEPARATOR);
    uint8_t rank = best_rank(
      &hits, bits_between(place, starts[0], foremost_end), WORD_BITS(before), WORD_BITS(behind),
      pattern->whole_word);
    if (place == starts[0]) *name_hits = hits & bits_between(place, place, starts[1]);
    best = rank < best ? rank : best;
  }
  return best;
}

#endif
