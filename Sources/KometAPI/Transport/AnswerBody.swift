import Foundation
import Synchronization

/// How many bytes several answers may have that are held at a time.
final class AnswerBudget: Sendable {
  private let left: Mutex<Int>

  init(maxBytes: Int) {
    left = Mutex(maxBytes)
  }

  /// False if there are not so many left, of which none are taken then.
  fileprivate func take(_ count: Int) -> Bool {
    left.withLock { left in
      guard count <= left else { return false }
      left -= count
      return true
    }
  }

  fileprivate func giveBack(_ count: Int) {
    left.withLock { $0 += count }
  }
}

/// The bytes of an answer, but for those that were removed, in one piece of memory with zeros behind them.
///
/// The zeros let the JSON reader look past the end without a copy. Filled by the curl thread alone, then
/// handed over once; from then on only the receiver touches it, so it needs no lock.
final class AnswerBody: @unchecked Sendable {
  /// How many zeros follow the bytes.
  static let padding = 64

  /// What the first bytes get room for.
  private static let firstCapacity = 64 << 10

  /// The bytes that are there.
  private(set) var count = 0
  /// The bytes that were there and were removed.
  private(set) var removedCount = 0
  /// How many bytes the server announced, as they are on the wire; 0 if it did not.
  var announcedCount = 0
  /// What it claims its room from.
  let budget: AnswerBudget
  private var claimedCount = 0
  private var capacity = 0
  private var start: UnsafeMutableRawPointer?

  init(budget: AnswerBudget = AnswerBudget(maxBytes: .max)) {
    self.budget = budget
  }

  deinit {
    free(start)
    budget.giveBack(claimedCount)
  }

  /// Takes room for more bytes out of the budget; false if it is used up.
  func claim(_ count: Int) -> Bool {
    guard budget.take(count) else { return false }
    claimedCount += count
    return true
  }

  /// Keeps the room when the bytes are gone, because the list that was made of them stays.
  func keepClaim() {
    claimedCount = 0
  }

  /// The bytes; the decoder may rewrite them in place.
  var bytes: UnsafeMutableBufferPointer<UInt8> {
    UnsafeMutableBufferPointer(start: start?.assumingMemoryBound(to: UInt8.self), count: count)
  }

  private func reserve(_ count: Int) -> Bool {
    guard let grown = realloc(start, count + Self.padding) else { return false }
    start = grown
    capacity = count
    return true
  }

  /// Adds bytes and keeps the zeros behind them; false if there is no memory for them.
  func append(_ added: UnsafeRawBufferPointer) -> Bool {
    let needed = count + added.count
    if needed > capacity, !reserve(max(needed, capacity * 2, Self.firstCapacity)) { return false }
    guard let start, let source = added.baseAddress else { return added.isEmpty }
    memcpy(start + count, source, added.count)
    memset(start + needed, 0, Self.padding)
    count = needed
    return true
  }

  /// Takes bytes out that nobody needs any more.
  func remove(_ range: Range<Int>) {
    guard let start, !range.isEmpty else { return }
    memmove(start + range.lowerBound, start + range.upperBound, count - range.upperBound + Self.padding)
    count -= range.count
    removedCount += range.count
  }
}

/// The encoding of an answer's text, as its `Content-Type` declares it.
///
/// JSON is UTF-8, but servers that call it something else mean it.
struct AnswerCharset: Equatable {
  /// As the server has it, in small letters.
  let name: String

  /// Nil if none is declared, or UTF-8.
  init?(contentType: String) {
    let parameters = contentType.split(separator: ";").dropFirst().map {
      $0.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: Self.around) }
    }
    guard let name = parameters.first(where: { $0.count == 2 && $0[0].lowercased() == "charset" })?[1],
      !name.isEmpty, !Self.utf8Names.contains(name.lowercased())
    else { return nil }
    self.name = name.lowercased()
  }

  /// The same text in UTF-8.
  ///
  /// - Throws: `TransportFailure.unknownCharset`, also if the bytes are none of that encoding, and `.tooLarge` if
  ///   there is no room for it.
  func utf8(of body: AnswerBody) throws(TransportFailure) -> AnswerBody {
    guard let encoding = Self.encodings[name],
      let text = String(data: Data(body.bytes), encoding: encoding)
    else { throw .unknownCharset(name) }
    var bytes = Array(text.utf8)
    let decoded = AnswerBody(budget: body.budget)
    guard decoded.claim(bytes.count),
      bytes.withUnsafeMutableBytes({ decoded.append(UnsafeRawBufferPointer($0)) })
    else { throw .tooLarge }
    return decoded
  }

  private static let around = CharacterSet(charactersIn: " \t\"'")
  private static let utf8Names: Set = ["utf-8", "utf8", "us-ascii", "ascii"]

  /// The names that servers use, by the registry of the IANA and by habit.
  private static let encodings: [String: String.Encoding] = [
    "iso-8859-1": .isoLatin1, "iso8859-1": .isoLatin1, "iso_8859-1": .isoLatin1, "latin1": .isoLatin1,
    "iso-8859-2": .isoLatin2, "latin2": .isoLatin2,
    "windows-1250": .windowsCP1250, "windows-1251": .windowsCP1251, "windows-1252": .windowsCP1252,
    "cp1252": .windowsCP1252, "windows-1253": .windowsCP1253, "windows-1254": .windowsCP1254,
    "utf-16": .utf16, "utf-16le": .utf16LittleEndian, "utf-16be": .utf16BigEndian,
    "utf-32": .utf32, "utf-32le": .utf32LittleEndian, "utf-32be": .utf32BigEndian,
    "shift_jis": .shiftJIS, "euc-jp": .japaneseEUC, "iso-2022-jp": .iso2022JP, "macintosh": .macOSRoman,
  ]
}
