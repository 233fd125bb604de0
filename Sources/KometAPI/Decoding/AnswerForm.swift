/// What a document looks like from its beginning.
enum AnswerForm: Equatable {
  case nothing
  case object
  case list
  case value
  case webPage
  case xml
  case text

  init(_ bytes: some Sequence<UInt8>) {
    // The byte order mark is no content.
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]
    // Long enough for any doctype's first word.
    let head = bytes.lazy.drop { blanks.contains($0) }.prefix(64)
    let start = String(decoding: Array(head), as: UTF8.self).lowercased()
    switch start.first {
    case nil: self = .nothing
    case "{": self = .object
    case "[": self = .list
    case "<": self = start.hasPrefix("<?xml") ? .xml : .webPage
    case "\"", "-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9": self = .value
    default: self = ["true", "false", "null"].contains { start.hasPrefix($0) } ? .value : .text
    }
  }

  /// For “the server answered with …”.
  var words: String {
    switch self {
    case .nothing: "nothing at all"
    case .object: "a JSON object"
    case .list: "a bare JSON list, not the object that the Komet API answers with"
    case .value: "a single JSON value, not the object that the Komet API answers with"
    case .webPage: "a web page (HTML), not JSON"
    case .xml: "XML, not JSON"
    case .text: "text that is not JSON"
    }
  }
}
