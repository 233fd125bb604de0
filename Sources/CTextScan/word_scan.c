#include "word_scan.h"

#include <string.h>

#include "wide_bytes.h"

enum { NOT_ALIKE = 1000 };

// MARK: - Letters

uint64_t word_scan_mask(const uint8_t *letters, size_t count) {
  uint64_t mask = 0;
  for (size_t place = 0; place < count; place++) {
    uint8_t letter = letters[place];
    mask |= 1ULL << (letter < 0x80 ? (letter - 'a') & 31 : 32 + (letter & 31));
  }
  return mask;
}

/// Groups of letters that stand for the same sound, in English or Spanish, or nearly; 0 for any other.
static const uint8_t SOUND_GROUPS[256] = {
  ['a'] = 1, ['e'] = 1, ['i'] = 1, ['o'] = 1, ['u'] = 1, ['y'] = 1, ['b'] = 2, ['v'] = 2, ['w'] = 2,
  ['c'] = 3, ['k'] = 3, ['q'] = 3, ['s'] = 3, ['z'] = 3, ['x'] = 3, ['g'] = 4, ['j'] = 4, ['h'] = 4,
  ['m'] = 5, ['n'] = 5, ['d'] = 6, ['t'] = 6, ['f'] = 7, ['p'] = 7,
};

static inline bool sounds_alike(uint8_t one, uint8_t other) {
  return SOUND_GROUPS[one] != 0 && SOUND_GROUPS[one] == SOUND_GROUPS[other];
}

static inline bool is_vowel(uint8_t letter) {
  return letter == 'a' || letter == 'e' || letter == 'i' || letter == 'o' || letter == 'u' || letter == 'y';
}

/// The sound of the letter at a place, as a letter: the same for all that sound alike there; 0 for a silent one.
///
/// `taken` is how many letters it is written with.
static uint8_t sound_at(const uint8_t *letters, size_t count, size_t place, size_t *taken) {
  const uint8_t letter = letters[place], next = place + 1 < count ? letters[place + 1] : 0;
  *taken = 1;
  if (is_vowel(letter)) return 'a';
  switch (letter) {
  case 'p':
    if (next != 'h') return 'p';
    *taken = 2;
    return 'f';
  case 'c':
    if (next == 'h') *taken = 2;
    return next == 'e' || next == 'i' || next == 'y' ? 's' : 'k';
  case 'q':
    if (next == 'u') *taken = 2;
    return 'k';
  case 'k': return 'k';
  case 'x': return 'x';
  case 'z': return 's';
  case 'g': return next == 'e' || next == 'i' || next == 'y' ? 'j' : 'g';
  case 'v': return 'b';
  // Between and behind vowels it is one.
  case 'w': return place > 0 && is_vowel(letters[place - 1]) ? 'a' : 'b';
  case 'h': return 0;
  default: return letter;
  }
}

uint64_t word_scan_sound(const uint8_t *letters, size_t count) {
  enum { LETTERS_MIN = 3, BITS_PER_SOUND = 5, SOUNDS_MAX = 12 };
  uint64_t sounds = 0;
  uint8_t last = 0;
  size_t sound_count = 0, place = 0;
  if (count < LETTERS_MIN) return 0;
  while (place < count && sound_count < SOUNDS_MAX) {
    size_t taken;
    uint8_t sound = letters[place] < 0x80 ? sound_at(letters, count, place, &taken) : (taken = 1, letters[place]);
    // What is written with two letters sounds like both: ks for x.
    uint8_t parts[2] = {sound == 'x' ? 'k' : sound, sound == 'x' ? 's' : 0};
    place += taken;
    for (size_t part = 0; part < 2 && sound_count < SOUNDS_MAX; part++) {
      if (parts[part] == 0 || parts[part] == last) continue;
      last = parts[part];
      sounds = sounds << BITS_PER_SOUND | (last & 31);
      sound_count++;
    }
  }
  return sounds;
}

// MARK: - Prices

static inline size_t typos_max(size_t term_count) {
  enum { LETTERS_FOR_ONE = 4, LETTERS_FOR_TWO = 8 };
  return term_count < LETTERS_FOR_ONE ? 0 : term_count < LETTERS_FOR_TWO ? 1 : 2;
}

