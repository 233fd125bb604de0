#include "text_scan.h"

#include "wide_bytes.h"

enum { STEP = TEXT_SCAN_STEP };

/// The bits of a step's first bytes, up to `count` of them.
static inline uint64_t first_bits(size_t count) {
  return count < STEP ? (1ULL << count) - 1 : ~0ULL;
}

FOR_EACH_PROCESSOR
size_t text_scan_find_pair(
  const uint8_t *bytes, size_t end, const text_scan_pair *pair, text_scan_position *position,
  text_scan_hit *hits, size_t capacity) {
  size_t place = position->place;
  ptrdiff_t passed = position->separators;
  size_t count = 0;
  while (place < end && count + STEP <= capacity) {
    uint64_t found = BITS(
      (BYTES_AT(bytes + place + pair->first_offset) == pair->first) &
      (BYTES_AT(bytes + place + pair->second_offset) == pair->second));
    uint64_t separators = BITS(BYTES_AT(bytes + place) == TEXT_SCAN_SEPARATOR);
    found &= first_bits(end - place);
    while (found) {
      int bit = __builtin_ctzll(found);
      ptrdiff_t before = __builtin_popcountll(separators & first_bits((size_t)bit));
      hits[count++] = (text_scan_hit){(uint32_t)(place + bit), (int32_t)(passed + before)};
      found &= found - 1;
    }
    passed += __builtin_popcountll(separators);
    place += STEP;
  }
  position->place = place;
  position->separators = passed;
  return count;
}

/// The best way in which some bytes of a step stand; each of the other masks says which stand so.
static inline unsigned best_way(uint64_t bytes, uint64_t whole, uint64_t text_start, uint64_t word_start) {
  unsigned way = bytes ? TEXT_SCAN_INSIDE : TEXT_SCAN_NOWHERE - 1;
  way = bytes & word_start ? TEXT_SCAN_WORD_START : way;
  way = bytes & text_start ? TEXT_SCAN_TEXT_START : way;
  return bytes & whole ? TEXT_SCAN_WHOLE_TEXT : way;
}

FOR_EACH_PROCESSOR
void text_scan_rate_byte(
  const uint8_t *bytes, const uint32_t *starts, size_t texts_per_row, size_t row_count, uint8_t byte,
  const text_scan_fields *fields, uint8_t *ways) {
  const text_scan_fields in = *fields;
  for (size_t row = 0; row < row_count; row++, starts += texts_per_row) {
    const size_t foremost_end = starts[in.foremost_end], end = starts[in.end];
    // Of the byte before each step; before the first one stands a separator.
    uint64_t separator_before = 1, word_before = 0, other_before = 0;
    unsigned best = TEXT_SCAN_NOWHERE;
    uint64_t unsure = 0;
    for (size_t place = starts[in.start]; place < end; place += STEP) {
      bytes64 step = BYTES_AT(bytes + place);
      uint64_t separators = BITS(step == TEXT_SCAN_SEPARATOR);
      uint64_t words = BITS(((step - 'a') < 26) | ((step - '0') < 10));
      uint64_t others = BITS(step >= 0x80) & ~separators;
      uint64_t matches = BITS(step == byte) & first_bits(end - place);
      uint64_t text_start = separators << 1 | separator_before;
      uint64_t word_start = ~(words << 1 | word_before);
      uint64_t before_separator =
        separators >> 1 | (uint64_t)(bytes[place + STEP] == TEXT_SCAN_SEPARATOR) << (STEP - 1);
      uint64_t foremost = foremost_end > place ? first_bits(foremost_end - place) : 0;
      unsigned way = best_way(matches & foremost, text_start & before_separator, text_start, word_start);
      unsigned other_way =
        best_way(matches & ~foremost, text_start & before_separator, text_start, word_start) + 1;
      way = other_way < way ? other_way : way;
      best = way < best ? way : best;
      unsure |= matches & (others << 1 | other_before);
      separator_before = separators >> (STEP - 1);
      word_before = words >> (STEP - 1);
      other_before = others >> (STEP - 1);
    }
    best = best >= TEXT_SCAN_UNSURE ? TEXT_SCAN_NOWHERE : best;
    ways[row] = (uint8_t)(unsure ? TEXT_SCAN_UNSURE : best);
  }
}

FOR_EACH_PROCESSOR
size_t text_scan_find_sets(
  const uint64_t *sets, size_t row_count, uint64_t wanted, uint32_t first_row, uint32_t *rows) {
  // Written in any case, since whether a row is found can't be foreseen.
  size_t count = 0;
  for (size_t row = 0; row < row_count; row++) {
    rows[count] = first_row + (uint32_t)row;
    count += (wanted & ~sets[row]) == 0;
  }
  return count;
}

