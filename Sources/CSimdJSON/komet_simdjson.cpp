#include "komet_simdjson.h"

// The on-demand parser checks its own use in builds without NDEBUG, which costs and tells us nothing.
#ifndef NDEBUG
#define NDEBUG
#endif
#define SIMDJSON_DEVELOPMENT_CHECKS 0
#include <simdjson.h>

#include "text.hpp"

#include <cstring>
#include <new>
#include <string>
#include <string_view>

namespace {

using namespace simdjson;
static_assert(KOMET_JSON_PADDING >= SIMDJSON_PADDING);

/// How a method names its list and its fields; null for the fields that it does not have.
struct naming {
  const char *list;
  const char *fields[KOMET_FIELD_COUNT];
};

constexpr naming namings[] = {
  {"customers",
   {"id", "name", "code", "accountingCode", "customerType", "salesPerson", "salesPersonId", "active",
    "updatedOn"}},
  {"customerResult", {"customerId", "customerName"}},
  {"contacts",
   {"id", "name", nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, "type", "phone", "ext",
    "mobile", "fax", "email", "description", "instantMessaging"}},
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

std::string_view view(komet_text text) { return {reinterpret_cast<const char *>(text.start), text.count}; }

enum class kind { nothing, text, number, truth, nested };

/// A value of the document as it stands there.
struct scalar {
  kind is = kind::nothing;
  komet_text text = {};
};

/// Reads the token that `value` begins with; texts are unescaped in place.
scalar read_scalar(ondemand::value value, size_t &repaired) {
  std::string_view token = value.raw_json_token();
  while (!token.empty() && is_blank(token.back())) token.remove_suffix(1);
  auto *start = const_cast<uint8_t *>(reinterpret_cast<const uint8_t *>(token.data()));
  switch (token.empty() ? '\0' : token.front()) {
    case '"': {
      if (token.size() < 2) return {kind::nested, {}};
      size_t count = token.size() - 2;
      start++;
      if (memchr(start, '\\', count)) count = komet::unescape(start, count, repaired);
      return {kind::text, {start, count}};
    }
    case '-': case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
      return {kind::number, {start, token.size()}};
    case 't': case 'f':
      return {kind::truth, {start, token.size()}};
    case 'n':
      return {kind::nothing, {}};
    default:
      return {kind::nested, {}};
  }
}

/// A whole number, also written as a text, with blanks around it or with a fraction of zeros.
bool read_integer(std::string_view text, int64_t &number) {
  text = trimmed(text);
  bool is_negative = false;
  if (!text.empty() && text.front() == '-') {
    is_negative = true;
    text.remove_prefix(1);
  }
  // The most digits that can't overflow; no id comes near.
  constexpr size_t max_digits = 18;
  size_t digits = 0;
  int64_t value = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
    if (digits == max_digits) return false;
    value = value * 10 + (text[digits] - '0');
    digits++;
  }
  if (digits == 0) return false;
  text.remove_prefix(digits);
  if (!text.empty()) {
    if (text.size() < 2 || text.front() != '.') return false;
    if (text.find_first_not_of('0', 1) != std::string_view::npos) return false;
  }
  number = is_negative ? -value : value;
  return true;
}

bool is_word(std::string_view text, const char *word) {
  for (char c : text) {
    const char lower = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    if (*word++ != lower) return false;
  }
  return *word == '\0';
}

komet_truth read_truth(std::string_view text) {
  text = trimmed(text);
  for (const char *word : {"true", "yes"}) {
    if (is_word(text, word)) return KOMET_TRUE;
  }
  for (const char *word : {"false", "no"}) {
    if (is_word(text, word)) return KOMET_FALSE;
  }
  int64_t number = 0;
  if (read_integer(text, number) && (number == 0 || number == 1)) return number ? KOMET_TRUE : KOMET_FALSE;
  return KOMET_UNKNOWN;
}

bool is_absent(const scalar &value) {
  return value.is == kind::nothing || (value.is == kind::text && trimmed(view(value.text)).empty());
}

/// Each of the following takes a value into a field; false if it is of a type that can't be taken.
bool take_text(const scalar &value, komet_text &field) {
  const bool is_text = value.is == kind::text || value.is == kind::number;
  field = is_text ? value.text : komet_text{};
  return is_text || value.is == kind::nothing;
}

bool take_integer(const scalar &value, int64_t &field, bool &is_there) {
  const bool can_be = value.is == kind::text || value.is == kind::number;
  is_there = can_be && read_integer(view(value.text), field);
  return is_there || is_absent(value);
}

bool take_truth(const scalar &value, komet_truth &field) {
  field = value.is == kind::nothing || value.is == kind::nested ? KOMET_UNKNOWN : read_truth(view(value.text));
  return field != KOMET_UNKNOWN || is_absent(value);
}

class reader {
 public:
  reader(komet_method method, komet_take take, void *context, komet_document &document)
      : names(namings[method]), take(take), context(context), document(document) {
    for (size_t field = 0; field < KOMET_FIELD_COUNT; field++) {
      if (names.fields[field]) quoted[field] = std::string(names.fields[field]) + '"';
      order[field] = int(field);
    }
  }

