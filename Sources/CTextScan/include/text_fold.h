#ifndef KOMET_TEXT_FOLD_H
#define KOMET_TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Makes of texts what is searched, as far as that takes no tables of Unicode.

/// How many bytes are looked at in one step.
#define TEXT_FOLD_STEP 64

/// What became of a text: nothing, or it is folded; and if so, whether it has signs that `text_fold_form` changes.
typedef enum {
  TEXT_FOLD_FAILED,
  TEXT_FOLD_SIGNED,
  TEXT_FOLD_PLAIN,
} text_fold_result;

/// Folds ASCII text in which only letters, tabs and their like change: letters to lower case, these to blanks.
///
/// Fails, with anything in `output`, if the text isn't ASCII or has blanks at an end or side by side.
/// May write, as it may read, up to `TEXT_FOLD_STEP` bytes more than `count`.
text_fold_result text_fold_ascii(const uint8_t *text, size_t count, uint8_t *output);

/// Whether a folded text is searched as it is, since it has none of the signs that `text_fold_form` changes.
///
/// May read up to `TEXT_FOLD_STEP` bytes more than `count`.
bool text_fold_is_plain(const uint8_t *folded, size_t count);

/// How many bytes a form has at most for each byte of the folded text.
#define TEXT_FOLD_GROWTH 5

/// What to ask for as `gap` so that nothing stands for a sign within a word.
#define TEXT_FOLD_NO_GAP 0

/// Writes a folded text as it is searched, in which small signs don't matter; returns the count of bytes.
///
/// `&` becomes the word `and`. Apostrophes, dots and hyphens that touch a letter or a digit are left out; within a word
/// `gap` stands for them, unless it is `TEXT_FOLD_NO_GAP`, and `has_gap` is set. `origins`, unless null, gets for each byte
/// written the index of the byte that it came from.
size_t text_fold_form(
  const uint8_t *folded, size_t count, uint8_t gap, uint8_t *form, uint32_t *origins, bool *has_gap);

/// How many words of the first of a text's forms have at least `minimum` bytes, which is 1 or more.
///
/// May read up to `TEXT_FOLD_STEP` bytes more than `count`.
size_t text_fold_long_words(const uint8_t *forms, size_t count, size_t minimum);

/// Bytes for which a text that is copied takes a closer appearance: these, and all below a bound, which may be 0.
typedef struct {
  uint8_t bytes[4];
  uint8_t bound;
} text_fold_marks;

/// Copies a text; returns whether none of its bytes is marked.
///
/// May write, as it may read, up to `TEXT_FOLD_STEP` bytes more than `count`.
bool text_fold_copy_unmarked(
  const uint8_t *text, size_t count, const text_fold_marks *marks, uint8_t *output);

#endif
