#include "text_scan.h"

#include <string.h>

#include "text_bytes.h"

enum { STEP = TEXT_SCAN_STEP };

/// The bits of a step at `place` that stand from `start` to `end`.
INLINE uint64_t bits_between(size_t place, size_t start, size_t end) {
  if (end <= place) return 0;
  return first_bits(end - place) & ~(start > place ? first_bits(start - place) : 0);
}

// MARK: - Finding rows

/// Whether what stands around a pattern's bytes is what it asks for.
INLINE bool fits_at(const uint8_t *place, const text_scan_pattern *pattern) {
  const uint8_t before = place[-1], behind = place[pattern->count];
  return (!pattern->at_start || is_separator(before)) && (!pattern->at_end || is_separator(behind)) &&
         (!pattern->whole_word || (!is_in_word(before) && !is_in_word(behind)));
}

INLINE bool stands_at(const uint8_t *place, const text_scan_pattern *pattern) {
  return memcmp(place, pattern->bytes, pattern->count) == 0 && fits_at(place, pattern);
}

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

// MARK: - Rating rows

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

// MARK: - Scores

/// The words of a name that is no longer than a step.
typedef struct {
  /// The bits of the bytes that are in words, between words, and the first in a word.
  uint64_t words, gaps, starts;
  /// The gaps, and the short words among them.
  uint64_t wide_gaps;
} name_words;

INLINE name_words words_of(const uint8_t *name, size_t count) {
  const uint64_t name_bits = first_bits(count);
  const bytes64 step = BYTES_AT(name);
  const uint64_t words = WORD_BITS(step) & name_bits;
  const uint64_t gaps = ~words & BITS(step < TEXT_SCAN_FORM_SEPARATOR) & name_bits;
  const uint64_t starts = words & ~(words << 1);
  _Static_assert(TEXT_SCAN_LONG_WORD == 5, "looks at the four bytes behind the first of a word");
  const uint64_t long_starts = starts & words >> 1 & words >> 2 & words >> 3 & words >> 4;
  // Adding carries each bit up through the run of bits that it stands in.
  const uint64_t short_words = words & (words + long_starts);
  return (name_words){words, gaps, starts, gaps | short_words};
}

/// For each of some places in words the first places of the words that follow in `gaps`, up to the next one behind them.
INLINE uint64_t next_word_starts(uint64_t places, const name_words *name, uint64_t gaps) {
  const uint64_t behind_words = ((places & name->words) + name->words) & ~name->words;
  return (((behind_words & gaps) + gaps) ^ gaps) & name->starts;
}

/// Whether somewhere in a name a word that begins with the second pattern follows one with the first, directly or behind
/// short words.
static bool follows(
  const uint8_t *name, const uint8_t *end, const text_scan_pattern *first, const text_scan_pattern *second,
  bool directly) {
  for (const uint8_t *place = name; place + first->count <= end; place++) {
    if (*place != first->bytes[0] || !stands_at(place, first)) continue;
    const uint8_t *next = place + first->count;
    if (!is_in_word(next[-1])) continue;
    while (next < end && is_in_word(*next)) next++;
    for (bool is_last = false; !is_last;) {
      while (next < end && !is_in_word(*next) && !is_separator(*next)) next++;
      if (next + second->count <= end && stands_at(next, second)) return true;
      const uint8_t *word = next;
      while (next < end && is_in_word(*next)) next++;
      is_last = directly || next == word || next - word >= TEXT_SCAN_LONG_WORD;
    }
  }
  return false;
}

/// How a term stands in a row at best, its values as well.
INLINE uint8_t rank_of_term(
  const text_scan_texts *texts, const text_scan_values *values, size_t row, const uint32_t *starts,
  const short_row *short_row, const text_scan_term *term, uint64_t *name_hits) {
  uint8_t rank = rank_in_row(texts, starts, &term->pattern, short_row, name_hits);
  const uint8_t type = term->type_ranks ? term->type_ranks[values->types[row]] : TEXT_SCAN_NOWHERE;
  const uint8_t salesperson =
    term->salesperson_ranks ? term->salesperson_ranks[values->salespeople[row]] : TEXT_SCAN_NOWHERE;
  rank = type < rank ? type : rank;
  return salesperson < rank ? salesperson : rank;
}

