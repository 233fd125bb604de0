#include "word_scan.h"

#include <string.h>

#include "text_scan.h"
#include "wide_bytes.h"

#define INLINE static inline __attribute__((always_inline))

/// Where the words of a row's name begin.
static const uint32_t *name_of_row(const word_scan_rows *rows, size_t row) {
  const uint32_t *name = rows->name_words + rows->name_starts[row / WORD_SCAN_STEP];
  for (size_t at = row / WORD_SCAN_STEP * WORD_SCAN_STEP; at < row;) at += *name++ / WORD_SCAN_LAST_WORD;
  return name;
}

/// The pairs of words that stand in a name, in order.
static uint64_t pairs_in(const word_scan_query *query, const uint32_t *words) {
  uint64_t open = 0, found = 0;
  uint32_t word;
  do {
    word = *words++;
    const uint32_t index = word & ~WORD_SCAN_LAST_WORD;
    found |= open & query->pair_ends[index];
    open |= query->pair_starts[index];
  } while (!(word & WORD_SCAN_LAST_WORD));
  return found;
}

FOR_EACH_PROCESSOR
void word_scan_find(const word_scan_query *query, const word_scan_rows *rows, uint16_t lanes, uint64_t *found) {
  for (size_t word = 0; word < rows->word_count; word++) {
    if (!(query->name_clauses[rows->words[word]] & lanes)) continue;
    for (size_t place = rows->word_starts[word]; place < rows->word_starts[word + 1]; place++) {
      found[rows->word_rows[place] / 64] |= 1ULL << (rows->word_rows[place] % 64);
    }
  }
  const bool looks_at_types = query->priced_types & lanes, looks_at_salespeople = query->priced_salespeople & lanes;
  if (!looks_at_types && !looks_at_salespeople) return;
  for (size_t row = 0; row < rows->row_count; row++) {
    const uint16_t priced =
      (looks_at_types ? query->type_clauses[rows->types[row]] : 0) |
      (looks_at_salespeople ? query->salesperson_clauses[rows->salespeople[row]] : 0);
    found[row / 64] |= (uint64_t)((priced & lanes) != 0) << (row % 64);
  }
}

/// What the rows of a block cost.
typedef struct {
  /// For the clause that is being looked at.
  uint8_t prices[WORD_SCAN_ROWS_MAX];
  /// For all that were.
  uint16_t totals[WORD_SCAN_ROWS_MAX];
  /// Which clause a row lacks; `WORD_SCAN_LANES` if none.
  uint8_t left_out[WORD_SCAN_ROWS_MAX];
} block_costs;

enum { NOT_SIMILAR = 0xFFFF };

INLINE uint8_t price_in(const uint8_t *prices, uint32_t index, size_t lane) {
  return prices[(size_t)index * WORD_SCAN_LANES + lane];
}

INLINE void lower(uint8_t *price, uint8_t other) {
  if (other < *price) *price = other;
}

/// Lowers the prices of the rows whose names have a pair of words that serves a clause.
///
/// Few names that have the start of a pair have its end as well, and only those are read: 9 instead of 34 ms for three
/// words of which one is nowhere, at 1,000,000 customers.
static void price_pairs(const word_scan_query *query, const word_scan_rows *rows, size_t lane, uint8_t *prices) {
  uint64_t serving = 0;
  uint8_t least = WORD_PRICE_NONE;
  for (size_t pair = 0; pair < query->pair_count; pair++) {
    if (query->pairs[pair].lanes[0] != lane && query->pairs[pair].lanes[1] != lane) continue;
    serving |= 1ULL << pair;
    lower(&least, query->pairs[pair].price);
  }
  if (!serving || !query->pair_starts) return;
  uint64_t ends = 0, have_end[WORD_SCAN_ROWS_MAX / 64] = {0};
  for (size_t word = 0; word < rows->word_count; word++) {
    if (!(query->pair_ends[rows->words[word]] & serving)) continue;
    ends |= query->pair_ends[rows->words[word]];
    for (size_t place = rows->word_starts[word]; place < rows->word_starts[word + 1]; place++) {
      have_end[rows->word_rows[place] / 64] |= 1ULL << (rows->word_rows[place] % 64);
    }
  }
  serving &= ends;
  for (size_t word = 0; word < rows->word_count; word++) {
    if (!(query->pair_starts[rows->words[word]] & serving)) continue;
    for (size_t place = rows->word_starts[word]; place < rows->word_starts[word + 1]; place++) {
      const uint16_t row = rows->word_rows[place];
      if (prices[row] <= least || !(have_end[row / 64] >> (row % 64) & 1)) continue;
      for (uint64_t pairs = pairs_in(query, name_of_row(rows, row)) & serving; pairs; pairs &= pairs - 1) {
        lower(&prices[row], query->pairs[__builtin_ctzll(pairs)].price);
      }
    }
  }
}

