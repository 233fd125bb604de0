#ifndef KOMET_RECORD_READER_HPP
#define KOMET_RECORD_READER_HPP

#include "komet_simdjson.h"
#include "ondemand.hpp"
#include "scalar.hpp"

#include <string>

namespace komet {

/// How a method names its list and its fields; null for the fields that it does not have.
struct naming {
  const char *list;
  const char *fields[KOMET_FIELD_COUNT];
};

const naming &naming_of(komet_method method);

/// Whether a key of the document is this name, escaped or not.
inline bool is_named(simdjson::ondemand::raw_json_string key, const char *name) {
  if (key.unsafe_is_equal(name)) return true;
  std::string plain;
  return unescaped_key(key.raw(), plain) && plain == std::string(name) + '"';
}

/// Reads the records of a method's list, one after the other.
class record_reader {
 public:
  explicit record_reader(const naming &names);

  /// Reads a record whose texts are unescaped where they stand; adds to `repaired` as `unescape` does.
  simdjson::error_code read(simdjson::ondemand::value item, komet_record &record, size_t &repaired);

 private:
  int field_of(const char *key, size_t place);
  bool is_key(const char *key, int field) const;

  /// The fields' names, each with the quote that ends it in the document.
  std::string quoted[KOMET_FIELD_COUNT];
  int order[KOMET_FIELD_COUNT];
};

}  // namespace komet

#endif
