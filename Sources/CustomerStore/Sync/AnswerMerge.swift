import Customers

/// Says what becomes of each customer, from what the file holds and what the server answered.
///
/// A full sync takes over what was told and nothing else. A later one takes over what was told, keeps
/// the rest, and hides a customer that was in the list of everybody's and is no longer. One that never
/// was in that list (it may leave some out, such as inactive ones) can't be missed in it.
///
/// What could not be read changes nothing: a customer whose record was unreadable stays as it is in the file,
/// and so does an unreadable field; while any record doesn't tell whose it is, nobody is missed. Details that were
/// told stay until others are told, or the customer goes: a list may lack those of somebody whom another one names.
struct AnswerMerge {
  /// Which row of which answer tells a customer's fields.
  enum Source {
    case details(Int)
    case names(Int)
    case own(Int)
  }

  /// What becomes of one customer.
  struct Outcome {
    /// Nil if the file is not to hold it.
    let row: CustomerRow?
    /// Nil if the fields are the file's.
    let source: Source?
  }

  private let isFull: Bool
  private let asksLists: Bool
  private let keepsLists: Bool
  /// Whether all records of all answers tell whose they are.
  private let tellsWhoIsMissing: Bool
  private let unread: SyncAnswers.Unread
  private var details: AnswerRows
  private var names: AnswerRows
  private var own: AnswerRows
  /// The rows of `details` with fields that are the file's, by their place there.
  private var completed: [Int: CustomerRow] = [:]
  private let texts = RetainedTexts()

  init(plan: SyncPlan, details: AnswerRows, names: AnswerRows, own: AnswerRows, unread: SyncAnswers.Unread) {
    isFull = plan.isFull
    asksLists = plan.asksLists
    keepsLists = plan.keepsLists
    tellsWhoIsMissing = [unread.details, unread.names, unread.own].allSatisfy(\.tellsWhoIsMissing)
    self.unread = unread
    self.details = details
    self.names = names
    self.own = own
  }

  /// The least id that the answers have not been asked about yet.
  var nextID: UInt64? {
    var next = details.nextID
    for id in [names.nextID, own.nextID] {
      if let id, next.map({ id < $0 }) ?? true { next = id }
    }
    return next
  }

  /// To be asked for every id that the file or an answer holds, ascending.
  mutating func outcome(ofID id: UInt64, stored: CustomerRow?) -> Outcome {
    let (detailsPlace, namesPlace, ownPlace) = (details.take(id: id), names.take(id: id), own.take(id: id))
    let isOwn = ownPlace != nil || unread.own.records.contains(id)
    let isNamed = isOwn || namesPlace != nil || unread.names.records.contains(id)
    let known = stored?.flags ?? []
    var flags: CustomerRow.Flags = []
    if isNamed || (keepsLists || !tellsWhoIsMissing) && known.contains(.isListed) { flags.insert(.isListed) }
    if isOwn || (keepsLists || !unread.own.tellsWhoIsMissing) && known.contains(.isMine) {
      flags.insert(.isMine)
    }

    if let place = detailsPlace {
      var row = row(from: .details(place))
      flags.insert(.hasDetails)
      if let fields = unread.details.fields[id] {
        if !row.complete(fields, from: stored, texts) { flags.insert(.isPartial) }
        completed[place] = row
      }
      row.flags = flags
      return Outcome(row: row, source: .details(place))
    }
    let isUnread = unread.details.records.contains(id)
    flags.formUnion(known.intersection([.hasDetails, .isPartial]))
    let source = namesPlace.map { Source.names($0) } ?? ownPlace.map { .own($0) }
    guard let source, !known.contains(.hasDetails) else {
      return kept(stored, flags, isTold: isNamed || isUnread)
    }
    var row = row(from: source)
    row.flags = flags
    return Outcome(row: row, source: source)
  }

  func row(from source: Source) -> CustomerRow {
    switch source {
    case .details(let place): completed[place] ?? details.row(at: place)
    case .names(let place): names.row(at: place)
    case .own(let place): own.row(at: place)
    }
  }

  /// A customer whose fields no answer told; `isTold`: one told that it is there.
  private func kept(_ stored: CustomerRow?, _ flags: CustomerRow.Flags, isTold: Bool) -> Outcome {
    guard var row = stored, !isFull || isTold || !tellsWhoIsMissing else {
      return Outcome(row: nil, source: nil)
    }
    var flags = flags
    let isMissed = asksLists && tellsWhoIsMissing && row.flags.contains(.isListed)
    if !isTold, isMissed || row.flags.contains(.isGone) { flags.insert(.isGone) }
    row.flags = flags
    return Outcome(row: row, source: nil)
  }
}

extension CustomerRow {
  /// Takes fields that could not be read from the row in the file; false if one of them is unknown there, too.
  fileprivate mutating func complete(
    _ fields: UnreadParts.Fields, from stored: CustomerRow?, _ texts: RetainedTexts
  ) -> Bool {
    guard let stored else { return false }
    if fields.contains(.code) { code = texts.retain(stored.code) }
    if fields.contains(.accountingCode) { accountingCode = texts.retain(stored.accountingCode) }
    if fields.contains(.type) { typeKey = stored.typeKey }
    if fields.contains(.salesperson) { salespersonKey = stored.salespersonKey }
    if fields.contains(.active) { isActive = stored.isActive }
    if fields.contains(.updated) { updatedSeconds = stored.updatedSeconds }
    return stored.flags.contains(.hasDetails) && !stored.flags.contains(.isPartial)
  }
}

/// Copies of texts, for as long as this lives.
private final class RetainedTexts {
  private var texts: [UnsafeMutableBufferPointer<UInt8>] = []

  func retain(_ text: CustomerRow.Text) -> CustomerRow.Text {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.count)
    _ = copy.initialize(from: text)
    texts.append(copy)
    return CustomerRow.Text(copy)
  }

  deinit {
    for text in texts { text.deallocate() }
  }
}

/// One answer of the server, read by ascending id as rows of the file.
///
/// The rows' texts live as long as the table and `text` do.
struct AnswerRows {
  private let table: CustomerTable
  private let text: CustomerRow.Text
  private let typeKeys: [Int64]
  private let salespersonKeys: [Int64]
  private var position = 0

  /// Takes the keys from the vocabulary, adding what is new; `text` is the table's own text.
  init(_ table: CustomerTable, text: CustomerRow.Text, vocabulary: inout ValueDictionaries) {
    self.table = table
    self.text = text
    (typeKeys, salespersonKeys) = vocabulary.keys(for: table)
  }

  var nextID: UInt64? { position < table.count ? table.ids[position] : nil }

  /// Goes past the next row if it is the customer's and returns its place; nil if it is not.
  mutating func take(id: UInt64) -> Int? {
    guard nextID == id else { return nil }
    position += 1
    return position - 1
  }

  func row(at place: Int) -> CustomerRow {
    var row = CustomerRow(id: table.ids[place], name: bytes(.name, place))
    row.code = bytes(.code, place)
    row.accountingCode = bytes(.accountingCode, place)
    row.typeKey = typeKeys[Int(table.typeCodes[place])]
    row.salespersonKey = salespersonKeys[Int(table.salespersonCodes[place])]
    row.isActive = table.statusKnown.contains(place) ? !table.inactive.contains(place) : nil
    row.updatedSeconds = table.updatedSeconds[place]
    return row
  }

  private func bytes(_ field: CustomerTable.TextField, _ place: Int) -> CustomerRow.Text {
    CustomerRow.Text(rebasing: text[table.textRange(field, at: place)])
  }
}
