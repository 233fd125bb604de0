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
    /// The same, with the message that the requests of the day are used up.
    case quota
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
  /// How many requests meet it; nil for all.
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

/// What is wrong with some records of a list.
enum RecordFlaw: Sendable {
  /// A field has a JSON type that can't stand for its value.
  case wrongType
  /// The name ends in bytes that are not UTF-8.
  case badUTF8
  /// The record is there twice, the second time with another name.
  case duplicateID

  /// A field that `wrongType` spoils.
  enum Field: Int, CaseIterable {
    case id
    case name
    case active
    case updatedOn
  }

  /// A flawed record comes every so many customers.
  static let interval = 10

  /// A byte that is never in UTF-8, the start of a `é`, and half a surrogate pair.
  static let invalidUTF8: [UInt8] = [0xFF, 0xC3, 0xED, 0xA0, 0x80]

  /// Which field of a record `wrongType` spoils: each in its turn.
  static func spoiledField(of customer: SampleCustomer) -> Field? {
    Field(rawValue: customer.index / interval % Field.allCases.count)
  }

  func affects(_ customer: SampleCustomer) -> Bool {
    customer.index % Self.interval == Self.interval - 1
  }
}

extension Answer {
  /// What a fault answers instead of the API; nil if the API still answers.
  init?(fault: SimulatorFault.Kind, target: String) {
    switch fault {
    case .http500: self = .refusal("Internal Server Error", status: .internalServerError)
    case .http502: self = .page("502 Bad Gateway", status: .badGateway)
    case .http503: self = .page("503 Service Unavailable", status: .serviceUnavailable)
    case .http429:
      self = .refusal("Too many requests.", status: .tooManyRequests)
      headers.add("Retry-After", "1")
    case .html: self = .page("Sign in to the guest network")
    case .empty: self.init(body: .bytes([]))
    case .deepNesting: self.init(body: .bytes([UInt8](repeating: UInt8(ascii: "["), count: 100_000)))
    case .statusZero: self = .refusal("The sample server was told to refuse this request.")
    case .quota: self = .refusal("The company has reached its limit of 1,000 requests per day.")
    case .redirect:
      // `.invalid` is a name that never resolves (RFC 2606); the token stays out of it.
      self = .redirect(to: "https://elsewhere.invalid/api/customer.list")
    case .redirectSameHost: self = .redirect(to: target)
    case .refuse, .reset, .stall, .truncate, .wrongType, .badUTF8, .duplicateIDs, .huge, .hostile: return nil
    }
  }

  private static func page(_ title: String, status: HTTPStatus = .ok) -> Answer {
    let head = "<!DOCTYPE html>\n<html><head><title>\(title)</title></head>"
    let page = head + "<body><h1>\(title)</h1></body></html>\n"
    return Answer(status: status, contentType: "text/html;charset=UTF-8", body: .bytes(Array(page.utf8)))
  }

  private static func redirect(to location: String) -> Answer {
    Answer(status: .found, headers: ["Location": location], body: .bytes([]))
  }
}

extension AnswerEnding {
  /// How an answer ends under a fault.
  init(fault: SimulatorFault.Kind?) {
    switch fault {
    case .reset: self = .reset
    case .stall: self = .stall
    case .truncate: self = .truncated
    default: self = .complete
    }
  }
}
