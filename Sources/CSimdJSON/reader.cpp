#include "reader.hpp"

using namespace simdjson;
using namespace komet;

namespace {

static_assert(KOMET_JSON_PADDING >= SIMDJSON_PADDING);

komet_outcome outcome_of(error_code error, bool is_stopped) {
  switch (error) {
    case SUCCESS: return is_stopped ? KOMET_STOPPED : KOMET_WHOLE;
    case INCORRECT_TYPE: return KOMET_NOT_AN_OBJECT;
    case UNCLOSED_STRING: case INCOMPLETE_ARRAY_OR_OBJECT: case EMPTY: return KOMET_CUT_SHORT;
    case TRAILING_CONTENT: return KOMET_FOLLOWED;
    case CAPACITY: return KOMET_TOO_LARGE;
    case MEMALLOC: return KOMET_NO_MEMORY;
    default: return KOMET_MALFORMED;
  }
}

/// What is wrong with a document that does not end with the object that it begins with; nothing of it was
/// rewritten yet.
error_code fault_of_end(const uint8_t *json, size_t count) {
  size_t depth = 0;
  bool is_in_text = false;
  for (size_t at = 0; at < count; at++) {
    const uint8_t c = json[at];
    if (is_in_text) {
      if (c == '\\') at++;
      is_in_text = c != '"';
    } else if (c == '"') {
      is_in_text = true;
    } else if (c == '{' || c == '[') {
      depth++;
    } else if ((c == '}' || c == ']') && depth > 0 && --depth == 0) {
      return c == '}' ? TRAILING_CONTENT : TAPE_ERROR;
    }
  }
  return INCOMPLETE_ARRAY_OR_OBJECT;
}

/// Whether the parser stopped at a place because the document ends there; it tells the last token then, or what
/// would be behind it.
bool is_end(std::string_view document, const char *location) {
  const char *const last = document.data() + document.size() - 1;
  // A comma before the last bracket is a mistake of its own.
  return location > last || (location == last && trimmed(document.substr(0, document.size() - 1)).back() != ',');
}

}  // namespace

komet_document komet_reader::read_rest(uint8_t *json, size_t count, void *context) {
  komet_document document = {};
  document.status = KOMET_UNKNOWN;
  document.repaired_texts = repaired_ahead;
  if (is_stopped) {
    document.outcome = KOMET_STOPPED;
    return document;
  }
  const size_t mark = mark_length(json, count);
  json += mark;
  count -= mark;
  error_code error = read(json, count, document, context);
  if (error == UTF8_ERROR || error == UNESCAPED_CHARS) {
    auto *repaired = new std::string(repaired_document(json, count, document.repaired_texts));
    document.repaired = repaired;
    const size_t length = repaired->size();
    repaired->append(KOMET_JSON_PADDING, '\0');
    error = read(reinterpret_cast<const uint8_t *>(repaired->data()), length, document, context);
  }
  document.outcome = outcome_of(error, is_stopped);
  return document;
}

error_code komet_reader::read(
  const uint8_t *json, size_t count, komet_document &document, void *context) {
  is_first_list = true;
  ondemand::document root;
  error_code error = parser.iterate(padded_string_view(json, count, count + KOMET_JSON_PADDING)).get(root);
  ondemand::object object;
  if (!error) error = root.get_object().get(object);
  if (error == UNCLOSED_STRING || error == INCOMPLETE_ARRAY_OR_OBJECT) {
    return fault_of_end(json, count);
  }
  SIMDJSON_TRY(error);
  error = read_fields(object, document, context);
  if (is_stopped) return SUCCESS;
  const char *location = nullptr;
  const bool has_location = root.current_location().get(location) == SUCCESS;
  if (error) {
    const auto text = trimmed({reinterpret_cast<const char *>(json), count});
    return has_location && !is_end(text, location) ? error : INCOMPLETE_ARRAY_OR_OBJECT;
  }
  // A location is left only if something follows the object.
  return has_location ? TRAILING_CONTENT : SUCCESS;
}

error_code komet_reader::read_fields(ondemand::object object, komet_document &document, void *context) {
  for (auto entry : object) {
    ondemand::field field;
    SIMDJSON_TRY(std::move(entry).get(field));
    const auto key = field.key();
    if (is_named(key, names.list)) {
      SIMDJSON_TRY(read_list(field.value(), document, context));
      if (is_stopped) return SUCCESS;
    } else if (is_named(key, "status") || is_named(key, "message")) {
      const scalar value = read_scalar(field.value().raw_json_token(), document.repaired_texts);
      if (value.is == kind::broken) return TAPE_ERROR;
      if (is_named(key, "status")) {
        document.is_status_odd = !take_truth(value, document.status);
      } else {
        take_text(value, document.message);
      }
    }
  }
  return SUCCESS;
}

error_code komet_reader::read_list(ondemand::value value, komet_document &document, void *context) {
  const bool goes_on = is_first_list && records_ahead > 0;
  is_first_list = false;
  ondemand::json_type type;
  SIMDJSON_TRY(value.type().get(type));
  if (type != ondemand::json_type::array) {
    document.list = type == ondemand::json_type::null ? KOMET_LIST_NULL : KOMET_LIST_OF_WRONG_TYPE;
    return SUCCESS;
  }
  document.list = KOMET_LIST_PRESENT;
  document.records = goes_on ? records_ahead : 0;
  if (!goes_on && !take(context, nullptr)) return stop();
  ondemand::array array;
  SIMDJSON_TRY(value.get_array().get(array));
  for (auto element : array) {
    ondemand::value item;
    SIMDJSON_TRY(std::move(element).get(item));
    SIMDJSON_TRY(records.read(item, record, document.repaired_texts));
    document.records++;
    if (!take(context, &record)) return stop();
  }
  return SUCCESS;
}

error_code komet_reader::stop() {
  is_stopped = true;
  return SUCCESS;
}
