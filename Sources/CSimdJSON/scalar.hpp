#ifndef KOMET_SCALAR_HPP
#define KOMET_SCALAR_HPP

#include "komet_simdjson.h"
#include "text.hpp"

#include <cstring>
#include <string_view>

// Inline, because they run for each field of each record.
namespace komet {

inline bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

inline std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

inline std::string_view view(komet_text text) { return {reinterpret_cast<const char *>(text.start), text.count}; }

/// What a value is; `broken` if it is none that JSON has.
enum class kind { nothing, text, number, truth, nested, broken };

/// A value of the document as it stands there.
struct scalar {
  kind is = kind::nothing;
  komet_text text = {};
};

/// Whether a token that begins like a number is one (RFC 8259, section 6).
inline bool is_number(std::string_view token) {
  size_t at = token.front() == '-' ? 1 : 0;
  const auto skip_digits = [&] {
    const size_t start = at;
    while (at < token.size() && token[at] >= '0' && token[at] <= '9') at++;
    return at > start;
  };
  const bool begins_with_zero = at < token.size() && token[at] == '0';
  const size_t start = at;
  if (!skip_digits() || (begins_with_zero && at > start + 1)) return false;
  if (at < token.size() && token[at] == '.' && (at++, !skip_digits())) return false;
  if (at < token.size() && (token[at] | 0x20) == 'e') {
    at++;
    if (at < token.size() && (token[at] == '+' || token[at] == '-')) at++;
    if (!skip_digits()) return false;
  }
  return at == token.size();
}

/// Reads the token that a value begins with; texts are unescaped in place.
inline scalar read_scalar(std::string_view token, size_t &repaired) {
  while (!token.empty() && is_blank(token.back())) token.remove_suffix(1);
  auto *start = const_cast<uint8_t *>(reinterpret_cast<const uint8_t *>(token.data()));
  switch (token.empty() ? '\0' : token.front()) {
    case '"': {
      if (token.size() < 2 || token.back() != '"') return {kind::broken, {}};
      size_t count = token.size() - 2;
      start++;
      if (memchr(start, '\\', count)) count = unescape(start, count, repaired);
      return {kind::text, {start, count}};
    }
    case '-': case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
      return {is_number(token) ? kind::number : kind::broken, {start, token.size()}};
    case 't': case 'f':
      return {token == "true" || token == "false" ? kind::truth : kind::broken, {start, token.size()}};
    case 'n':
      return {token == "null" ? kind::nothing : kind::broken, {}};
    case '{': case '[':
      return {kind::nested, {}};
    default:
      return {kind::broken, {}};
  }
}

/// A whole number of 64 bits without a sign, also written as a text, with blanks around it or a fraction of zeros.
inline bool read_integer(std::string_view text, uint64_t &number) {
  text = trimmed(text);
  size_t digits = 0;
  uint64_t value = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
    if (__builtin_mul_overflow(value, uint64_t(10), &value)) return false;
    if (__builtin_add_overflow(value, uint64_t(text[digits] - '0'), &value)) return false;
    digits++;
  }
  if (digits == 0) return false;
  text.remove_prefix(digits);
  if (!text.empty()) {
    if (text.size() < 2 || text.front() != '.') return false;
    if (text.find_first_not_of('0', 1) != std::string_view::npos) return false;
  }
  number = value;
  return true;
}

inline bool is_word(std::string_view text, const char *word) {
  for (char c : text) {
    const char lower = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    if (*word++ != lower) return false;
  }
  return *word == '\0';
}

inline komet_truth read_truth(std::string_view text) {
  text = trimmed(text);
  for (const char *word : {"true", "yes"}) {
    if (is_word(text, word)) return KOMET_TRUE;
  }
  for (const char *word : {"false", "no"}) {
    if (is_word(text, word)) return KOMET_FALSE;
  }
  uint64_t number = 0;
  if (read_integer(text, number) && (number == 0 || number == 1)) return number ? KOMET_TRUE : KOMET_FALSE;
  return KOMET_UNKNOWN;
}

inline bool is_absent(const scalar &value) {
  return value.is == kind::nothing || (value.is == kind::text && trimmed(view(value.text)).empty());
}

/// Each of the following takes a value into a field; false if it is of a type that can't be taken.
inline bool take_text(const scalar &value, komet_text &field) {
  const bool is_text = value.is == kind::text || value.is == kind::number;
  field = is_text ? value.text : komet_text{};
  return is_text || value.is == kind::nothing;
}

inline bool take_integer(const scalar &value, uint64_t &field, bool &is_there) {
  const bool can_be = value.is == kind::text || value.is == kind::number;
  is_there = can_be && read_integer(view(value.text), field);
  return is_there || is_absent(value);
}

inline bool take_truth(const scalar &value, komet_truth &field) {
  field = value.is == kind::nothing || value.is == kind::nested ? KOMET_UNKNOWN : read_truth(view(value.text));
  return field != KOMET_UNKNOWN || is_absent(value);
}

}  // namespace komet

#endif