static inline int least(int one, int other) {
  return one < other ? one : other;
}

static inline int price_of_wrong(const uint8_t *term, size_t row, const uint8_t *word, size_t column) {
  if (term[row] == word[column]) return 0;
  int price = sounds_alike(term[row], word[column]) ? WORD_PRICE_WRONG_ALIKE : WORD_PRICE_WRONG;
  return row == 0 || column == 0 ? price + WORD_PRICE_FIRST_LETTER : price;
}

/// What one letter costs that only one of two words has.
static inline int price_of_extra(const uint8_t *letters, size_t count, size_t place) {
  bool is_doubled = (place > 0 && letters[place - 1] == letters[place]) ||
                    (place + 1 < count && letters[place + 1] == letters[place]);
  if (is_doubled || letters[place] == 'h') return WORD_PRICE_EXTRA_ALIKE;
  return place == 0 ? WORD_PRICE_EXTRA + WORD_PRICE_FIRST_LETTER : WORD_PRICE_EXTRA;
}

/// The least price of the typos between a term and a word or its start, if that takes few enough of them.
///
/// A typo is a letter wrong, missing, too many, or swapped with its neighbour (optimal string alignment distance).
static int price_of_typos(const uint8_t *term, size_t term_count, const uint8_t *word, size_t word_count) {
  enum { WIDTH = WORD_SCAN_LETTERS_MAX + 3 };
  const size_t max = typos_max(term_count);
  // A longer start takes more typos than are forgiven.
  const size_t width = word_count < term_count + max ? word_count : term_count + max;
  int prices[3][WIDTH];
  uint8_t typos[3][WIDTH];
  prices[0][0] = 0;
  typos[0][0] = 0;
  for (size_t column = 0; column < width; column++) {
    prices[0][column + 1] = prices[0][column] + price_of_extra(word, word_count, column);
    typos[0][column + 1] = (uint8_t)(column + 1);
  }
  for (size_t row = 0; row < term_count; row++) {
    int *last_prices = prices[row % 3], *current = prices[(row + 1) % 3], *before = prices[(row + 2) % 3];
    uint8_t *last_typos = typos[row % 3], *current_typos = typos[(row + 1) % 3], *typos_before = typos[(row + 2) % 3];
    const int extra = price_of_extra(term, term_count, row);
    current[0] = last_prices[0] + extra;
    current_typos[0] = (uint8_t)(row + 1);
    for (size_t column = 0; column < width; column++) {
      int price = last_prices[column] + price_of_wrong(term, row, word, column);
      int count = last_typos[column] + (term[row] != word[column]);
      price = least(price, last_prices[column + 1] + extra);
      price = least(price, current[column] + price_of_extra(word, word_count, column));
      count = least(count, least(last_typos[column + 1], current_typos[column]) + 1);
      if (row > 0 && column > 0 && term[row] == word[column - 1] && term[row - 1] == word[column]) {
        int first = row == 1 || column == 1 ? WORD_PRICE_FIRST_LETTER : 0;
        price = least(price, before[column - 1] + WORD_PRICE_SWAPPED + first);
        count = least(count, typos_before[column - 1] + 1);
      }
      current[column + 1] = price;
      current_typos[column + 1] = (uint8_t)count;
    }
  }
  int best = NOT_ALIKE;
  for (size_t column = 1; column <= width; column++) {
    if (typos[term_count % 3][column] > max) continue;
    int price = prices[term_count % 3][column];
    best = least(best, column == word_count ? price : price + WORD_PRICE_UNFINISHED);
  }
  return best;
}

/// Whether two words begin alike and end differently, in few letters.
static bool has_other_ending(const uint8_t *term, size_t term_count, const uint8_t *word, size_t word_count) {
  enum { STEM_MIN = 4, ENDING_MAX = 3 };
  const size_t shorter = term_count < word_count ? term_count : word_count;
  size_t stem = 0;
  while (stem < shorter && term[stem] == word[stem]) stem++;
  return stem >= STEM_MIN && term_count - stem <= ENDING_MAX && word_count - stem <= ENDING_MAX;
}

