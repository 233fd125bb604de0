#include "text_scan.h"

#include "pattern_in_row.h"

FOR_EACH_PROCESSOR
void text_scan_find(
  const text_scan_texts *texts, size_t row_count, const text_scan_pattern *pattern,
  const text_scan_offsets *rare, const text_scan_found *result) {
  const text_scan_texts in = *texts;
  const text_scan_found out = *result;
  const uint8_t first = pattern->bytes[rare->first], second = pattern->bytes[rare->second];
  const size_t end = in.starts[row_count * in.texts_per_row];
  const bool is_pair = pattern->count == 2;
  size_t passed = 0;
  for (size_t place = in.starts[0]; place < end; place += STEP) {
    const uint8_t *bytes = in.bytes + place;
    uint64_t hits = BITS(
      (BYTES_AT(bytes + rare->first) == first) & (BYTES_AT(bytes + rare->second) == second));
    uint64_t separators = BITS(BYTES_AT(bytes) == TEXT_SCAN_SEPARATOR);
    for (hits &= first_bits(end - place); hits; hits &= hits - 1) {
      size_t bit = (size_t)__builtin_ctzll(hits);
      // Of two bytes the pair is all that there is to compare.
      if (is_pair ? !fits_at(bytes + bit, pattern)
                  : place + bit + pattern->count > end || !stands_at(bytes + bit, pattern)) {
        continue;
      }
      size_t text = passed + (size_t)__builtin_popcountll(separators & first_bits(bit));
      const size_t row = text / in.texts_per_row, field = text % in.texts_per_row;
      if (!(pattern->fields >> field & 1)) continue;
      const uint64_t row_bit = 1ULL << (row % 64);
      out.found[row / 64] |= row_bit;
      if (field >= in.foremost_count || is_in_word(bytes[bit - 1])) continue;
      out.word_starts[row / 64] |= row_bit;
      if (!is_in_word(bytes[bit + pattern->count])) out.whole_words[row / 64] |= row_bit;
    }
    passed += (size_t)__builtin_popcountll(separators);
  }
}

/// Whether a pattern stands in a row.
INLINE bool stands_in_row(
  const text_scan_texts *texts, const uint32_t *starts, const text_scan_pattern *pattern) {
  const bool looks_everywhere = pattern->fields == (1u << texts->texts_per_row) - 1;
  for (size_t place = starts[0], end = starts[texts->texts_per_row]; place < end; place += STEP) {
    const uint8_t *bytes = texts->bytes + place;
    uint64_t hits = first_bits(end - place);
    for (size_t offset = 0; offset < pattern->count && hits; offset++) {
      hits &= BITS(BYTES_AT(bytes + offset) == pattern->bytes[offset]);
    }
    if (hits && !looks_everywhere) hits &= field_bits(pattern, starts, texts->texts_per_row, place);
    for (; hits; hits &= hits - 1) {
      if (fits_at(bytes + __builtin_ctzll(hits), pattern)) return true;
    }
  }
  return false;
}

FOR_EACH_PROCESSOR
void text_scan_find_letter(
  const text_scan_texts *texts, size_t row_count, uint8_t letter, uint8_t fields, const text_scan_found *result) {
  const text_scan_texts in = *texts;
  const text_scan_found out = *result;
  const bool looks_everywhere = fields == (1u << in.texts_per_row) - 1;
  const text_scan_pattern pattern = {.bytes = &letter, .count = 1, .fields = fields};
  for (size_t row = 0; row < row_count; row++) {
    const uint32_t *starts = in.starts + row * in.texts_per_row;
    const size_t end = starts[in.texts_per_row], foremost_end = starts[in.foremost_count];
    uint64_t found = 0, word_starts = 0, whole_words = 0;
    for (size_t place = starts[0]; place < end; place += STEP) {
      const uint8_t *bytes = in.bytes + place;
      uint64_t hits = BITS(BYTES_AT(bytes) == letter) & first_bits(end - place);
      if (!looks_everywhere) hits &= field_bits(&pattern, starts, in.texts_per_row, place);
      const bytes64 step = BYTES_AT(bytes), behind = BYTES_AT(bytes + 1);
      // Before the first byte stands a separator, or the last byte of the step before.
      const uint64_t words_before = WORD_BITS(step) << 1 | is_in_word(bytes[-1]);
      const uint64_t starting = hits & ~words_before & bits_between(place, starts[0], foremost_end);
      found |= hits;
      word_starts |= starting;
      whole_words |= starting & ~WORD_BITS(behind);
    }
    out.found[row / 64] |= (uint64_t)(found != 0) << (row % 64);
    out.word_starts[row / 64] |= (uint64_t)(word_starts != 0) << (row % 64);
    out.whole_words[row / 64] |= (uint64_t)(whole_words != 0) << (row % 64);
  }
}

FOR_EACH_PROCESSOR
void text_scan_rate(
  const text_scan_texts *texts, size_t row_count, const text_scan_pattern *pattern, uint8_t *ranks) {
  const text_scan_texts in = *texts;
  const text_scan_pattern wanted = *pattern;
  for (size_t index = 0; index < row_count; index++) {
    const uint32_t *starts = in.starts + index * in.texts_per_row;
    const short_row row = short_row_at(&in, starts);
    uint64_t hits;
    ranks[index] = rank_in_row(&in, starts, &wanted, &row, &hits);
  }
}

FOR_EACH_PROCESSOR
void text_scan_check(
  const text_scan_texts *texts, const uint32_t *rows, size_t row_count, const text_scan_pattern *pattern,
  bool *found) {
  const text_scan_texts in = *texts;
  const text_scan_pattern wanted = *pattern;
  for (size_t index = 0; index < row_count; index++) {
    ask_for_rows_ahead(&in, rows, row_count, index);
    const uint32_t *starts = in.starts + rows[index] * in.texts_per_row;
    found[index] = stands_in_row(&in, starts, &wanted);
  }
}
