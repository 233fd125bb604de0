#ifndef KOMET_TEXT_SCAN_H
#define KOMET_TEXT_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Looks through folded texts, 64 bytes at a time, with the widest instructions that the processor has.
///
/// The texts stand one behind the other in one buffer, each between two separators, which are bytes that
/// UTF-8 never uses. All functions may read, but not use, up to `TEXT_SCAN_PADDING` bytes behind the last
/// place that they look at.

#define TEXT_SCAN_SEPARATOR 0xFF
/// Stands between two forms of one text. It and all above it end a text's form.
#define TEXT_SCAN_FORM_SEPARATOR 0xFE
/// How many bytes are looked at in one step.
#define TEXT_SCAN_STEP 64
/// How many readable bytes must follow the texts: the greatest offset of a pair, and a step.
#define TEXT_SCAN_PADDING 320
#define TEXT_SCAN_LARGEST_OFFSET 255

/// Texts of rows, `texts_per_row` for each, of which the first `foremost_count` count more.
///
/// `starts` tells where each text begins in `bytes`, and where the next one would.
typedef struct {
  const uint8_t *bytes;
  const uint32_t *starts;
  size_t texts_per_row;
  size_t foremost_count;
} text_scan_texts;

/// Something looked for in the texts whose bits are set in `fields`, the first one lowest.
///
/// It may have to begin or end where a form of a text does, or to stand between bytes that belong to no word.
typedef struct {
  const uint8_t *bytes;
  size_t count;
  uint8_t fields;
  bool at_start;
  bool at_end;
  bool whole_word;
} text_scan_pattern;

/// Two places in a pattern whose bytes are rare; not greater than `TEXT_SCAN_LARGEST_OFFSET`.
typedef struct {
  size_t first;
  size_t second;
} text_scan_offsets;

/// Bits of rows, the first row's lowest: where a pattern stands, where it starts a word of the foremost texts, and where
/// it is a whole one there.
typedef struct {
  uint64_t *found;
  uint64_t *word_starts;
  uint64_t *whole_words;
} text_scan_found;

/// Sets the bits of the first rows in which `pattern`, of two bytes or more, stands.
///
/// Looks for the two rare bytes, and compares the others only where both stand.
void text_scan_find(
  const text_scan_texts *texts, size_t row_count, const text_scan_pattern *pattern,
  const text_scan_offsets *rare, const text_scan_found *result);

/// The same for a single byte, wherever it stands, in the texts whose bits are set in `fields`.
///
/// Nearly every row has one somewhere, so this goes from row to row instead of from match to match.
void text_scan_find_letter(
  const text_scan_texts *texts, size_t row_count, uint8_t letter, uint8_t fields, const text_scan_found *result);

/// How a pattern stands in a row, the best first; so much more in texts that aren't the foremost ones.
///
/// The lowest bit says that it is less than a whole word.
enum {
  TEXT_SCAN_WHOLE_WORD = 0,
  TEXT_SCAN_WORD_START = 1,
  TEXT_SCAN_IN_WORD = 3,
  TEXT_SCAN_ELSEWHERE = 2,
  TEXT_SCAN_NOWHERE = 0xFF,
};

/// Writes which of `rows` have `pattern` in them.
void text_scan_check(
  const text_scan_texts *texts, const uint32_t *rows, size_t row_count, const text_scan_pattern *pattern,
  bool *found);

/// Writes how `pattern` stands in each of the first rows.
void text_scan_rate(
  const text_scan_texts *texts, size_t row_count, const text_scan_pattern *pattern, uint8_t *ranks);

/// One of the patterns of a query, and how it stands in the values that rows share, by their codes.
///
/// Patterns of the same clause are alternatives; they stand side by side.
typedef struct {
  text_scan_pattern pattern;
  size_t clause;
  const uint8_t *type_ranks;
  const uint8_t *salesperson_ranks;
} text_scan_term;

/// What is known of the rows of a block besides their own texts.
typedef struct {
  const uint32_t *types;
  const uint32_t *salespeople;
  /// How many long words a name has, and its length in the lowest bits.
  const uint16_t *name_sizes;
} text_scan_values;

/// A score's parts, from the highest bits down: how the terms stand, added up; whether any is less than a whole word; how
/// many long words the name has that none of several terms starts, and how many neighbouring terms have such words between
/// them; whether any neighbouring terms don't follow each other directly, in order; how long the name is.
enum {
  TEXT_SCAN_STANDING_SHIFT = 12,
  TEXT_SCAN_STANDING_MAX = 15,
  TEXT_SCAN_PARTIAL = 1 << 11,
  TEXT_SCAN_SPREAD_SHIFT = 7,
  TEXT_SCAN_SPREAD_MAX = 15,
  TEXT_SCAN_INDIRECT = 1 << 6,
  /// A name's size without this many of its lowest bits is how many long words it has.
  TEXT_SCAN_SIZE_WORDS_SHIFT = 6,
  TEXT_SCAN_SIZE_WORDS_MAX = 7,
  /// From so many bytes on a word is long; shorter ones (of, the, de, los, inc) say little of whom one means.
  TEXT_SCAN_LONG_WORD = 5,
};

/// What a name of some size adds to a score that has so many other long words, if so many neighbouring terms have some
/// between them.
static inline uint16_t text_scan_size_score(unsigned other_words, unsigned scattered, uint16_t size) {
  const unsigned spread =
    (other_words < TEXT_SCAN_SIZE_WORDS_MAX ? other_words : TEXT_SCAN_SIZE_WORDS_MAX) + scattered;
  return (uint16_t)((spread < TEXT_SCAN_SPREAD_MAX ? spread : TEXT_SCAN_SPREAD_MAX) << TEXT_SCAN_SPREAD_SHIFT |
                    (size & ((1 << TEXT_SCAN_SIZE_WORDS_SHIFT) - 1)));
}

/// What the ranks of the terms add to a score: without their lowest bits added up, and whether any has that bit.
static inline uint16_t text_scan_standing_score(unsigned standing, bool is_partial) {
  return (uint16_t)((standing < TEXT_SCAN_STANDING_MAX ? standing : TEXT_SCAN_STANDING_MAX)
                      << TEXT_SCAN_STANDING_SHIFT |
                    (is_partial ? TEXT_SCAN_PARTIAL : 0));
}

/// Writes how well each of `rows` matches a query, the smaller, the better; each row has to match.
///
/// The first of a row's texts is the name. `scores` has an entry for each of `rows`.
void text_scan_score(
  const text_scan_texts *texts, const text_scan_values *values, const uint32_t *rows, size_t row_count,
  const text_scan_term *terms, size_t term_count, uint16_t *scores);

/// Asks the processor for memory that will be read soon.
static inline void text_scan_prefetch(const void *place) {
  __builtin_prefetch(place);
}

#endif
