#include "text_fold.h"

#include "text_bytes.h"

enum { STEP = TEXT_FOLD_STEP };

INLINE bool is_mark(uint8_t byte) {
  return byte == '\'' || byte == '`' || byte == '.' || byte == '-';
}

// The bits of those of 64 bytes that a form changes.
#define SIGN_BITS(step) \
  BITS(((step) == '&') | ((step) == '\'') | ((step) == '`') | ((step) == '.') | ((step) == '-'))

FOR_EACH_PROCESSOR
text_fold_result text_fold_ascii(const uint8_t *text, size_t count, uint8_t *output) {
  // A blank at the start is one side by side with what is before the text.
  uint64_t blank_before = 1, signs = 0;
  for (size_t place = 0; place < count; place += STEP) {
    bytes64 step = BYTES_AT(text + place);
    bytes64 capital = (bytes64)(step - 'A' < 26) & 0x20;
    bytes64 is_control = (bytes64)(step - '\t' < 5);
    bytes64 folded = ((step | capital) & ~is_control) | (is_control & ' ');
    SET_BYTES_AT(output + place, folded);
    uint64_t valid = first_bits(count - place);
    uint64_t blanks = BITS(folded == ' ');
    if (((blanks & (blanks << 1 | blank_before)) | BITS(step >= 0x80)) & valid) return TEXT_FOLD_FAILED;
    blank_before = blanks >> (STEP - 1);
    signs |= SIGN_BITS(step) & valid;
  }
  if (count != 0 && output[count - 1] == ' ') return TEXT_FOLD_FAILED;
  return signs ? TEXT_FOLD_SIGNED : TEXT_FOLD_PLAIN;
}

// MARK: - Forms

FOR_EACH_PROCESSOR
bool text_fold_is_plain(const uint8_t *folded, size_t count) {
  for (size_t place = 0; place < count; place += STEP) {
    bytes64 step = BYTES_AT(folded + place);
    if (SIGN_BITS(step) & first_bits(count - place)) return false;
  }
  return true;
}

/// A form that is being written.
typedef struct {
  uint8_t *bytes;
  uint32_t *origins;
  size_t count;
} written_form;

INLINE void put(uint8_t byte, size_t origin, written_form *form) {
  if (form->origins) form->origins[form->count] = (uint32_t)origin;
  form->bytes[form->count++] = byte;
}

/// Puts a blank beside an `&`, unless there is one, or nothing before it.
INLINE void put_blank(size_t origin, written_form *form) {
  if (form->count && form->bytes[form->count - 1] != ' ') put(' ', origin, form);
}

size_t text_fold_form(
  const uint8_t *folded, size_t count, uint8_t gap, uint8_t *form, uint32_t *origins, bool *has_gap) {
  written_form out = {form, origins, 0};
  // Whether the next byte follows an `&` without a blank.
  bool is_behind_and = false;
  for (size_t index = 0; index < count;) {
    const uint8_t byte = folded[index];
    const bool follows_and = is_behind_and;
    is_behind_and = byte == '&';
    if (byte == '&') {
      put_blank(index, &out);
      put('a', index, &out);
      put('n', index, &out);
      put('d', index++, &out);
      continue;
    }
    if (!is_mark(byte)) {
      if (follows_and && byte != ' ') put_blank(index - 1, &out);
      put(byte, index++, &out);
      continue;
    }
    const size_t start = index;
    while (index < count && is_mark(folded[index])) index++;
    const bool is_behind_word = start > 0 && is_in_word(folded[start - 1]);
    const bool is_before_word = index < count && is_in_word(folded[index]);
    if (is_behind_word && is_before_word) {
      *has_gap = true;
      if (gap != TEXT_FOLD_NO_GAP) put(gap, start, &out);
    } else if (is_behind_word || is_before_word) {
      is_behind_and = follows_and;
    } else {
      if (follows_and) put_blank(start - 1, &out);
      for (size_t sign = start; sign < index; sign++) put(folded[sign], sign, &out);
    }
  }
  return out.count;
}

FOR_EACH_PROCESSOR
size_t text_fold_long_words(const uint8_t *forms, size_t count, size_t minimum) {
  size_t long_words = 0, letters = 0;
  if (count <= STEP) {
    const bytes64 step = BYTES_AT(forms);
    const uint64_t end = BITS(step == TEXT_SCAN_FORM_SEPARATOR) | ~first_bits(count);
    const uint64_t words = WORD_BITS(step) & ((end & -end) - 1);
    // Where so many letters of a word end, or more.
    uint64_t ends = words;
    for (size_t letter = 1; letter < minimum; letter++) ends &= words << letter;
    return (size_t)__builtin_popcountll(ends & ~(ends << 1));
  }
  for (size_t index = 0; index < count && !is_separator(forms[index]); index++) {
    letters = is_in_word(forms[index]) ? letters + 1 : 0;
    if (letters == minimum) long_words++;
  }
  return long_words;
}

// MARK: - Copies

FOR_EACH_PROCESSOR
bool text_fold_copy_unmarked(
  const uint8_t *text, size_t count, const text_fold_marks *marks, uint8_t *output) {
  const text_fold_marks marked = *marks;
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