  error_code read(const uint8_t *json, size_t count) {
    ondemand::parser parser;
    ondemand::document root;
    SIMDJSON_TRY(parser.iterate(padded_string_view(json, count, count + KOMET_JSON_PADDING)).get(root));
    ondemand::object object;
    SIMDJSON_TRY(root.get_object().get(object));
    for (auto entry : object) {
      ondemand::field field;
      SIMDJSON_TRY(std::move(entry).get(field));
      const auto key = field.key();
      if (key.unsafe_is_equal(names.list)) {
        SIMDJSON_TRY(read_list(field.value()));
        if (is_stopped) return SUCCESS;
      } else if (key.unsafe_is_equal("status")) {
        take_truth(read_scalar(field.value(), document.repaired_texts), document.status);
      } else if (key.unsafe_is_equal("message")) {
        take_text(read_scalar(field.value(), document.repaired_texts), document.message);
      }
    }
    // A location is left only if something follows the object.
    const char *rest = nullptr;
    return root.current_location().get(rest) == OUT_OF_BOUNDS ? SUCCESS : TAPE_ERROR;
  }

  bool is_stopped = false;

 private:
  error_code read_list(ondemand::value value) {
    ondemand::json_type type;
    SIMDJSON_TRY(value.type().get(type));
    if (type != ondemand::json_type::array) {
      document.list = type == ondemand::json_type::null ? KOMET_LIST_NULL : KOMET_LIST_OF_WRONG_TYPE;
      return SUCCESS;
    }
    document.list = KOMET_LIST_PRESENT;
    document.records = 0;
    if (!take(context, nullptr)) return stop();
    ondemand::array array;
    SIMDJSON_TRY(value.get_array().get(array));
    for (auto element : array) {
      ondemand::value item;
      SIMDJSON_TRY(std::move(element).get(item));
      SIMDJSON_TRY(read_record(item));
      document.records++;
      if (!take(context, &record)) return stop();
    }
    return SUCCESS;
  }

  error_code stop() {
    is_stopped = true;
    return SUCCESS;
  }

  error_code read_record(ondemand::value item) {
    record = {};
    record.active = KOMET_UNKNOWN;
    ondemand::json_type type;
    SIMDJSON_TRY(item.type().get(type));
    record.is_object = type == ondemand::json_type::object;
    if (!record.is_object) return SUCCESS;
    ondemand::object object;
    SIMDJSON_TRY(item.get_object().get(object));
    size_t place = 0;
    for (auto entry : object) {
      ondemand::field field;
      SIMDJSON_TRY(std::move(entry).get(field));
      const int known = field_of(field.key().raw(), place++);
      if (known == KOMET_FIELD_COUNT) continue;
      const uint32_t bit = uint32_t(1) << known;
      const bool is_right = take_value(known, read_scalar(field.value(), document.repaired_texts));
      record.wrong = is_right ? record.wrong & ~bit : record.wrong | bit;
    }
    return SUCCESS;
  }