/// How the terms of a query stand in a row.
typedef struct {
  /// Their ranks without the lowest bit, added up; whether any has that bit.
  unsigned standing;
  bool is_partial;
  /// How many neighbouring terms have long words between them, and whether any don't follow each other directly.
  unsigned scattered;
  bool is_indirect;
} terms_in_row;

INLINE void add_rank(uint8_t rank, terms_in_row *found) {
  found->standing += rank / 2;
  found->is_partial |= rank & 1;
}

INLINE void rank_terms(
  const text_scan_texts *texts, const text_scan_values *values, size_t row, const uint32_t *starts,
  const short_row *short_row, const text_scan_term *terms, size_t term_count, terms_in_row *found) {
  const uint8_t *name = texts->bytes + starts[0];
  const size_t name_count = starts[1] - 1 - starts[0];
  const bool is_short = name_count < STEP;
  const name_words words = words_of(name, name_count);
  uint64_t previous_hits = 0, previous_next = 0, previous_near = 0;
  size_t previous_term = 0;
  for (size_t term = 0; term < term_count;) {
    const size_t clause = terms[term].clause, clause_term = term;
    uint8_t best = TEXT_SCAN_NOWHERE;
    uint64_t hits = 0, last_letters = 0;
    bool is_next = false, is_near = false;
    for (; term < term_count && terms[term].clause == clause; term++) {
      const text_scan_pattern *pattern = &terms[term].pattern;
      uint64_t own_hits = 0;
      uint8_t rank = rank_of_term(texts, values, row, starts, short_row, &terms[term], &own_hits);
      best = rank < best ? rank : best;
      hits |= own_hits;
      if (pattern->count <= STEP) last_letters |= own_hits << (pattern->count - 1);
      if (!is_short && clause > 0 && pattern->fields & 1) {
        const uint8_t *end = name + name_count;
        for (size_t other = previous_term; other < clause_term; other++) {
          const text_scan_pattern *previous = &terms[other].pattern;
          if (!(previous->fields & 1)) continue;
          is_next |= follows(name, end, previous, pattern, true);
          is_near |= follows(name, end, previous, pattern, false) || follows(name, end, pattern, previous, false);
        }
      }
    }
    const uint64_t near = next_word_starts(last_letters, &words, words.wide_gaps);
    if (is_short) {
      is_next = (previous_next & hits) != 0;
      is_near = (previous_near & hits) != 0 || (near & previous_hits) != 0;
    }
    if (clause > 0) {
      found->scattered += !is_near;
      found->is_indirect |= !is_next;
    }
    previous_hits = hits;
    previous_next = next_word_starts(last_letters, &words, words.gaps);
    previous_near = near;
    previous_term = clause_term;
    add_rank(best, found);
  }
}

FOR_EACH_PROCESSOR
void text_scan_score(
  const text_scan_texts *texts, const text_scan_values *values, const uint32_t *rows, size_t row_count,
  const text_scan_term *terms, size_t term_count, uint16_t *scores) {
  const text_scan_texts in = *texts;
  const text_scan_term only_term = terms[0];
  bool looks_at_names = false;
  for (size_t term = 0; term < term_count; term++) looks_at_names |= terms[term].pattern.fields & 1;
  // Rows that stand side by side are read ahead by the processor itself.
  const bool is_sparse = row_count > 0 && rows[row_count - 1] - rows[0] > 4 * row_count;
  for (size_t index = 0; index < row_count; index++) {
    if (is_sparse) ask_for_rows_ahead(&in, rows, row_count, index);
    const size_t row = rows[index];
    const uint32_t *starts = in.starts + row * in.texts_per_row;
    const short_row short_row = short_row_at(&in, starts);
    terms_in_row found = {0};
    if (term_count == 1) {
      uint64_t hits;
      add_rank(rank_of_term(&in, values, row, starts, &short_row, &only_term, &hits), &found);
    } else {
      rank_terms(&in, values, row, starts, &short_row, terms, term_count, &found);
    }
    scores[index] = text_scan_standing_score(found.standing, found.is_partial) |
                    text_scan_size_score(looks_at_names ? values->name_sizes[row] : 0, found.scattered) |
                    (found.is_indirect ? TEXT_SCAN_INDIRECT : 0);
  }
}