/// Writes the price of each row for one clause.
///
/// Goes from the words that have one to the rows that hold them, so that few words make little work.
INLINE void price_clause(const word_scan_query *query, const word_scan_rows *rows, size_t lane, uint8_t *prices) {
  memset(prices, WORD_PRICE_NONE, WORD_SCAN_ROWS_MAX);
  for (size_t word = 0; word < rows->word_count; word++) {
    const uint8_t price = price_in(query->name_prices, rows->words[word], lane);
    if (price == WORD_PRICE_NONE) continue;
    for (size_t place = rows->word_starts[word]; place < rows->word_starts[word + 1]; place++) {
      lower(&prices[rows->word_rows[place]], price);
    }
  }
  if (query->priced_types >> lane & 1) {
    for (size_t row = 0; row < rows->row_count; row++) {
      lower(&prices[row], price_in(query->type_prices, rows->types[row], lane));
    }
  }
  if (query->priced_salespeople >> lane & 1) {
    for (size_t row = 0; row < rows->row_count; row++) {
      lower(&prices[row], price_in(query->salesperson_prices, rows->salespeople[row], lane));
    }
  }
  price_pairs(query, rows, lane, prices);
  if (!query->found[lane]) return;
  for (size_t start = 0; start < rows->row_count; start += WORD_SCAN_STEP) {
    for (uint64_t found = query->found[lane][(rows->first_row + start) / 64]; found; found &= found - 1) {
      uint8_t *price = &prices[start + (size_t)__builtin_ctzll(found)];
      // A word of the row that is only like the term may be dearer.
      if (*price > WORD_PRICE_INSIDE + WORD_PRICE_OTHER_FIELD) *price = WORD_PRICE_ELSEWHERE;
    }
  }
}

typedef uint16_t shorts64 __attribute__((ext_vector_type(WORD_SCAN_STEP), aligned(2)));
typedef int16_t masks64 __attribute__((ext_vector_type(WORD_SCAN_STEP)));

/// Adds what the rows cost for one clause, or that they lack it.
INLINE void add_prices(const word_scan_query *query, size_t lane, block_costs *costs) {
  const uint8_t left_out_price = query->left_out[lane];
  const uint16_t without =
    query->leaves_out && left_out_price != WORD_PRICE_NONE ? left_out_price : NOT_SIMILAR;
  for (size_t row = 0; row < WORD_SCAN_ROWS_MAX; row += WORD_SCAN_STEP) {
    const bytes64 price = BYTES_AT(costs->prices + row), left_out = BYTES_AT(costs->left_out + row);
    shorts64 *total = (shorts64 *)(costs->totals + row);
    const masks64 lacks = __builtin_convertvector(price == WORD_PRICE_NONE, masks64);
    const masks64 lacks_more = lacks & __builtin_convertvector(left_out != WORD_SCAN_LANES, masks64);
    const shorts64 cost = lacks ? (shorts64){} + without : __builtin_convertvector(price, shorts64);
    *total = __builtin_elementwise_add_sat(*total, cost);
    *total = lacks_more ? (shorts64){} + NOT_SIMILAR : *total;
    SET_BYTES_AT(
      costs->left_out + row,
      price == WORD_PRICE_NONE && left_out == WORD_SCAN_LANES ? (bytes64){} + (uint8_t)lane : left_out);
  }
}

/// How many neighbouring clauses aren't found in neighbouring words of a name, in order.
static unsigned scattered_in(const word_scan_query *query, const uint32_t *words) {
  const uint16_t clauses = (uint16_t)((1u << query->clause_count) - 1);
  uint16_t last = 0, together = 0;
  uint32_t word;
  do {
    word = *words++;
    const uint16_t here = query->name_clauses[word & ~WORD_SCAN_LAST_WORD] & clauses;
    together |= (uint16_t)(last << 1) & here;
    last = here;
  } while (!(word & WORD_SCAN_LAST_WORD));
  const unsigned scattered = (unsigned)query->clause_count - 1 - (unsigned)__builtin_popcount(together);
  return scattered < WORD_SCAN_SCATTERED_MAX ? scattered : WORD_SCAN_SCATTERED_MAX;
}

INLINE unsigned price_of(uint16_t total) {
  return total < WORD_SCAN_PRICE_MAX ? total : WORD_SCAN_PRICE_MAX;
}

