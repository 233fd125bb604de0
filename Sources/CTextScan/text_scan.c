#include "text_scan.h"

#include <stdbool.h>

#if defined(__x86_64__) && defined(__linux__)
// Compiled once for each, and chosen when the program starts.
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx512bw", "avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

typedef uint8_t bytes64 __attribute__((ext_vector_type(64), aligned(1)));
typedef bool flags64 __attribute__((ext_vector_type(64)));

// Macros, since a function that takes or returns such vectors would have to be compiled for one processor.
#define BYTES_AT(pointer) (*(const bytes64 *)(pointer))
// A bit for each of the 64 bytes, the first one lowest.
#define BITS(condition) __builtin_bit_cast(uint64_t, __builtin_convertvector((condition), flags64))

enum { STEP = 64 };

/// The bits of the places `start..<end` in the step that begins at `place`.
static inline uint64_t bits_of_range(size_t place, size_t start, size_t end) {
  uint64_t before_end = end <= place ? 0 : end - place >= STEP ? ~0ULL : (1ULL << (end - place)) - 1;
  uint64_t before_start = start <= place ? 0 : start - place >= STEP ? ~0ULL : (1ULL << (start - place)) - 1;
  return before_end & ~before_start;
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
    if (end - place < STEP) found &= (1ULL << (end - place)) - 1;
    while (found) {
      int bit = __builtin_ctzll(found);
      ptrdiff_t before = __builtin_popcountll(separators & ((1ULL << bit) - 1));
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

/// A bit for `kind` if one of `foremost` is in `matches`, and the next one likewise for `others`.
static inline unsigned kind_bits(uint64_t matches, uint64_t foremost, uint64_t others, unsigned kind) {
  unsigned is_foremost = (matches & foremost) != 0;
  unsigned is_other = (matches & others) != 0;
  return (is_foremost | is_other << 1) << kind;
}

FOR_EACH_PROCESSOR
void text_scan_rate_byte(
  const uint8_t *bytes, const uint32_t *starts, size_t texts_per_row, size_t row_count, uint8_t byte,
  const text_scan_fields *fields, uint16_t *kinds) {
  const text_scan_fields in = *fields;
  size_t first = in.foremost_start < in.foremost_end ? in.foremost_start : in.others_start;
  size_t last = in.others_start < in.others_end ? in.others_end : in.foremost_end;
  for (size_t row = 0; row < row_count; row++, starts += texts_per_row) {
    size_t end = starts[last];
    // Of the byte before each step; before the first one stands a separator.
    uint64_t separator_before = 1, word_before = 0, other_before = 0;
    unsigned found = 0;
    for (size_t place = starts[first]; place < end; place += STEP) {
      bytes64 step = BYTES_AT(bytes + place);
      uint64_t separators = BITS(step == TEXT_SCAN_SEPARATOR);
      uint64_t words = BITS(((step - 'a') < 26) | ((step - '0') < 10));
      uint64_t others = BITS(step >= 0x80) & ~separators;
      uint64_t matches = BITS(step == byte);
      uint64_t after_separator = separators << 1 | separator_before;
      uint64_t in_word = words << 1 | word_before;
      uint64_t after_other = others << 1 | other_before;
      uint64_t before_separator =
        separators >> 1 | (uint64_t)(bytes[place + STEP] == TEXT_SCAN_SEPARATOR) << (STEP - 1);
      uint64_t foremost =
        matches & bits_of_range(place, starts[in.foremost_start], starts[in.foremost_end]);
      uint64_t rest = matches & bits_of_range(place, starts[in.others_start], starts[in.others_end]);
      found |= kind_bits(after_separator & before_separator, foremost, rest, TEXT_SCAN_WHOLE_TEXT);
      found |= kind_bits(after_separator, foremost, rest, TEXT_SCAN_TEXT_START);
      found |= kind_bits(~(after_separator | in_word | after_other), foremost, rest, TEXT_SCAN_WORD_START);
      found |= kind_bits(in_word, foremost, rest, TEXT_SCAN_INSIDE);
      found |= kind_bits(after_other, foremost, rest, TEXT_SCAN_UNSURE);
      separator_before = separators >> (STEP - 1);
      word_before = words >> (STEP - 1);
      other_before = others >> (STEP - 1);
    }
    kinds[row] = (uint16_t)found;
  }
}

FOR_EACH_PROCESSOR
size_t text_scan_keep_in_order(
  const uint8_t *bytes, const uint32_t *starts, size_t texts_per_row, const uint8_t *letters,
  size_t letter_count, uint32_t *rows, size_t row_count) {
  size_t kept = 0;
  for (size_t index = 0; index < row_count; index++) {
    const uint32_t *start = starts + rows[index] * texts_per_row;
    size_t end = start[1] - 1;
    size_t letter = 0;
    for (size_t place = start[0]; place < end && letter < letter_count; place += STEP) {
      bytes64 step = BYTES_AT(bytes + place);
      uint64_t left = bits_of_range(place, place, end);
      while (letter < letter_count) {
        uint64_t found = left & BITS(step == letters[letter]);
        if (!found) break;
        // What stands behind the first of them.
        left &= ~(found ^ (found - 1));
        letter++;
      }
    }
    rows[kept] = rows[index];
    kept += letter == letter_count;
  }
  return kept;
}
