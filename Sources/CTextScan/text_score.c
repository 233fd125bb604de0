#include "text_scan.h"

#include "pattern_in_row.h"

/// The words of a name that is no longer than a step.
typedef struct {
  /// The bits of the bytes that are in words, between words, the first in a word, and the first in a long word.
  uint64_t words, gaps, starts, long_starts;
  /// The gaps, and the short words among them.
  uint64_t wide_gaps;
  /// The bits behind the first form, if there is another.
  uint64_t second_form;
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
  const uint64_t form_end = BITS(step == TEXT_SCAN_FORM_SEPARATOR) & name_bits;
  return (name_words){
    .words = words, .gaps = gaps, .starts = starts, .long_starts = long_starts, .wide_gaps = gaps | short_words,
    .second_form = form_end ? ~(form_end ^ (form_end - 1)) : 0};
}

/// How many long words of a name begin at none of some places, in the form that has fewer of them.
INLINE unsigned other_long_words(const name_words *name, uint64_t places) {
  const uint64_t others = name->long_starts & ~places;
  const unsigned first = (unsigned)__builtin_popcountll(others & ~name->second_form);
  const unsigned second = (unsigned)__builtin_popcountll(others & name->second_form);
  return name->second_form && second < first ? second : first;
}

/// How many long words of a name begin with none of some terms, in the form that has fewer of them; of many no more than
/// count in a score.
static unsigned other_long_words_of_terms(
  const uint8_t *name, const uint8_t *end, const text_scan_term *terms, size_t term_count) {
  unsigned fewest = TEXT_SCAN_SIZE_WORDS_MAX, others = 0;
  for (const uint8_t *place = name; place <= end; place++) {
    if (place == end || is_separator(*place)) {
      fewest = others < fewest ? others : fewest;
      others = 0;
      continue;
    }
    if (!is_in_word(*place)) continue;
    const uint8_t *word = place;
    while (place + 1 < end && is_in_word(place[1])) place++;
    if (place + 1 - word < TEXT_SCAN_LONG_WORD || others >= TEXT_SCAN_SIZE_WORDS_MAX) continue;
    bool is_meant = false;
    for (size_t term = 0; term < term_count && !is_meant; term++) {
      const text_scan_pattern *pattern = &terms[term].pattern;
      is_meant = (pattern->fields & 1) && word + pattern->count <= end && stands_at(word, pattern);
    }
    others += !is_meant;
  }
  return fewest;
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
  /// How many long words of the name none of them starts.
  unsigned other_words;
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
  uint64_t all_hits = 0, previous_hits = 0, previous_next = 0, previous_near = 0;
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
    all_hits |= hits;
    previous_hits = hits;
    previous_next = next_word_starts(last_letters, &words, words.gaps);
    previous_near = near;
    previous_term = clause_term;
    add_rank(best, found);
  }
  found->other_words = is_short ? other_long_words(&words, all_hits)
                                : other_long_words_of_terms(name, name + name_count, terms, term_count);
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
    const uint16_t name_size = looks_at_names ? values->name_sizes[row] : 0;
    terms_in_row found = {.other_words = name_size >> TEXT_SCAN_SIZE_WORDS_SHIFT};
    if (term_count == 1) {
      uint64_t hits;
      add_rank(rank_of_term(&in, values, row, starts, &short_row, &only_term, &hits), &found);
    } else {
      rank_terms(&in, values, row, starts, &short_row, terms, term_count, &found);
    }
    scores[index] = text_scan_standing_score(found.standing, found.is_partial) |
                    text_scan_size_score(looks_at_names ? found.other_words : 0, found.scattered, name_size) |
                    (found.is_indirect ? TEXT_SCAN_INDIRECT : 0);
  }
}
