#include "komet_simdjson.h"

#include "reader.hpp"

#include <new>

komet_reader *komet_reader_new(komet_method method, komet_take take, size_t piece) try {
  return new komet_reader(method, take, piece);
} catch (const std::bad_alloc &) {
  return nullptr;
}

void komet_reader_free(komet_reader *reader) { delete reader; }

komet_range komet_reader_read_ahead(komet_reader *reader, const uint8_t *json, size_t count, void *context) try {
  return reader->read_ahead(json, count, context);
} catch (const std::bad_alloc &) {
  return {0, 0};
}

komet_document komet_reader_read_rest(komet_reader *reader, uint8_t *json, size_t count, void *context) try {
  return reader->read_rest(json, count, context);
} catch (const std::bad_alloc &) {
  komet_document document = {};
  document.outcome = KOMET_NO_MEMORY;
  return document;
}

void komet_document_free(komet_document *document) {
  delete static_cast<std::string *>(document->repaired);
  document->repaired = nullptr;
}

const char *komet_field_name(komet_method method, komet_field field) {
  return komet::naming_of(method).fields[field];
}
