#ifndef KOMET_READER_HPP
#define KOMET_READER_HPP

#include "record_reader.hpp"

#include <string>
#include <string_view>

namespace komet {

/// How many bytes the byte order mark at the beginning takes; 0 if there is none.
inline size_t mark_length(const uint8_t *json, size_t count) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  return count >= mark.size() && memcmp(json, mark.data(), mark.size()) == 0 ? mark.size() : 0;
}

}  // namespace komet

/// Reads one answer: records off the beginning of its list while the rest is still to come, then what is left.
///
/// Whatever is read ahead, the outcome is that of the whole answer read at once. The parser goes from token to
/// token without looking ahead, and a record is taken early only once the next one has begun: so without the
/// taken ones the answer reads as with them; only of one that is wrong in several places it may be another that
/// is told.
struct komet_reader {
 public:
  komet_reader(komet_method method, komet_take take, size_t piece)
      : names(komet::naming_of(method)), take(take), records(names), piece(piece), awaited(piece) {}

  komet_range read_ahead(const uint8_t *json, size_t count, void *context);
  komet_document read_rest(uint8_t *json, size_t count, void *context);

 private:
  // reader_ahead.cpp
  bool find_list(const uint8_t *json, size_t count);
  bool begins_list(const uint8_t *json, size_t count);
  size_t take_records(const uint8_t *json, size_t count, void *context);
  simdjson::simdjson_result<simdjson::ondemand::document> hold(
    std::string_view opening, const uint8_t *json, size_t count, std::string_view ending);

  // reader.cpp
  simdjson::error_code read(const uint8_t *json, size_t count, komet_document &document, void *context);
  simdjson::error_code read_fields(simdjson::ondemand::object object, komet_document &document, void *context);
  simdjson::error_code read_list(simdjson::ondemand::value value, komet_document &document, void *context);
  simdjson::error_code stop();

  const komet::naming &names;
  const komet_take take;
  komet::record_reader records;
  komet_record record = {};
  bool is_stopped = false;
  /// Whether `read` has met no list yet.
  bool is_first_list = true;

  /// How many bytes of the list are worth reading ahead.
  const size_t piece;
  /// How many bytes have to be there for the next try.
  size_t awaited;
  /// Where the first record stands; 0 if that is not known yet.
  size_t list_start = 0;
  size_t records_ahead = 0;
  size_t repaired_ahead = 0;
  simdjson::ondemand::parser parser;
  /// A copy of what is read ahead, since reading rewrites texts and may fail.
  std::string held;
};

#endif
