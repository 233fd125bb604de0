/// What one person keeps about a customer: a star, a few lines, and a day on which to come back to it.
package struct CustomerNote: Equatable, Sendable {
  /// Lines with `\n` between them, as `tidied` leaves them; empty if there are none.
  package var text: String
  package var isStarred: Bool
  /// The day of the follow-up.
  package var due: LocalDate?

  /// How much text there may be, in UTF-8.
  package static let maxBytes = 4_096

  package init(text: String = "", isStarred: Bool = false, due: LocalDate? = nil) {
    self.text = text
    self.isStarred = isStarred
    self.due = due
  }

  /// Whether nothing is kept.
  package var isEmpty: Bool { text.isEmpty && !isStarred && due == nil }

  /// The text on one line, its line breaks as signs.
  package var line: String { text.replacing("\n", with: " ⏎ ") }

  /// A text as it is kept: every line break as `\n`, no blank lines at its ends, and no NUL, which ends a text in C.
  package static func tidied(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      defer { isAfterReturn = scalar == "\r" }
      switch scalar.value {
      case 0: continue
      case 0x0A where isAfterReturn: continue
      case 0x0A...0x0D, 0x85, 0x2028, 0x2029: scalars.append("\n")
      default: scalars.append(scalar)
      }
    }
    var rest = scalars[...]
    while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
    while let end = rest.firstIndex(of: "\n"), rest[..<end].allSatisfy(\.properties.isWhitespace) {
      rest = rest[rest.index(after: end)...]
    }
    return String(rest)
  }
}

/// All that one person keeps about customers, by the customers' ids.
package struct CustomerNotes: Equatable, Sendable {
  /// None of them is empty.
  package let byID: [UInt64: CustomerNote]
  /// Customers who look like one and are not, as the person says.
  package let apart: Set<CustomerPair>

  package init(_ byID: [UInt64: CustomerNote] = [:], apart: Set<CustomerPair> = []) {
    self.byID = byID.filter { !$0.value.isEmpty }
    self.apart = apart
  }

  package var count: Int { byID.count }

  package var isEmpty: Bool { byID.isEmpty && apart.isEmpty }

  /// How many customers something is kept about.
  package var customerCount: Int { Set(byID.keys).union(apart.flatMap { [$0.one, $0.other] }).count }

  /// What is kept about a customer, which may be nothing.
  package subscript(id: UInt64) -> CustomerNote { byID[id] ?? CustomerNote() }

  /// The rows of a table whose note is of a kind.
  package func rows(of table: CustomerTable, where isMeant: (CustomerNote) -> Bool) -> RowSet {
    var rows = RowSet(rowCount: table.count)
    for (id, note) in byID where isMeant(note) {
      if let row = table.row(ofID: id) { rows.insert(row) }
    }
    return rows
  }

  /// The rows of a table whose note holds a text.
  func rows(of table: CustomerTable, holding finder: TextFinder) -> RowSet {
    let folder = TextFolder()
    var folded = ByteBuffer(capacity: CustomerNote.maxBytes)
    return rows(of: table) { note in
      var text = note.text
      folded.truncate(to: 0)
      text.withUTF8 { _ = folder.fold($0, to: &folded) }
      return finder.isFound(inFolded: folded.content)
    }
  }

  /// What `value` makes of the notes of a table's rows, as far as there is one.
  func values<Value>(in table: CustomerTable, _ value: (CustomerNote) -> Value?) -> [Int: Value] {
    var values: [Int: Value] = [:]
    for (id, note) in byID {
      if let value = value(note), let row = table.row(ofID: id) { values[row] = value }
    }
    return values
  }
}

/// One change of what is kept about a customer.
package struct NoteChange: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case star(Bool)
    /// Another text in the place of the one that the person saw; of any, if that is nil.
    case text(String, insteadOf: String?)
    case due(LocalDate?)
    /// The customer is not the same as any of these, or may be after all.
    case apart([UInt64], Bool)
  }

  package let customerID: UInt64
  package let kind: Kind

  package init(_ kind: Kind, ofCustomer id: UInt64) {
    customerID = id
    self.kind = kind
  }

  /// The note as the change leaves it; nil if its text is not the one that the person saw, nor the new one.
  package func applied(to note: CustomerNote) -> CustomerNote? {
    var changed = note
    switch kind {
    case .star(let isStarred): changed.isStarred = isStarred
    case .due(let day): changed.due = day
    case .apart: break
    case .text(let text, let seen):
      if let seen, note.text != seen, note.text != text { return nil }
      changed.text = text
    }
    return changed
  }
}

/// Two customers, in no order.
package struct CustomerPair: Hashable, Comparable, Sendable {
  /// The lower id.
  package let one: UInt64
  package let other: UInt64

  /// Nil for one customer only.
  package init?(_ one: UInt64, _ other: UInt64) {
    guard one != other else { return nil }
    (self.one, self.other) = (min(one, other), max(one, other))
  }

  package static func < (left: CustomerPair, right: CustomerPair) -> Bool {
    (left.one, left.other) < (right.one, right.other)
  }
}

/// What became of a change.
package enum NoteOutcome: Equatable, Sendable {
  /// It is on the disk; these are all notes now.
  case kept(CustomerNotes)
  /// Somebody else has changed the text meanwhile, so nothing was done.
  case changedElsewhere(CustomerNotes)
}

/// The customers at whom the person looked lately, by their ids.
package struct RecentCustomers: Equatable, Sendable {
  /// The latest first, each once.
  package private(set) var ids: [UInt64]

  /// More are forgotten.
  package static let maxCount = 200

  /// Makes them of ids, the latest first; what comes twice counts where it comes first.
  package init(_ ids: [UInt64] = []) {
    var seen: Set<UInt64> = []
    self.ids = Array(ids.filter { seen.insert($0).inserted }.prefix(Self.maxCount))
  }

  /// Puts a customer before all others.
  package mutating func look(at id: UInt64) {
    guard ids.first != id else { return }
    ids.removeAll { $0 == id }
    ids.insert(id, at: 0)
    if ids.count > Self.maxCount { ids.removeLast() }
  }

  /// Their rows in a table, the latest first; those whom it lacks are left out.
  func rows(of table: CustomerTable) -> [UInt32] {
    ids.compactMap(table.row(ofID:)).map(UInt32.init)
  }
}
