#ifndef KOMET_TEXT_SCAN_H
#define KOMET_TEXT_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Folds texts and looks through folded ones, 64 bytes at a time, with the widest instructions that the processor has.
///
/// The texts stand one behind the other in one buffer, each between two separators, which are bytes that
/// UTF-8 never uses. All functions may read, but not use, up to `TEXT_SCAN_PADDING` bytes behind the last
/// place that they look at.

#define TEXT_SCAN_SEPARATOR 0xFF
/// How many bytes are looked at in one step.
#define TEXT_SCAN_STEP 64
/// How many readable bytes must follow the texts: the greatest offset of a pair, and a step.
#define TEXT_SCAN_PADDING 320
#define TEXT_SCAN_LARGEST_OFFSET 255

/// Two bytes of something looked for, and where they stand in it.
typedef struct {
  size_t first_offset;
  size_t second_offset;
  uint8_t first;
  uint8_t second;
} text_scan_pair;

/// Where a scan goes on: a place in the buffer, and the number of the text before which it stands.
typedef struct {
  size_t place;
  ptrdiff_t separators;
} text_scan_position;

/// A place where both bytes of a pair stand, and how many separators the scan passed before it.
typedef struct {
  uint32_t place;
  int32_t separators;
} text_scan_hit;

/// Finds the places up to `end` where both bytes of `pair` stand at their offsets.
///
/// Begins at `position`, moves it and stops at `end` or when fewer than 64 hits would fit. Returns how many
/// `hits` it wrote; at least 64 must fit.
size_t text_scan_find_pair(
  const uint8_t *bytes, size_t end, const text_scan_pair *pair, text_scan_position *position,
  text_scan_hit *hits, size_t capacity);

/// Which of a row's texts are looked at: from `start` on those that count more, then others until `end`.
typedef struct {
  size_t start;
  size_t foremost_end;
  size_t end;
} text_scan_fields;

/// The ways in which a pattern stands in a row, the best first; each is one more in the other texts.
enum {
  TEXT_SCAN_WHOLE_TEXT = 0,
  TEXT_SCAN_TEXT_START = 2,
  TEXT_SCAN_WORD_START = 4,
  TEXT_SCAN_INSIDE = 6,
  TEXT_SCAN_NOWHERE = 0xFF,
};

/// Something looked for, which may have to begin or end where a text does.
typedef struct {
  const uint8_t *bytes;
  size_t count;
  bool at_start;
  bool at_end;
} text_scan_pattern;

/// Finds the best way in which `pattern` stands in each of `rows`, or of the first rows if that is null.
///
/// `starts` has `texts_per_row` entries for each row and one more: where its texts begin. Writes a way for each of
/// the rows. Where the pattern stands behind a character that isn't ASCII, and that matters, the way can't be told:
/// it writes into `unsure` which ones these are, and returns how many; there must be room for all.
size_t text_scan_rate(
  const uint8_t *bytes, const uint32_t *starts, size_t texts_per_row, const uint32_t *rows, size_t row_count,
  const text_scan_pattern *pattern, const text_scan_fields *fields, uint8_t *ways, uint32_t *unsure);

/// Finds the rows whose set of letters has all of `wanted`; writes their numbers, the first row being `first_row`.
///
/// Returns how many they are; `rows` must have room for `row_count`.
size_t text_scan_find_sets(
  const uint64_t *sets, size_t row_count, uint64_t wanted, uint32_t first_row, uint32_t *rows);

/// Keeps those of `rows` whose first text has the bytes of `letters` in their order; returns how many.
///
/// Writes for each of them how many bytes the shortest part of the text has that holds the letters; 0 where that
/// takes a closer look, since the text isn't ASCII or is longer than a step. There must be room for all rows.
size_t text_scan_keep_in_order(
  const uint8_t *bytes, const uint32_t *starts, size_t texts_per_row, const uint8_t *letters,
  size_t letter_count, uint32_t *rows, size_t row_count, uint8_t *lengths);

/// Folds ASCII text in which only letters, tabs and their like change: letters to lower case, these to blanks.
///
/// Returns false, with anything in `output`, if the text isn't ASCII or has blanks at an end or side by side.
/// May write, as it may read, up to `TEXT_SCAN_STEP` bytes more than `count`.
bool text_scan_fold_ascii(const uint8_t *text, size_t count, uint8_t *output);

/// Bytes for which a text that is copied takes a closer look: these, and all below a bound, which may be 0.
typedef struct {
  uint8_t bytes[4];
  uint8_t bound;
} text_scan_marks;

/// Copies a text; returns whether none of its bytes is marked.
///
/// May write, as it may read, up to `TEXT_SCAN_STEP` bytes more than `count`.
bool text_scan_copy_unmarked(
  const uint8_t *text, size_t count, const text_scan_marks *marks, uint8_t *output);

/// Asks the processor for memory that will be read soon.
static inline void text_scan_prefetch(const void *place) {
  __builtin_prefetch(place);
}

#endif
