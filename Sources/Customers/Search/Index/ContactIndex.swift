import CTextScan

/// What customers are found by through their contacts: names, roles, addresses and numbers, folded, in one buffer.
///
/// A contact takes about 110 bytes, so that 100,000 fit into 11 MB; a search is one scan of them, some 2 ms.
package struct ContactIndex: Sendable {
  /// The customer of each contact.
  private let customers: [UInt64]
  private let texts: FoldedTexts

  /// Gathers contacts, one appended after the other.
  package struct Builder: ~Copyable {
    private var customers: [UInt64] = []
    private var texts: FoldedTexts.Builder
    private let folder = TextFolder()

    private static let bytesPerContact = 90

    /// Makes one for so many contacts; more are taken as well.
    package init(contactCount: Int) {
      customers.reserveCapacity(contactCount)
      texts = FoldedTexts.Builder(
        rowCount: contactCount, textsPerRow: ContactTexts.count, foremostCount: 0,
        bytesPerRow: Self.bytesPerContact)
    }

    package mutating func append(_ contact: CustomerContact, ofCustomer id: UInt64) {
      customers.append(id)
      for text in [contact.name, contact.role, contact.email] { append(text ?? "") }
      for number in [contact.phone, contact.mobile, contact.fax] {
        append(String(decoding: PhoneNumber.digits(in: (number ?? "").utf8), as: UTF8.self))
      }
    }

    private mutating func append(_ text: String) {
      var text = text
      text.withUTF8 { _ = texts.append($0, isCode: true, folder: folder) }
    }

    package consuming func finish() -> ContactIndex {
      ContactIndex(customers: customers, texts: texts.finish())
    }
  }

  private init(customers: [UInt64], texts: FoldedTexts) {
    self.customers = customers
    self.texts = texts
  }

  /// Makes one without contacts.
  package init() {
    self = Builder(contactCount: 0).finish()
  }

  /// How much memory it takes.
  var byteCount: Int { texts.bytes.capacity + 4 * texts.starts.capacity + 8 * customers.capacity }

  /// The customers who have a contact that `pattern` matches; some more than once.
  func customers(matching pattern: ContactPattern) -> [UInt64] {
    contacts(with: pattern).filter { pattern.fits(in: $0, of: texts) }.map { customers[$0] }
  }

  /// The customers who have a contact of whom one of `fields` is known; some more than once.
  func customers(having fields: ContactTexts) -> [UInt64] {
    customers.indices.filter { contact in
      fields.positions.contains { !texts.isEmpty(at: contact * ContactTexts.count + $0) }
    }
    .map { customers[$0] }
  }

  /// What each customer is reached by, as duplicates are found by it.
  var duplicateKeys: [ContactKey] {
    customers.indices.flatMap { contact in
      func kept(_ position: Int) -> ArraySlice<UInt8> {
        let index = contact * ContactTexts.count + position
        return texts.bytes[Int(texts.starts[index])..<Int(texts.starts[index + 1]) - 1]
      }
      let address = ContactTexts.address.positions.compactMap {
        ContactKey(address: kept($0), customer: customers[contact])
      }
      let numbers = ContactTexts.numbers.positions.compactMap {
        ContactKey(number: kept($0), customer: customers[contact])
      }
      return address + numbers
    }
  }

  /// The contacts in which the bytes stand by which `pattern` is looked for.
  private func contacts(with pattern: ContactPattern) -> RowSet {
    var found = RowSet(rowCount: customers.count)
    guard !customers.isEmpty else { return found }
    let sought = pattern.sought
    var (starts, whole) = (found, found)
    found.withMutableWords { found in
      starts.withMutableWords { starts in
        whole.withMutableWords { whole in
          sought.withUnsafeBufferPointer { bytes in
            var result = text_scan_found(
              found: found.baseAddress, word_starts: starts.baseAddress, whole_words: whole.baseAddress)
            var scanned = text_scan_pattern(
              bytes: bytes.baseAddress, count: bytes.count, fields: pattern.fields.rawValue,
              at_start: pattern.isAtStart, at_end: pattern.isAtEnd, whole_word: false)
            let isPlain = bytes.count == 1 && !pattern.isAtStart && !pattern.isAtEnd
            texts.withTexts { texts in
              if isPlain {
                text_scan_find_letter(texts, customers.count, bytes[0], pattern.fields.rawValue, &result)
              } else {
                var rare = text_scan_offsets(
                  first: 0, second: min(bytes.count - 1, Int(TEXT_SCAN_LARGEST_OFFSET)))
                text_scan_find(texts, customers.count, &scanned, &rare, &result)
              }
            }
          }
        }
      }
    }
    return found
  }
}

