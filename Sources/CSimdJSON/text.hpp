#ifndef KOMET_TEXT_HPP
#define KOMET_TEXT_HPP

#include <cstddef>
#include <cstdint>
#include <string>

namespace komet {

/// Replaces the escapes of a JSON text in place; answers the new length, never more than `count`.
///
/// Half a surrogate pair becomes U+FFFD; an escape that JSON does not know stays as it stands. Both add to
/// `repaired`.
size_t unescape(uint8_t *text, size_t count, size_t &repaired);

/// Takes the key that stands at `key` up to its closing quote, and keeps that; false if it has no escapes in it.
bool unescaped_key(const char *key, std::string &plain);

/// The document with U+FFFD for each broken UTF-8 sequence, and raw control characters in texts escaped.
///
/// Both are things that strict JSON forbids and servers do. Adds the broken sequences to `repaired`.
std::string repaired_document(const uint8_t *json, size_t count, size_t &repaired);

}  // namespace komet

#endif
