import CSimdJSON

/// An answer that was read to its end, whatever its list holds.
struct ListDocument {
  private let status: komet_truth
  /// Whether the status is one that no document names, such as 2.
  private let isStatusOdd: Bool
  private let list: komet_list
  private let message: String
  /// The records that the list held.
  let recordCount: Int
  /// The places where broken text became U+FFFD.
  let repairedTexts: Int

  init(_ document: komet_document) {
    status = document.status
    isStatusOdd = document.is_status_odd
    list = document.list
    message = String(decoding: UnsafeBufferPointer(document.message), as: UTF8.self)
    recordCount = document.records
    repairedTexts = document.repaired_texts
  }

  /// What the answer says; `records` makes the list of what was taken, if there is one of what is `listed`.
  ///
  /// - Throws: `DecodingFailure.noList`.
  func answer<List>(
    listed: String, _ records: () -> (List, DecodingReport)
  ) throws(DecodingFailure) -> ListAnswer<List> {
    let isList = list == KOMET_LIST_PRESENT && status != KOMET_FALSE
    if !isList, list != KOMET_LIST_OF_WRONG_TYPE, saysNobody(listed) { return .noList(message: message) }
    if status == KOMET_FALSE { return .refusal(message: message) }
    switch list {
    case KOMET_LIST_PRESENT:
      let (list, report) = records()
      return .list(list, report)
    case KOMET_LIST_OF_WRONG_TYPE:
      throw .noList
    default:
      let isEmpty = list == KOMET_LIST_NULL && message.isEmpty && !isStatusOdd
      if status == KOMET_TRUE || isEmpty { return .noList(message: message) }
      guard message.isEmpty else { return .refusal(message: message) }
      throw .noList
    }
  }

  /// Whether the answer lists nothing and its message says just that there is nothing: `Customers not found.OK`.
  ///
  /// With more words it may be a refusal: "Invalid token. Customer not found."
  private func saysNobody(_ listed: String) -> Bool {
    guard recordCount == 0 else { return false }
    var words = message.lowercased().split { !$0.isLetter }
    if words.last == "ok" { words.removeLast() }
    let saying = words.joined(separator: " ")
    let singular = listed.dropLast()
    let sayings = [
      "\(listed) not found", "\(singular) not found", "\(listed) were not found", "\(singular) was not found",
      "no \(listed)", "no \(listed) found", "no \(listed) were found", "no \(singular) found",
      "no \(singular) was found",
    ]
    return sayings.contains(saying)
  }
}

extension APIMethod {
  var inC: komet_method {
    switch self {
    case .customerList: KOMET_CUSTOMER_LIST
    case .customersByCompany: KOMET_CUSTOMERS_BY_COMPANY
    case .contactList: KOMET_CONTACT_LIST
    }
  }
}

extension komet_record {
  /// Whether the field's value is of a type that can't be taken.
  func isWrong(_ field: komet_field) -> Bool {
    wrong & (1 << field.rawValue) != 0
  }

  /// Nil if the record tells no usable id.
  var knownID: UInt64? { has_id ? id : nil }

  /// Why the record can't be taken at all, and the field that says so; nil if it can.
  var flaw: (fault: DecodingProblem.Fault, field: komet_field?)? {
    guard is_object else { return (.notAnObject, nil) }
    guard has_id else { return (isWrong(KOMET_ID) ? .notANumber : .missing, KOMET_ID) }
    return isWrong(KOMET_NAME) ? (.notAText, KOMET_NAME) : nil
  }
}

extension DecodingProblem {
  /// What is wrong with a record of a method's list, the first having the number 1.
  init(_ record: komet_record, number: Int, of method: komet_method, field: komet_field?, fault: Fault) {
    let name = field.flatMap { komet_field_name(method, $0) }.map { String(cString: $0) }
    self.init(record: number, id: record.knownID, field: name, fault: fault)
  }
}

extension UnsafeBufferPointer<UInt8> {
  init(_ text: komet_text) {
    self.init(start: text.start, count: text.count)
  }
}