/// What of a contact is searched, in the order in which it stands in the index.
struct ContactTexts: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let name = ContactTexts(rawValue: 1 << 0)
  static let role = ContactTexts(rawValue: 1 << 1)
  static let address = ContactTexts(rawValue: 1 << 2)
  /// Phone, mobile and fax.
  static let numbers = ContactTexts(rawValue: 0b111 << 3)

  static let count = 6

  var positions: [Int] { (0..<Self.count).filter { rawValue >> UInt8($0) & 1 != 0 } }
}

/// Something to look for in contacts.
struct ContactPattern: Hashable, Sendable {
  /// The text as it is searched (`SearchForm`), or the digits of a number; never empty.
  let bytes: [UInt8]
  let fields: ContactTexts
  /// Whether it has to stand at the start or the end of a text.
  var isAtStart = false
  var isAtEnd = false

  /// What stands in every text that fits: of a whole telephone number its last digits.
  fileprivate var sought: [UInt8] { isWholeNumber ? bytes.suffix(PhoneNumber.minDigits) : bytes }

  private var isWholeNumber: Bool {
    fields == .numbers && bytes.count >= PhoneNumber.minDigits && !isAtStart && !isAtEnd
  }

  fileprivate func fits(in contact: Int, of texts: FoldedTexts) -> Bool {
    guard isWholeNumber else { return true }
    return ContactTexts.numbers.positions.contains { position in
      let index = contact * ContactTexts.count + position
      let kept = texts.bytes[Int(texts.starts[index])..<Int(texts.starts[index + 1]) - 1]
      return PhoneNumber.isSame(bytes[...], as: kept)
    }
  }
}

/// Telephone numbers, however people write them.
enum PhoneNumber {
  /// Fewer are no number that one could call from anywhere.
  static let minDigits = 7
  /// Source: E.164.
  static let maxDigits = 15

  private static let zero = UInt8(ascii: "0")

  /// The digits of a text that holds nothing but digits and what people write between them; nil if it is none.
  ///
  /// Source: E.123; a zero in brackets is dialled only without the country code.
  static func digits(of text: String) -> [UInt8]? {
    let digits = digits(in: FoldedText(text).bytes)
    return isPart(text) && !digits.isEmpty ? digits : nil
  }

  /// Whether a text holds nothing but digits and what people write between them.
  static func isPart(_ text: String) -> Bool {
    FoldedText(text).bytes.allSatisfy { isDigit($0) || signs.contains($0) }
  }

  /// The digits among some bytes, whatever else there is; without a zero in brackets.
  static func digits(in bytes: some Sequence<UInt8>) -> [UInt8] {
    String(decoding: Array(bytes), as: UTF8.self).replacing("(0)", with: "").utf8.filter(isDigit)
  }

  private static let signs = Array("+()-./ ".utf8)

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- zero < 10 }

  /// Whether both are the same number, of which either may lack the country or the area, or of `typed` the end.
  static func isSame(_ typed: ArraySlice<UInt8>, as kept: ArraySlice<UInt8>) -> Bool {
    let typed = typed.drop { $0 == zero }
    let bare = kept.drop { $0 == zero }
    if bare.count >= minDigits, typed.ends(with: bare) { return true }
    guard typed.count <= kept.count, !typed.isEmpty else { return false }
    return (kept.startIndex...kept.endIndex - typed.count).contains { kept[$0...].starts(with: typed) }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with other: ArraySlice<UInt8>) -> Bool {
    count >= other.count && suffix(other.count).elementsEqual(other)
  }
}