/// The number at which the counts of all up to it reach `wanted`; the last one if they don't.
static unsigned number_reaching(size_t wanted, const uint16_t *counts, unsigned last) {
  size_t count = 0;
  for (unsigned number = 0; number < last; number++) {
    count += counts[number];
    if (count >= wanted) return number;
  }
  return last;
}

/// Keeps of the last rows that are equally dear those with the better scores, as far as they are wanted.
static void drop_unwanted(word_scan_result *result, unsigned last_price, size_t rows_wanted) {
  enum { REST_COUNT = 1 << WORD_SCAN_PRICE_SHIFT };
  uint16_t counts[REST_COUNT] = {0};
  size_t cheaper = 0, kept = 0, index = 0;
  for (size_t row = 0; row < result->count; row++) {
    if (result->scores[row] >> WORD_SCAN_PRICE_SHIFT < last_price) {
      cheaper++;
    } else {
      counts[result->scores[row] % REST_COUNT]++;
    }
  }
  const unsigned rest = number_reaching(rows_wanted - cheaper, counts, REST_COUNT - 1);
  const unsigned last_score = last_price << WORD_SCAN_PRICE_SHIFT | rest;
  for (size_t word = 0; index < result->count; word++) {
    for (uint64_t alike = result->alike[word]; alike; alike &= alike - 1, index++) {
      if (result->scores[index] > last_score) {
        result->alike[word] &= ~(alike & -alike);
      } else {
        result->scores[kept] = result->scores[index];
        result->left_out[kept++] = result->left_out[index];
      }
    }
  }
  result->count = kept;
}

/// Scores the rows that are similar, as far as they may be among those that are wanted.
INLINE void score_rows(
  const word_scan_query *query, const word_scan_rows *rows, const block_costs *costs, size_t rows_wanted,
  word_scan_result *result) {
  uint16_t counts[WORD_SCAN_PRICE_MAX + 1] = {0};
  uint64_t similar[WORD_SCAN_ROWS_MAX / WORD_SCAN_STEP];
  for (size_t start = 0; start < rows->row_count; start += WORD_SCAN_STEP) {
    const uint64_t allowed = rows->allowed[(rows->first_row + start) / 64];
    const uint64_t here = BITS(*(const shorts64 *)(costs->totals + start) != NOT_SIMILAR) & allowed;
    similar[start / WORD_SCAN_STEP] = here;
    for (uint64_t bits = here; bits; bits &= bits - 1) {
      counts[price_of(costs->totals[start + (size_t)__builtin_ctzll(bits)])]++;
    }
  }
  const unsigned last_price = number_reaching(rows_wanted, counts, WORD_SCAN_PRICE_MAX);
  for (size_t start = 0; start < rows->row_count; start += WORD_SCAN_STEP) {
    const uint32_t *name = rows->name_words + rows->name_starts[start / WORD_SCAN_STEP];
    size_t name_row = start;
    for (uint64_t bits = similar[start / WORD_SCAN_STEP]; bits; bits &= bits - 1) {
      const size_t row = start + (size_t)__builtin_ctzll(bits);
      const unsigned price = price_of(costs->totals[row]);
      if (price > last_price) continue;
      // Of one clause alone there are no neighbours.
      const bool lacks_one = costs->left_out[row] != WORD_SCAN_LANES;
      unsigned scattered = query->clause_count > 1;
      if (query->clause_count - lacks_one > 1) {
        while (name_row < row) name_row += *name++ / WORD_SCAN_LAST_WORD;
        scattered = scattered_in(query, name);
      }
      const unsigned word_count = rows->name_sizes[row] >> TEXT_SCAN_SIZE_WORDS_SHIFT;
      result->scores[result->count] =
        (uint16_t)(price << WORD_SCAN_PRICE_SHIFT | scattered << WORD_SCAN_SCATTERED_SHIFT | word_count);
      result->left_out[result->count++] = costs->left_out[row];
      result->alike[row / 64] |= 1ULL << (row % 64);
    }
  }
  if (result->count > rows_wanted) drop_unwanted(result, last_price, rows_wanted);
}

FOR_EACH_PROCESSOR
void word_scan_score(
  const word_scan_query *query, const word_scan_rows *rows, size_t rows_wanted, word_scan_result *result) {
  block_costs costs;
  memset(costs.totals, 0, sizeof costs.totals);
  memset(costs.left_out, WORD_SCAN_LANES, sizeof costs.left_out);
  for (size_t lane = 0; lane < query->clause_count; lane++) {
    price_clause(query, rows, lane, costs.prices);
    add_prices(query, lane, &costs);
  }
  score_rows(query, rows, &costs, rows_wanted, result);
}
