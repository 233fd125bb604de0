#ifndef KOMET_WORD_SCAN_H
#define KOMET_WORD_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Compares a mistyped word with many words, and adds up what the rows that hold them would cost.
///
/// A word is given as its letters, a byte each, at most `WORD_SCAN_LETTERS_MAX`.

#define WORD_SCAN_LETTERS_MAX 64
/// So many clauses can be told apart; the last lane of `WORD_SCAN_LANES` is for pairs.
#define WORD_SCAN_CLAUSES_MAX 15
#define WORD_SCAN_LANES 16
#define WORD_SCAN_PAIRS_MAX 64

/// What it costs that a word stands for a term, the less, the more alike.
enum {
  /// The term itself; a word that begins with it; one that holds it.
  WORD_PRICE_WHOLE = 0,
  WORD_PRICE_START = 2,
  WORD_PRICE_INSIDE = 4,
  /// The term stands somewhere in the row, in its code for example.
  WORD_PRICE_ELSEWHERE = 2,
  /// One letter for another, and for one that sounds alike.
  WORD_PRICE_WRONG = 20,
  WORD_PRICE_WRONG_ALIKE = 14,
  /// A letter too many or missing; one that is doubled, or silent.
  WORD_PRICE_EXTRA = 18,
  WORD_PRICE_EXTRA_ALIKE = 11,
  WORD_PRICE_SWAPPED = 14,
  /// Added for a mistake in the first letter.
  WORD_PRICE_FIRST_LETTER = 8,
  /// Added where the word goes on behind what is like the term.
  WORD_PRICE_UNFINISHED = 7,
  WORD_PRICE_SOUND = 22,
  WORD_PRICE_ENDING = 26,
  /// Added where the word is of a type or a salesperson.
  WORD_PRICE_OTHER_FIELD = 3,
  /// The term is two words run together; added to what both cost.
  WORD_PRICE_PAIR = 16,
  /// Added where the term was made of two that stand side by side.
  WORD_PRICE_JOINED = 10,
  WORD_PRICE_NONE = 0xFF,
};

/// Distinct words; `starts` tells where each begins in `letters`, and where the next one would.
typedef struct {
  const uint8_t *letters;
  const uint32_t *starts;
  const uint64_t *masks;
  const uint64_t *sounds;
  size_t count;
} word_scan_words;

/// The letters of a word as a set, roughly: different ones may share a bit.
uint64_t word_scan_mask(const uint8_t *letters, size_t count);

/// How a word sounds, to English and Spanish ears, as a number: the same for words that sound alike.
///
/// 0 for a word that is too short to tell.
uint64_t word_scan_sound(const uint8_t *letters, size_t count);

/// What it costs that a word stands for `term`; `WORD_PRICE_NONE` if they are not alike.
uint8_t word_scan_price(const uint8_t *term, size_t term_count, const uint8_t *word, size_t word_count);

/// Writes the same for each of `words`.
void word_scan_prices(const uint8_t *term, size_t term_count, const word_scan_words *words, uint8_t *prices);

/// Two words that a term is when they are run together, and the lanes that they serve (the same one twice for one).
typedef struct {
  uint8_t lanes[2];
  uint8_t price;
} word_scan_pair;

/// What the words and values of a table cost for each clause of a query, in lanes.
///
/// `name_prices`, `type_prices` and `salesperson_prices` have `WORD_SCAN_LANES` prices for each word or value; in the
/// last lane of a word stands 0 if a pair begins with it. `name_clauses` and so on have a bit for each of these lanes in
/// which there is a price. `pair_starts` and `pair_ends` have for each word a bit for each pair that it begins, or ends.
/// `found` has for each lane the
/// rows in which a term stands as it is, or null. If `leaves_out`, one clause may be left out, at the price in `left_out`
/// unless that is `WORD_PRICE_NONE`.
typedef struct {
  size_t clause_count;
  const uint8_t *name_prices;
  const uint8_t *type_prices;
  const uint8_t *salesperson_prices;
  const uint16_t *name_clauses;
  const uint16_t *type_clauses;
  const uint16_t *salesperson_clauses;
  const uint64_t *pair_starts;
  const uint64_t *pair_ends;
  size_t pair_count;
  word_scan_pair pairs[WORD_SCAN_PAIRS_MAX];
  const uint64_t *found[WORD_SCAN_CLAUSES_MAX];
  uint8_t left_out[WORD_SCAN_CLAUSES_MAX];
  bool leaves_out;
  /// The bits of the lanes in which any type, any salesperson has a price.
  uint16_t priced_types;
  uint16_t priced_salespeople;
} word_scan_query;

/// Neighbouring rows: for each the words of its name, the last one marked by the highest bit, and its values.
///
/// `name_starts` tells for every `WORD_SCAN_STEP`th row where its words begin. `words` are the distinct ones of all
/// these names; the rows that have word number n of them, counted from the first row here, stand in `word_rows` from
/// `word_starts[n]` up to `word_starts[n + 1]`. `allowed` has a bit for each row of the table, of which the first one
/// here is `first_row`.
typedef struct {
  size_t first_row;
  size_t row_count;
  const uint32_t *name_words;
  const uint32_t *name_starts;
  size_t word_count;
  const uint32_t *words;
  const uint32_t *word_starts;
  const uint16_t *word_rows;
  const uint32_t *types;
  const uint32_t *salespeople;
  const uint16_t *name_sizes;
  const uint64_t *allowed;
} word_scan_rows;

#define WORD_SCAN_LAST_WORD 0x80000000u
#define WORD_SCAN_STEP 64
#define WORD_SCAN_ROWS_MAX (1 << 14)

/// A score's parts, from the highest bits down: what the row costs; how many neighbouring clauses aren't found in
/// neighbouring words of the name, in order; how many long words the name has.
enum {
  WORD_SCAN_PRICE_SHIFT = 6,
  WORD_SCAN_PRICE_MAX = 1022,
  WORD_SCAN_SCATTERED_SHIFT = 4,
  WORD_SCAN_SCATTERED_MAX = 3,
};

/// What comes of it, of which each row of the block has an entry.
///
/// A bit for each row that is alike; for each of these, one after the other, a score, and which clause it lacks, or
/// `WORD_SCAN_LANES` if none. There is room for all rows.
typedef struct {
  size_t count;
  uint16_t *scores;
  uint8_t *left_out;
  uint64_t *alike;
} word_scan_result;

/// Sets the bits of the rows that have a price in one of `lanes`; the first row's bit is lowest.
void word_scan_find(const word_scan_query *query, const word_scan_rows *rows, uint16_t lanes, uint64_t *found);

/// Scores the similar rows, at least `rows_wanted` of them if there are so many: none that is left out scores better.
void word_scan_score(
  const word_scan_query *query, const word_scan_rows *rows, size_t rows_wanted, word_scan_result *result);

#endif
