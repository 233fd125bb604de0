#include "record_reader.hpp"

#include <algorithm>
#include <iterator>

namespace komet {
namespace {

using namespace simdjson;

constexpr naming namings[] = {
  {"customers",
   {"id", "name", "code", "accountingCode", "customerType", "salesPerson", "salesPersonId", "active",
    "updatedOn"}},
  {"customerResult", {"customerId", "customerName"}},
  {"contacts",
   {"id", "name", nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, "type", "phone", "ext",
    "mobile", "fax", "email", "description", "instantMessaging"}},
};

bool take_value(int field, const scalar &value, komet_record &record) {
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

}  // namespace

const naming &naming_of(komet_method method) { return namings[method]; }

record_reader::record_reader(const naming &names) {
  for (size_t field = 0; field < KOMET_FIELD_COUNT; field++) {
    if (names.fields[field]) quoted[field] = std::string(names.fields[field]) + '"';
    order[field] = int(field);
  }
}

error_code record_reader::read(ondemand::value item, komet_record &record, size_t &repaired) {
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
    const scalar value = read_scalar(field.value().raw_json_token(), repaired);
    if (value.is == kind::broken) return TAPE_ERROR;
    const bool is_right = take_value(known, value, record);
    record.wrong = is_right ? record.wrong & ~bit : record.wrong | bit;
  }
  return SUCCESS;
}

/// The field that a key names; records mostly repeat the order of the one before.
int record_reader::field_of(const char *key, size_t place) {
  const bool can_guess = place < KOMET_FIELD_COUNT;
  if (can_guess && is_key(key, order[place])) return order[place];
  for (int field = 0; field < KOMET_FIELD_COUNT; field++) {
    if (!is_key(key, field)) continue;
    if (can_guess) order[place] = field;
    return field;
  }
  std::string plain;
  if (!unescaped_key(key, plain)) return KOMET_FIELD_COUNT;
  return int(std::find(std::begin(quoted), std::end(quoted), plain) - std::begin(quoted));
}

/// The padding behind the document makes it safe to compare past its end.
bool record_reader::is_key(const char *key, int field) const {
  const std::string &name = quoted[field];
  return !name.empty() && memcmp(key, name.data(), name.size()) == 0;
}

}  // namespace komet