/// Rows lie apart, so their memory is asked for while earlier ones are looked at: where the texts are, then these.
static inline void ask_for_rows_ahead(
  const uint8_t *bytes, const uint32_t *starts, size_t texts_per_row, const uint32_t *rows, size_t row_count,
  size_t index) {
  enum { STARTS_AHEAD = 32, TEXTS_AHEAD = 16 };
  if (index + STARTS_AHEAD >= row_count) return;
  text_scan_prefetch(starts + rows[index + STARTS_AHEAD] * texts_per_row);
  text_scan_prefetch(bytes + starts[rows[index + TEXTS_AHEAD] * texts_per_row]);
}

FOR_EACH_PROCESSOR
size_t text_scan_keep_pair(
  const uint8_t *bytes, const uint32_t *starts, size_t texts_per_row, const text_scan_pair *pair,
  uint32_t *rows, size_t row_count) {
  const text_scan_pair wanted = *pair;
  size_t kept = 0;
  for (size_t index = 0; index < row_count; index++) {
    ask_for_rows_ahead(bytes, starts, texts_per_row, rows, row_count, index);
    const uint32_t *start = starts + rows[index] * texts_per_row;
    const size_t end = start[texts_per_row] - 1;
    uint64_t found = 0;
    for (size_t place = start[0] - 1; place < end && !found; place += STEP) {
      found = first_bits(end - place) & BITS(
        (BYTES_AT(bytes + place + wanted.first_offset) == wanted.first) &
        (BYTES_AT(bytes + place + wanted.second_offset) == wanted.second));
    }
    rows[kept] = rows[index];
    kept += found != 0;
  }
  return kept;
}

/// The bits behind the lowest one that is set; none if none is.
static inline uint64_t bits_behind_first(uint64_t bits) {
  return ~(bits ^ (bits - 1));
}

FOR_EACH_PROCESSOR
size_t text_scan_keep_in_order(
  const uint8_t *bytes, const uint32_t *starts, size_t texts_per_row, const uint8_t *letters,
  size_t letter_count, uint32_t *rows, size_t row_count) {
  size_t kept = 0;
  for (size_t index = 0; index < row_count; index++) {
    ask_for_rows_ahead(bytes, starts, texts_per_row, rows, row_count, index);
    const uint32_t *start = starts + rows[index] * texts_per_row;
    size_t end = start[1] - 1;
    size_t letter = 0;
    size_t place = start[0];
    uint64_t found = 0;
    if (end - place <= STEP) {
      // Without looking whether a letter was found: what is left behind a missing one is nothing.
      uint64_t left = first_bits(end - place);
      bytes64 step = BYTES_AT(bytes + place);
      for (; letter < letter_count; letter++) {
        found = left & BITS(step == letters[letter]);
        left &= bits_behind_first(found);
      }
    } else {
      for (; place < end && letter < letter_count; place += STEP) {
        uint64_t left = first_bits(end - place);
        bytes64 step = BYTES_AT(bytes + place);
        while (letter < letter_count && (found = left & BITS(step == letters[letter]))) {
          left &= bits_behind_first(found);
          letter++;
        }
      }
      found = letter == letter_count;
    }
    rows[kept] = rows[index];
    kept += found != 0;
  }
  return kept;
}

FOR_EACH_PROCESSOR
bool text_scan_fold_ascii(const uint8_t *text, size_t count, uint8_t *output) {
  // A blank at the start is one side by side with what is before the text.
  uint64_t blank_before = 1;
  for (size_t place = 0; place < count; place += STEP) {
    bytes64 step = BYTES_AT(text + place);
    bytes64 capital = (bytes64)(step - 'A' < 26) & 0x20;
    bytes64 is_control = (bytes64)(step - '\t' < 5);
    bytes64 folded = ((step | capital) & ~is_control) | (is_control & ' ');
    SET_BYTES_AT(output + place, folded);
    uint64_t valid = first_bits(count - place);
    uint64_t blanks = BITS(folded == ' ');
    if (((blanks & (blanks << 1 | blank_before)) | BITS(step >= 0x80)) & valid) return false;
    blank_before = blanks >> (STEP - 1);
  }
  return count == 0 || output[count - 1] != ' ';
}

FOR_EACH_PROCESSOR
bool text_scan_copy_unmarked(
  const uint8_t *text, size_t count, const text_scan_marks *marks, uint8_t *output) {
  const text_scan_marks marked = *marks;
  for (size_t place = 0; place < count; place += STEP) {
    bytes64 step = BYTES_AT(text + place);
    SET_BYTES_AT(output + place, step);
    uint64_t found = BITS(
      (step == marked.bytes[0]) | (step == marked.bytes[1]) | (step == marked.bytes[2]) |
      (step == marked.bytes[3]) | (step < marked.bound));
    if (found & first_bits(count - place)) return false;
  }
  return true;
}
