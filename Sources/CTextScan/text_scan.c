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

/// Rows lie apart, so their memory is asked for while earlier ones are looked at: where the texts are, then these.
static inline void ask_for_rows_ahead(
  const uint8_t *bytes, const uint32_t *starts, size_t texts_per_row, const uint32_t *rows, size_t row_count,
  size_t index) {
  enum { STARTS_AHEAD = 32, TEXTS_AHEAD = 16 };
  if (index + STARTS_AHEAD >= row_count) return;
  text_scan_prefetch(starts + rows[index + STARTS_AHEAD] * texts_per_row);
  const uint8_t *text = bytes + starts[rows[index + TEXTS_AHEAD] * texts_per_row];
  text_scan_prefetch(text);
  text_scan_prefetch(text + STEP);
}

/// The numbers of the bytes of a step.
static const bytes64 BYTE_NUMBERS = {
  0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
  22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
  44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
};

/// How many bytes of a step that begins at `place` stand before `end`.
static inline uint8_t bytes_left(size_t place, size_t end) {
  return end <= place ? 0 : end - place < STEP ? (uint8_t)(end - place) : STEP;
}

// Which bytes of a step that begins at `place` stand before `end`.
#define BYTES_BEFORE(place, end) (BYTE_NUMBERS < bytes_left(place, end))
// For each place in a step twice a way, so that there is room between two of them.
#define EACH_WAY(way) ((bytes64){} + (uint8_t)(2 * (way)))

FOR_EACH_PROCESSOR
size_t text_scan_rate(
  const uint8_t *bytes, const uint32_t *starts, size_t texts_per_row, const uint32_t *rows, size_t row_count,
  const text_scan_pattern *pattern, const text_scan_fields *fields, uint8_t *ways, uint32_t *unsure) {
  const text_scan_fields in = *fields;
  const text_scan_pattern wanted = *pattern;
  size_t unsure_count = 0;
  for (size_t index = 0; index < row_count; index++) {
    if (rows) ask_for_rows_ahead(bytes, starts, texts_per_row, rows, row_count, index);
    const uint32_t *start = starts + (rows ? rows[index] : index) * texts_per_row;
    const size_t foremost_end = start[in.foremost_end], end = start[in.end];
    uint8_t best = TEXT_SCAN_NOWHERE;
    for (size_t place = start[in.start]; place < end; place += STEP) {
      // The way of each place, were the pattern there; the least of them tells, without a branch.
      bytes64 before = BYTES_AT(bytes + place - 1), behind = BYTES_AT(bytes + place + wanted.count);
      bytes64 way = ((before - 'a' < 26) | (before - '0' < 10)) ? EACH_WAY(TEXT_SCAN_INSIDE)
                                                                : EACH_WAY(TEXT_SCAN_WORD_START);
      // Maybe a word's start: before a sure one, and odd.
      way = before >= 0x80 ? EACH_WAY(TEXT_SCAN_WORD_START) - 1 : way;
      bytes64 way_at_start = behind == TEXT_SCAN_SEPARATOR ? EACH_WAY(TEXT_SCAN_WHOLE_TEXT)
                                                           : EACH_WAY(TEXT_SCAN_TEXT_START);
      way = before == TEXT_SCAN_SEPARATOR ? way_at_start : way;
      way = BYTES_BEFORE(place, foremost_end) ? way : way + EACH_WAY(1);
      bytes64 found = (bytes64)BYTES_BEFORE(place, end);
      for (size_t offset = 0; offset < wanted.count; offset++) {
        found &= (bytes64)(BYTES_AT(bytes + place + offset) == wanted.bytes[offset]);
      }
      if (wanted.at_start) found &= (bytes64)(before == TEXT_SCAN_SEPARATOR);
      if (wanted.at_end) found &= (bytes64)(behind == TEXT_SCAN_SEPARATOR);
      uint8_t least = __builtin_reduce_min(way | ~found);
      best = least < best ? least : best;
    }
    ways[index] = best == TEXT_SCAN_NOWHERE ? best : best / 2;
    unsure[unsure_count] = (uint32_t)index;
    unsure_count += best != TEXT_SCAN_NOWHERE && best % 2 == 1;
  }
  return unsure_count;
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

/// The bits behind the lowest one that is set; none if none is.
static inline uint64_t bits_behind_first(uint64_t bits) {
  return ~(bits ^ (bits - 1));
}

/// How many places the shortest part has that holds a place of each letter, in their order.
///
/// `places` has a bit for each place of a letter; there is such a part.
static inline uint8_t shortest_length(const uint64_t *places, size_t letter_count) {
  uint8_t shortest = STEP;
  for (uint64_t starts = places[0]; starts; starts &= starts - 1) {
    uint64_t end = starts, left = bits_behind_first(starts);
    for (size_t letter = 1; letter < letter_count; letter++) {
      end = left & places[letter];
      left &= bits_behind_first(end);
    }
    if (!end) break;
    uint8_t length = (uint8_t)(__builtin_ctzll(end) - __builtin_ctzll(starts) + 1);
    shortest = length < shortest ? length : shortest;
  }
  return shortest;
}

FOR_EACH_PROCESSOR
size_t text_scan_keep_in_order(
  const uint8_t *bytes, const uint32_t *starts, size_t texts_per_row, const uint8_t *letters,
  size_t letter_count, uint32_t *rows, size_t row_count, uint8_t *lengths) {
  size_t kept = 0;
  for (size_t index = 0; index < row_count; index++) {
    ask_for_rows_ahead(bytes, starts, texts_per_row, rows, row_count, index);
    const uint32_t *start = starts + rows[index] * texts_per_row;
    size_t end = start[1] - 1;
    size_t place = start[0];
    bool is_found;
    uint8_t length = 0;
    if (end - place <= STEP) {
      if (letter_count > end - place) continue;
      // Without looking whether a letter was found: what is left behind a missing one is nothing.
      uint64_t places[STEP];
      uint64_t found = 0, left = first_bits(end - place);
      bytes64 step = BYTES_AT(bytes + place);
      uint64_t others = left & BITS(step >= 0x80);
      for (size_t letter = 0; letter < letter_count; letter++) {
        places[letter] = BITS(step == letters[letter]) & first_bits(end - place);
        found = left & places[letter];
        left &= bits_behind_first(found);
      }
      is_found = found != 0;
      if (is_found && !others) length = shortest_length(places, letter_count);
    } else {
      size_t letter = 0;
      for (; place < end && letter < letter_count; place += STEP) {
        uint64_t found, left = first_bits(end - place);
        bytes64 step = BYTES_AT(bytes + place);
        while (letter < letter_count && (found = left & BITS(step == letters[letter]))) {
          left &= bits_behind_first(found);
          letter++;
        }
      }
      is_found = letter == letter_count;
    }
    rows[kept] = rows[index];
    lengths[kept] = length;
    kept += is_found;
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