/// Where a term stands in a word; `word_count` if it doesn't.
static size_t place_in(const uint8_t *term, size_t term_count, const uint8_t *word, size_t word_count) {
  for (size_t place = 0; place + term_count <= word_count; place++) {
    if (word[place] == term[0] && memcmp(word + place, term, term_count) == 0) return place;
  }
  return word_count;
}

/// Whether so few letters of a term are missing in a word that typos may make up for them.
static bool may_be_typos(const uint8_t *term, size_t term_count, const uint8_t *word, size_t word_count) {
  const uint64_t missing = word_scan_mask(term, term_count) & ~word_scan_mask(word, word_count);
  const size_t max = typos_max(term_count);
  return max > 0 && term_count <= word_count + max && (size_t)__builtin_popcountll(missing) <= max;
}

uint8_t word_scan_price(const uint8_t *term, size_t term_count, const uint8_t *word, size_t word_count) {
  size_t place = place_in(term, term_count, word, word_count);
  if (place == 0) return term_count == word_count ? WORD_PRICE_WHOLE : WORD_PRICE_START;
  if (place < word_count) return WORD_PRICE_INSIDE;
  int price = may_be_typos(term, term_count, word, word_count)
                ? price_of_typos(term, term_count, word, word_count)
                : NOT_ALIKE;
  if (has_other_ending(term, term_count, word, word_count)) price = least(price, WORD_PRICE_ENDING);
  uint64_t sound = price > WORD_PRICE_SOUND ? word_scan_sound(term, term_count) : 0;
  if (sound && sound == word_scan_sound(word, word_count)) price = WORD_PRICE_SOUND;
  return price < WORD_PRICE_NONE ? (uint8_t)price : WORD_PRICE_NONE;
}

/// A term as what tells fast that a word can't be near it.
typedef struct {
  size_t count;
  size_t typos_max;
  /// For each letter its places in the term.
  uint64_t places[256];
} term_places;

/// Whether the term or less than all typos away from it is a start of the word.
///
/// Source: H. Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances", 2003.
static bool is_near_start(const term_places *term, const uint8_t *word, size_t word_count) {
  const uint64_t last_letter = 1ULL << (term->count - 1);
  const size_t end = word_count < term->count + term->typos_max ? word_count : term->count + term->typos_max;
  uint64_t increases = ~0ULL, decreases = 0, equalities = 0, previous_places = 0;
  size_t typos = term->count;
  for (size_t place = 0; place < end; place++) {
    uint64_t places = term->places[word[place]];
    uint64_t swaps = ((~equalities & places) << 1) & previous_places;
    equalities = (((places & increases) + increases) ^ increases) | places | decreases | swaps;
    uint64_t up = decreases | ~(equalities | increases), down = equalities & increases;
    typos += (up & last_letter) != 0;
    typos -= (down & last_letter) != 0;
    if (typos <= term->typos_max) return true;
    up = up << 1 | 1;
    down <<= 1;
    increases = down | ~(equalities | up);
    decreases = equalities & up;
    previous_places = places;
  }
  return false;
}

FOR_EACH_PROCESSOR
void word_scan_prices(const uint8_t *term, size_t term_count, const word_scan_words *words, uint8_t *prices) {
  enum { STEM = 4 };
  const uint64_t mask = word_scan_mask(term, term_count), sound = word_scan_sound(term, term_count);
  term_places places = {.count = term_count, .typos_max = typos_max(term_count), .places = {0}};
  for (size_t place = 0; place < term_count; place++) places.places[term[place]] |= 1ULL << place;
  for (size_t word = 0; word < words->count; word++) {
    const uint8_t *letters = words->letters + words->starts[word];
    const size_t count = words->starts[word + 1] - words->starts[word];
    // Each letter that the word lacks is a typo.
    const uint64_t missing = mask & ~words->masks[word];
    bool may_be_alike =
      missing == 0 || (sound && words->sounds[word] == sound) ||
      ((size_t)__builtin_popcountll(missing) <= places.typos_max && is_near_start(&places, letters, count)) ||
      (term_count >= STEM && count >= STEM && memcmp(term, letters, STEM) == 0);
    prices[word] = may_be_alike ? word_scan_price(term, term_count, letters, count) : WORD_PRICE_NONE;
  }
}
