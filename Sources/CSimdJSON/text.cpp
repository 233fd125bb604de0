#include "text.hpp"

#include <cstdio>
#include <cstring>

namespace komet {
namespace {

constexpr uint32_t replacement = 0xFFFD;
constexpr char replacement_utf8[] = "\xEF\xBF\xBD";

/// The value of four hex digits, or -1.
int32_t hex4(const uint8_t *text, const uint8_t *end) {
  if (end - text < 4) return -1;
  int32_t value = 0;
  for (int i = 0; i < 4; i++) {
    const uint8_t c = text[i];
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    value = value << 4 | digit;
  }
  return value;
}

uint8_t *put_utf8(uint8_t *to, uint32_t scalar) {
  if (scalar < 0x80) {
    *to++ = uint8_t(scalar);
  } else if (scalar < 0x800) {
    *to++ = uint8_t(0xC0 | scalar >> 6);
    *to++ = uint8_t(0x80 | (scalar & 0x3F));
  } else if (scalar < 0x10000) {
    *to++ = uint8_t(0xE0 | scalar >> 12);
    *to++ = uint8_t(0x80 | (scalar >> 6 & 0x3F));
    *to++ = uint8_t(0x80 | (scalar & 0x3F));
  } else {
    *to++ = uint8_t(0xF0 | scalar >> 18);
    *to++ = uint8_t(0x80 | (scalar >> 12 & 0x3F));
    *to++ = uint8_t(0x80 | (scalar >> 6 & 0x3F));
    *to++ = uint8_t(0x80 | (scalar & 0x3F));
  }
  return to;
}

bool is_high_surrogate(int32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(int32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// Reads the four digits after `\u`, and the other half if they are half a pair; moves `from` behind them.
uint32_t unicode_escape(const uint8_t *&from, const uint8_t *end, size_t &repaired) {
  const int32_t unit = hex4(from, end);
  from += 4;
  if (is_high_surrogate(unit) && end - from >= 6 && from[0] == '\\' && from[1] == 'u') {
    const int32_t low = hex4(from + 2, end);
    if (is_low_surrogate(low)) {
      from += 6;
      return 0x10000 + (uint32_t(unit - 0xD800) << 10) + uint32_t(low - 0xDC00);
    }
  }
  if (is_high_surrogate(unit) || is_low_surrogate(unit)) {
    repaired++;
    return replacement;
  }
  return uint32_t(unit);
}

/// How many bytes the well-formed sequence at `text` has; 0 if there is none (Unicode, table 3-7).
size_t sequence_length(const uint8_t *text, const uint8_t *end) {
  const uint8_t lead = text[0];
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xC2 && lead < 0xE0   ? 2
                        : lead >= 0xE0 && lead < 0xF0 ? 3
                        : lead >= 0xF0 && lead < 0xF5 ? 4
                                                      : 0;
  if (length == 0 || size_t(end - text) < length) return 0;
  const uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (text[1] < low || text[1] > high) return 0;
  for (size_t i = 2; i < length; i++) {
    if ((text[i] & 0xC0) != 0x80) return 0;
  }
  return length;
}

}  // namespace

size_t unescape(uint8_t *text, size_t count, size_t &repaired) {
  const uint8_t *const end = text + count;
  const uint8_t *from = text;
  uint8_t *to = text;
  while (from < end) {
    const auto *backslash = static_cast<const uint8_t *>(memchr(from, '\\', size_t(end - from)));
    const size_t plain = size_t((backslash ? backslash : end) - from);
    memmove(to, from, plain);
    to += plain;
    from += plain;
    if (end - from < 2) break;
    const uint8_t escape = from[1];
    from += 2;
    // An escape is never shorter than its UTF-8, so `to` never overtakes `from`.
    switch (escape) {
      case '"': case '\\': case '/': *to++ = escape; break;
      case 'b': *to++ = '\b'; break;
      case 'f': *to++ = '\f'; break;
      case 'n': *to++ = '\n'; break;
      case 'r': *to++ = '\r'; break;
      case 't': *to++ = '\t'; break;
      case 'u':
        if (hex4(from, end) >= 0) {
          to = put_utf8(to, unicode_escape(from, end, repaired));
          break;
        }
        [[fallthrough]];
      default:
        *to++ = '\\';
        *to++ = escape;
        repaired++;
    }
  }
  return size_t(to - text);
}

bool unescaped_key(const char *key, std::string &plain) {
  const char *end = key;
  bool has_escapes = false;
  for (; *end != '"'; end++) {
    if (*end != '\\') continue;
    has_escapes = true;
    end++;
  }
  if (!has_escapes) return false;
  plain.assign(key, end);
  size_t repaired = 0;
  plain.resize(unescape(reinterpret_cast<uint8_t *>(plain.data()), plain.size(), repaired));
  plain.push_back('"');
  return true;
}

std::string repaired_document(const uint8_t *json, size_t count, size_t &repaired) {
  std::string document;
  document.reserve(count + count / 16);
  const uint8_t *const end = json + count;
  bool is_in_text = false;
  for (const uint8_t *at = json; at < end;) {
    const size_t length = sequence_length(at, end);
    if (length == 0) {
      document.append(replacement_utf8);
      repaired++;
      // A sequence cut off in the middle is one broken place, not one for each of its bytes.
      at++;
      while (at < end && (*at & 0xC0) == 0x80) at++;
      continue;
    }
    const uint8_t c = *at;
    if (is_in_text && c < 0x20) {
      char escape[8];
      snprintf(escape, sizeof escape, "\\u%04x", unsigned(c));
      document.append(escape);
    } else {
      document.append(reinterpret_cast<const char *>(at), length);
    }
    if (c == '"') is_in_text = !is_in_text;
    // Also between texts, where it is wrong, because the parser sees it so.
    if (c == '\\' && end - at > 1 && (at[1] == '"' || at[1] == '\\')) {
      document.push_back(char(at[1]));
      at++;
    }
    at += length;
  }
  return document;
}

}  // namespace komet
