#ifndef KOMET_TOML_H
#define KOMET_TOML_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// How many parts a dotted key may have, such as the three of `profile.north.api`.
#define KOMET_TOML_KEY_PARTS 64
/// How deeply lists and inline tables may stand in one another.
#define KOMET_TOML_NESTING 16

typedef enum {
  KOMET_TOML_STRING,
  KOMET_TOML_INTEGER,
  KOMET_TOML_BOOLEAN,
  KOMET_TOML_FRACTION,
  KOMET_TOML_TIME,
  KOMET_TOML_ARRAY,
  KOMET_TOML_TABLE,
} komet_toml_kind;

/// UTF-8, not terminated.
typedef struct {
  const char *start;
  size_t count;
} komet_toml_text;

/// A place in the text, both counted from 1; the column counts Unicode scalars.
typedef struct {
  uint32_t line;
  uint32_t column;
} komet_toml_position;

typedef struct komet_toml_document komet_toml_document;

/// A value in a table or a list. Texts and contents are there as long as the document.
typedef struct {
  komet_toml_kind kind;
  /// What a list or a table holds, for `komet_toml_read`.
  const void *contents;
  /// Where the key stands, or the value if it is in a list.
  komet_toml_position position;
  /// Empty in a list.
  komet_toml_text key;
  komet_toml_text string;
  /// Of a boolean 0 or 1.
  int64_t integer;
} komet_toml_value;

/// Why a text is not TOML; line 0 if it is.
typedef struct {
  komet_toml_text reason;
  komet_toml_position position;
} komet_toml_failure;

/// Reads a text (TOML 1.0); nil if there is no memory.
///
/// Any bytes will do. Keys of more than KOMET_TOML_KEY_PARTS parts and values nested more deeply than
/// KOMET_TOML_NESTING are failures like any other, since everything that walks the document calls itself.
komet_toml_document *komet_toml_parse(const char *text, size_t count);

void komet_toml_free(komet_toml_document *document);

komet_toml_failure komet_toml_failure_of(const komet_toml_document *document);

/// The table around all; nil after a failure.
const void *komet_toml_root(const komet_toml_document *document);

/// Takes one value after the other, in the order of their keys or of the list.
typedef void (*komet_toml_take)(void *context, const komet_toml_value *value);

void komet_toml_read(const void *contents, void *context, komet_toml_take take);

#ifdef __cplusplus
}
#endif

#endif