  bool take_value(int field, const scalar &value) {
    switch (field) {
      case KOMET_ID: return take_integer(value, record.id, record.has_id);
      case KOMET_NAME: return take_text(value, record.name);
      case KOMET_CODE: return take_text(value, record.code);
      case KOMET_ACCOUNTING_CODE: return take_text(value, record.accounting_code);
      case KOMET_CUSTOMER_TYPE: return take_text(value, record.customer_type);
      case KOMET_SALESPERSON: return take_text(value, record.salesperson);
      case KOMET_SALESPERSON_ID: return take_integer(value, record.salesperson_id, record.has_salesperson_id);
      case KOMET_ACTIVE: return take_truth(value, record.active);
      case KOMET_UPDATED_ON: return take_text(value, record.updated_on);
      case KOMET_ROLE: return take_text(value, record.contact.role);
      case KOMET_PHONE: return take_text(value, record.contact.phone);
      case KOMET_EXTENSION: return take_text(value, record.contact.extension);
      case KOMET_MOBILE: return take_text(value, record.contact.mobile);
      case KOMET_FAX: return take_text(value, record.contact.fax);
      case KOMET_EMAIL: return take_text(value, record.contact.email);
      case KOMET_DESCRIPTION: return take_text(value, record.contact.description);
      default: return take_text(value, record.contact.messaging);
    }
  }

  /// The field that a key names; records mostly repeat the order of the one before.
  int field_of(const char *key, size_t place) {
    const bool can_guess = place < KOMET_FIELD_COUNT;
    if (can_guess && is_key(key, order[place])) return order[place];
    for (int field = 0; field < KOMET_FIELD_COUNT; field++) {
      if (!is_key(key, field)) continue;
      if (can_guess) order[place] = field;
      return field;
    }
    return KOMET_FIELD_COUNT;
  }

  /// The padding behind the document makes it safe to compare past its end.
  bool is_key(const char *key, int field) const {
    const std::string &name = quoted[field];
    return !name.empty() && memcmp(key, name.data(), name.size()) == 0;
  }

  const naming &names;
  const komet_take take;
  void *const context;
  komet_document &document;
  komet_record record = {};
  /// The fields' names, each with the quote that ends it in the document.
  std::string quoted[KOMET_FIELD_COUNT];
  int order[KOMET_FIELD_COUNT];
};

komet_outcome outcome_of(error_code error, bool is_stopped) {
  switch (error) {
    case SUCCESS: return is_stopped ? KOMET_STOPPED : KOMET_WHOLE;
    case INCORRECT_TYPE: return KOMET_NOT_AN_OBJECT;
    case UNCLOSED_STRING: case INCOMPLETE_ARRAY_OR_OBJECT: case EMPTY: return KOMET_CUT_SHORT;
    case CAPACITY: return KOMET_TOO_LARGE;
    case MEMALLOC: return KOMET_NO_MEMORY;
    default: return KOMET_MALFORMED;
  }
}

}  // namespace

komet_document komet_document_read(
  uint8_t *json, size_t count, komet_method method, komet_take take, void *context) try {
  komet_document document = {};
  document.status = KOMET_UNKNOWN;
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (count >= mark.size() && memcmp(json, mark.data(), mark.size()) == 0) {
    json += mark.size();
    count -= mark.size();
  }
  reader reader(method, take, context, document);
  error_code error = reader.read(json, count);
  if (error == UTF8_ERROR || error == UNESCAPED_CHARS) {
    auto *repaired = new std::string(komet::repaired_document(json, count, document.repaired_texts));
    document.repaired = repaired;
    const size_t length = repaired->size();
    repaired->append(KOMET_JSON_PADDING, '\0');
    error = reader.read(reinterpret_cast<const uint8_t *>(repaired->data()), length);
  }
  document.outcome = outcome_of(error, reader.is_stopped);
  return document;
} catch (const std::bad_alloc &) {
  komet_document document = {};
  document.outcome = KOMET_NO_MEMORY;
  return document;
}

void komet_document_free(komet_document *document) {
  delete static_cast<std::string *>(document->repaired);
  document->repaired = nullptr;
}

const char *komet_field_name(komet_method method, komet_field field) { return namings[method].fields[field]; }
