import Customers
import Foundation
import Wording

/// What is kept about one customer as a line of JSON Lines: `{"id":104,"note":"…","star":true,"due":"2026-12-05"}`.
///
/// What a line doesn't name it says nothing of.
package struct NoteLine: Equatable, Sendable {
  package let id: UInt64
  package var text: String?
  package var isStarred = false
  package var due: LocalDate?
  /// Customers who look like this one and are not.
  package var apart: [UInt64] = []

  /// Longer than any line that is read can be: a note of the most bytes, each of them escaped, and `maxApart` ids.
  private static let maxBytes = 64 << 10
  /// More ids go to further lines.
  private static let maxApart = 1_000

  /// The note as the line leaves it: nothing is taken away.
  func applied(to note: CustomerNote) -> CustomerNote {
    CustomerNote(text: text ?? note.text, isStarred: isStarred || note.isStarred, due: due ?? note.due)
  }

  /// All that is kept, one customer a line, by their ids.
  package static func text(of notes: CustomerNotes) throws -> String {
    try text(of: notes.byID.map { (id: $0.key, note: $0.value) }, apart: notes.apart)
  }

  /// Notes, one a line, by the customers' ids, and in their order where several are about one id.
  package static func text(
    of notes: [(id: UInt64, note: CustomerNote)], apart pairs: Set<CustomerPair>
  ) throws -> String {
    let notes = Dictionary(grouping: notes, by: \.id).mapValues { $0.map(\.note) }
    // Each pair once, with the lower id.
    let apart = Dictionary(grouping: pairs.sorted(), by: \.one)
    return try Set(notes.keys).union(apart.keys).sorted()
      .map { id in try text(of: notes[id] ?? [CustomerNote()], apart: apart[id] ?? [], id: id) }
      .joined()
  }

  /// What is kept about one id; the pairs stand on the first line, and on others of their own if they are too many.
  private static func text(
    of notes: [CustomerNote], apart pairs: [CustomerPair], id: UInt64
  ) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    func list(_ others: ArraySlice<CustomerPair>) -> String {
      "\"notSame\":[\(others.map { String($0.other) }.joined(separator: ","))]"
    }
    var lines = try notes.enumerated().map { place, note in
      var parts = ["\"id\":\(id)"]
      if !note.text.isEmpty {
        parts.append("\"note\":\(String(decoding: try encoder.encode(note.text), as: UTF8.self))")
      }
      parts.append("\"star\":\(note.isStarred)")
      if let due = note.due { parts.append("\"due\":\"\(due)\"") }
      if place == 0, !pairs.isEmpty { parts.append(list(pairs.prefix(maxApart))) }
      return "{\(parts.joined(separator: ","))}\n"
    }
    lines += stride(from: maxApart, to: pairs.count, by: maxApart).map {
      "{\"id\":\(id),\(list(pairs[$0...].prefix(maxApart)))}\n"
    }
    return lines.joined()
  }

  /// Reads what `text(of:)` writes; throws with the number of the first line that can't be read, and what to do.
  ///
  /// `source` is what the messages call the file.
  package static func lines(of data: Data, source: String) throws(UserFacingError) -> [NoteLine] {
    var lines: [NoteLine] = []
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = data.starts(with: byteOrderMark) ? data.dropFirst(byteOrderMark.count) : data
    for (index, bytes) in content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    where !bytes.allSatisfy({
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\t")
    }) {
      do throws(Fault) {
        lines.append(try NoteLine(bytes))
      } catch {
        throw UserFacingError(
          .usage, what: "Nothing was imported.",
          why: "Line \((index + 1).grouped) of \(source): \(error.reason).",
          advice: "\(error.advice), and import it again.")
      }
    }
    return lines
  }

  private struct Fault: Error {
    let reason: String
    let advice: String

    init(_ reason: String, _ advice: String) {
      self.reason = reason
      self.advice = advice
    }
  }

  private static let example = #"Write it like {"id":104,"note":"…","star":true,"due":"2026-12-05"}"#

  private init(_ bytes: Data) throws(Fault) {
    guard bytes.count <= Self.maxBytes else {
      throw Fault(
        "it is longer than any note can be", "Shorten its note to \(CustomerNote.maxBytes.grouped) bytes")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw Fault("it is not UTF-8", "Convert the file to UTF-8")
    }
    let fields: Fields
    do {
      fields = try JSONDecoder().decode(Fields.self, from: bytes)
    } catch {
      throw Fault("it is no JSON object", Self.example)
    }
    if let wrong = fields.wrong { throw Self.wrongType(of: wrong) }
    if let unknown = fields.unknown {
      throw Fault(
        "there is no `\(unknown.firstScalars)` in a note", "Name id, note, star, due and notSame only")
    }
    guard let id = fields.id else { throw Fault("its `id` is missing", Self.example) }
    self.id = id
    text = fields.note.map(CustomerNote.tidied).flatMap { $0.isEmpty ? nil : $0 }
    isStarred = fields.star ?? false
    apart = fields.notSame ?? []
    if let text, text.utf8.count > CustomerNote.maxBytes {
      throw Fault(
        "its note has \(text.utf8.count.grouped) bytes", "Shorten it to \(CustomerNote.maxBytes.grouped)")
    }
    if let due = fields.due {
      guard let day = LocalDate(due) else {
        throw Fault(
          "`\(due.firstScalars)` is no day", "Write its due as a day that exists, such as 2026-12-05")
      }
      self.due = day
    }
  }

  private static func wrongType(of field: String) -> Fault {
    switch field {
    case "id": Fault("its `id` is no customer id", "Write it as a whole number, such as 104")
    case "notSame":
      Fault("its `notSame` is no list of ids", "Write it as whole numbers in brackets, such as [104,205]")
    case "star": Fault("its `star` is neither true nor false", "Write it as true or false, without quotes")
    default: Fault("its `\(field)` is no text", "Write it between quotes")
    }
  }

  /// The object as it stands there.
  private struct Fields: Decodable {
    var id: UInt64?
    var note: String?
    var star: Bool?
    var due: String?
    var notSame: [UInt64]?
    /// A key whose value is of another type.
    var wrong: String?
    /// A key that means nothing.
    var unknown: String?

    struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }

      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Key.self)
      for key in fields.allKeys {
        switch key.stringValue {
        case "id": id = value(of: key, in: fields)
        case "note": note = value(of: key, in: fields)
        case "star": star = value(of: key, in: fields)
        case "due": due = value(of: key, in: fields)
        case "notSame": notSame = value(of: key, in: fields)
        default: unknown = key.stringValue
        }
      }
    }

    private mutating func value<Value: Decodable>(
      of key: Key, in fields: KeyedDecodingContainer<Key>
    ) -> Value? {
      do {
        return try fields.decodeIfPresent(Value.self, forKey: key)
      } catch {
        wrong = wrong ?? key.stringValue
        return nil
      }
    }
  }
}

extension String {
  /// As much as a message has room for.
  fileprivate var firstScalars: String { String(unicodeScalars.prefix(40)) }
}
