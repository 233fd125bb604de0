/// Something that goes wrong on purpose, with every API request or with the first few.
package struct SimulatorFault: Sendable, Equatable {
  /// What goes wrong; the raw values are the names for the command line.
  package enum Kind: String, Sendable, CaseIterable {
    /// Nothing listens on the port. With a count, so many connections are reset before a byte is read
    /// instead: attempts that nobody listens for can't be counted.
    case refuse
    /// The connection is reset amid the answer.
    case reset
    /// The answer stops halfway and the connection stays open.
    case stall
    /// The connection is closed amid the answer.
    case truncate
    case http500 = "http-500"
    case http502 = "http-502"
    case http503 = "http-503"
    /// Too many requests, with `Retry-After: 1`.
    case http429 = "http-429"
    /// A web page, with status 200.
    case html
    /// Status 200 without a body.
    case empty
    /// JSON nested 100,000 deep.
    case deepNesting = "deep-nesting"
    /// The API's own way to refuse: status 200, and `status` 0 with a message.
    case statusZero = "status-0"
    /// Every tenth record of a list has one field of a type that can't be understood.
    case wrongType = "wrong-type"
    /// Every tenth name in a list ends in bytes that are not UTF-8.
    case badUTF8 = "bad-utf8"
    /// Every tenth record of a list is followed by another with the same id and another name.
    case duplicateIDs = "duplicate-ids"
    /// A redirect to another host, which does not exist.
    case redirect
    /// A redirect to the same address.
    case redirectSameHost = "redirect-same-host"
    /// A list that never ends.
    case huge
    /// Every fifth name in a list is one that tries to drive a terminal or a spreadsheet.
    case hostile
  }

  package var kind: Kind
  /// How many requests it befalls; nil for all.
  package var count: Int?

  package init(_ kind: Kind, count: Int? = nil) {
    self.kind = kind
    self.count = count
  }

  /// Reads `KIND` or `KIND:COUNT`, such as `http-500:2`; nil for anything else.
  package init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let kind = Kind(rawValue: String(parts[0])) else { return nil }
    guard parts.count == 2 else {
      self.init(kind)
      return
    }
    guard let count = Int(parts[1]), count > 0 else { return nil }
    self.init(kind, count: count)
  }
}

extension SimulatorFault.Kind {
  /// What is wrong with the records of a list, if that is the fault.
  var recordFlaw: RecordFlaw? {
    switch self {
    case .wrongType: .wrongType
    case .badUTF8: .badUTF8
    case .duplicateIDs: .duplicateID
    default: nil
    }
  }
}
