#include "reader.hpp"

#include <algorithm>
#include <iterator>

using namespace simdjson;
using namespace komet;

komet_range komet_reader::read_ahead(const uint8_t *json, size_t count, void *context) {
  if (is_stopped || count < awaited) return {0, 0};
  size_t taken = 0;
  if (list_start > 0 || find_list(json, count)) {
    taken = take_records(json + list_start, count - list_start, context);
  }
  // Twice as much each time nothing could be taken, so that hopeless answers cost little.
  awaited = taken > 0 ? list_start + piece : 2 * count;
  return {list_start, taken};
}

/// Finds the list where it should be: the first to look like it, after a few other fields of the document.
bool komet_reader::find_list(const uint8_t *json, size_t count) {
  const std::string key = '"' + std::string(names.list) + '"';
  const uint8_t *const end = json + count;
  const auto skip_blanks = [end](const uint8_t *at) {
    while (at < end && is_blank(char(*at))) at++;
    return at;
  };
  for (const uint8_t *at = json;; at++) {
    at = std::search(at, end, key.begin(), key.end());
    if (at == end) return false;
    const uint8_t *colon = skip_blanks(at + key.size());
    if (colon == end || *colon != ':') continue;
    const uint8_t *bracket = skip_blanks(colon + 1);
    if (bracket == end || *bracket != '[') continue;
    if (!begins_list(json, size_t(bracket + 1 - json))) return false;
    list_start = size_t(bracket + 1 - json);
    return true;
  }
}

/// Whether an answer that begins with these bytes has its first list begin with the last of them.
bool komet_reader::begins_list(const uint8_t *json, size_t count) {
  const size_t mark = mark_length(json, count);
  ondemand::document root;
  if (hold("", json + mark, count - mark, "]}").get(root)) return false;
  const char *const bracket = held.data() + count - mark - 1;
  ondemand::object object;
  if (root.get_object().get(object)) return false;
  for (auto entry : object) {
    ondemand::field field;
    if (std::move(entry).get(field)) return false;
    if (is_named(field.key(), names.list)) return field.value().raw_json_token().data() == bracket;
  }
  return false;
}

/// Takes records off the beginning of a list, but for the last one that is there; answers how many bytes they had.
size_t komet_reader::take_records(const uint8_t *json, size_t count, void *context) {
  // Most likely the end of a record; if not, the last record is no whole one, which does no harm.
  const auto end = std::find(std::make_reverse_iterator(json + count), std::make_reverse_iterator(json), '}');
  ondemand::document root;
  if (hold("[", json, size_t(end.base() - json), "]").get(root)) return 0;
  const char *const start = held.data() + 1;
  const char *reached = start;
  ondemand::array array;
  if (root.get_array().get(array)) return 0;
  size_t repaired = 0;
  bool is_waiting = false;
  for (auto element : array) {
    ondemand::value item;
    if (std::move(element).get(item)) break;
    const char *const next = item.raw_json_token().data();
    // A comma too many, which would be gone with the record before it.
    if (*next == ']') break;
    reached = next;
    if (is_waiting) {
      records_ahead++;
      repaired_ahead += repaired;
      is_stopped = !take(context, &record);
      if (is_stopped) break;
    }
    repaired = 0;
    if (records.read(item, record, repaired)) break;
    is_waiting = true;
  }
  return size_t(reached - start);
}

/// Parses a copy of the bytes, with others around them.
simdjson_result<ondemand::document> komet_reader::hold(
  std::string_view opening, const uint8_t *json, size_t count, std::string_view ending) {
  held.assign(opening);
  held.append(reinterpret_cast<const char *>(json), count);
  held.append(ending);
  const size_t length = held.size();
  held.append(KOMET_JSON_PADDING, '\0');
  // Its own way of growing, by as much as is needed, would make it grow time and again.
  if (parser.capacity() < length) SIMDJSON_TRY(parser.allocate(held.capacity()));
  return parser.iterate(padded_string_view(held.data(), length, held.size()));
}
