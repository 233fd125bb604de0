#ifndef KOMET_SIMDJSON_H
#define KOMET_SIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// How many readable bytes must follow a document.
#define KOMET_JSON_PADDING 64

/// The API method whose answer is read; it decides how list and fields are named.
typedef enum {
  KOMET_CUSTOMER_LIST,
  KOMET_CUSTOMERS_BY_COMPANY,
  KOMET_CONTACT_LIST,
} komet_method;

typedef enum {
  KOMET_ID,
  KOMET_NAME,
  KOMET_CODE,
  KOMET_ACCOUNTING_CODE,
  KOMET_CUSTOMER_TYPE,
  KOMET_SALESPERSON,
  KOMET_SALESPERSON_ID,
  KOMET_ACTIVE,
  KOMET_UPDATED_ON,
  KOMET_ROLE,
  KOMET_PHONE,
  KOMET_EXTENSION,
  KOMET_MOBILE,
  KOMET_FAX,
  KOMET_EMAIL,
  KOMET_DESCRIPTION,
  KOMET_MESSAGING,
  KOMET_FIELD_COUNT,
} komet_field;

/// UTF-8, not terminated; empty where the document says nothing. It stands in the document's own memory.
typedef struct {
  const uint8_t *start;
  size_t count;
} komet_text;

typedef enum {
  KOMET_UNKNOWN = -1,
  KOMET_FALSE = 0,
  KOMET_TRUE = 1,
} komet_truth;

/// What only the record of a contact has.
typedef struct {
  komet_text role;
  komet_text phone;
  komet_text extension;
  komet_text mobile;
  komet_text fax;
  komet_text email;
  komet_text description;
  komet_text messaging;
} komet_contact;

/// One record of the list. A field that the record lacks, or has as null or empty, is empty or unknown.
typedef struct {
  uint64_t id;
  uint64_t salesperson_id;
  komet_text name;
  komet_text code;
  komet_text accounting_code;
  komet_text customer_type;
  komet_text salesperson;
  komet_text updated_on;
  komet_contact contact;
  komet_truth active;
  bool has_id;
  bool has_salesperson_id;
  /// False for anything else in the list, which then has no fields.
  bool is_object;
  /// Bit `1 << field` for each field whose value is of a type that can't be taken.
  uint32_t wrong;
} komet_record;

typedef enum {
  KOMET_WHOLE,
  KOMET_STOPPED,
  KOMET_MALFORMED,
  KOMET_CUT_SHORT,
  KOMET_FOLLOWED,
  KOMET_NOT_AN_OBJECT,
  KOMET_TOO_LARGE,
  KOMET_NO_MEMORY,
} komet_outcome;

typedef enum {
  KOMET_LIST_ABSENT,
  KOMET_LIST_NULL,
  KOMET_LIST_PRESENT,
  KOMET_LIST_OF_WRONG_TYPE,
} komet_list;

typedef struct {
  komet_outcome outcome;
  komet_list list;
  komet_truth status;
  /// Whether the status is something else than these.
  bool is_status_odd;
  komet_text message;
  /// The records read, also ahead, in the last list if there are several.
  size_t records;
  /// The places that were replaced by U+FFFD.
  size_t repaired_texts;
  /// What `message` stands in if the document had to be repaired; for `komet_document_free`.
  void *repaired;
} komet_document;

/// Takes what was read; the first call of each list has a null record. False stops the reading.
typedef bool (*komet_take)(void *context, const komet_record *record);

/// Reads one answer of an API method; to be used by one thread at a time.
typedef struct komet_reader komet_reader;

/// Nil if there is no memory. `piece`: how many bytes of a list are worth reading ahead.
komet_reader *komet_reader_new(komet_method method, komet_take take, size_t piece);

void komet_reader_free(komet_reader *reader);

/// Bytes of an answer.
typedef struct {
  size_t start;
  size_t count;
} komet_range;

/// Takes the first records of the list in an answer whose first `count` bytes are there.
///
/// The bytes stay as they are. Those of the range belong to records that were taken, and must be left out of the
/// answer from now on; it is empty if nothing could be taken. The texts of a record are there until the call to
/// `take` returns.
komet_range komet_reader_read_ahead(komet_reader *reader, const uint8_t *json, size_t count, void *context);

/// Reads the whole answer but for what was taken ahead; its outcome is that of the answer with it.
///
/// `json` has `count` bytes and `KOMET_JSON_PADDING` more that are zero; texts are unescaped in it. The
/// texts of a record are there until the call to `take` returns, the message until
/// `komet_document_free`. Only an outcome of KOMET_WHOLE says that the records were all there are.
komet_document komet_reader_read_rest(komet_reader *reader, uint8_t *json, size_t count, void *context);

void komet_document_free(komet_document *document);

/// The field's name in the answer of a method.
const char *komet_field_name(komet_method method, komet_field field);

#ifdef __cplusplus
}
#endif

#endif
