import CTextScan

/// A folded text as it is searched, in which small signs don't matter.
///
/// `&` is the word `and`. Apostrophes, dots and hyphens that touch a letter or a digit are left out: those
/// at a word's edge (`inc.`) altogether; those within a word once without a gap (`obrien`) and once with one
/// (`o brien`), so that the parts count as words, too; codes are in one piece only (`t3526`). Such signs that stand
/// by themselves (`a - b`) stay.
struct SearchForm {
  /// The text with each word in one piece.
  private(set) var joined: [UInt8] = []
  /// For each byte of `joined` the index of the folded byte that it came from.
  private(set) var joinedOrigins: [Int] = []
  /// The text with a blank where a sign stood within a word; empty where that is the same.
  private(set) var split: [UInt8] = []
  private(set) var splitOrigins: [Int] = []
  /// Whether the text has nothing but blanks and signs.
  private(set) var isOnlyMarks = true

  /// `folded` is UTF-8 that a folder made.
  init(of folded: [UInt8], isCode: Bool = false) {
    let form = Self.form(of: folded, gap: Self.noGap)
    (joined, joinedOrigins) = (form.bytes, form.origins)
    isOnlyMarks = joined.allSatisfy { $0 == Self.blank || Self.isMark($0) }
    guard form.hasGap, !isCode else { return }
    let splitForm = Self.form(of: folded, gap: Self.blank)
    (split, splitOrigins) = (splitForm.bytes, splitForm.origins)
  }

  private static func form(
    of folded: [UInt8], gap: UInt8
  ) -> (bytes: [UInt8], origins: [Int], hasGap: Bool) {
    let capacity = folded.count * maxGrowth
    var hasGap = false
    var origins: [UInt32] = []
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { form, count in
      origins = [UInt32](unsafeUninitializedCapacity: capacity) { origins, originCount in
        count = text_fold_form(folded, folded.count, gap, form.baseAddress, origins.baseAddress, &hasGap)
        originCount = count
      }
    }
    return (bytes, origins.map(Int.init), hasGap)
  }

  /// Puts the search forms into the place of the folded text that ends `buffer`: the joined one, and if the other
  /// differs a separator and that, unless the text is a code, which has no words.
  static func replaceFolded(from start: Int, of buffer: inout ByteBuffer, isCode: Bool) {
    let count = buffer.count - start
    buffer.makeReadable(Int(TEXT_FOLD_STEP))
    guard !text_fold_is_plain(buffer.start + start, count) else { return }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(count, 1)) { folded in
      guard let folded = folded.baseAddress else { return }
      folded.update(from: buffer.start + start, count: count)
      buffer.truncate(to: start)
      var hasGap = false
      buffer.append(atMost: count * maxGrowth) { text_fold_form(folded, count, noGap, $0, nil, &hasGap) }
      guard hasGap, !isCode else { return }
      buffer.append(FoldedTexts.formSeparator)
      buffer.append(atMost: count * maxGrowth) { text_fold_form(folded, count, blank, $0, nil, &hasGap) }
    }
  }

  private static let noGap = UInt8(TEXT_FOLD_NO_GAP)
  private static let maxGrowth = Int(TEXT_FOLD_GROWTH)
  private static let blank = UInt8(ascii: " ")

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "."), UInt8(ascii: "-"): true
    default: false
    }
  }

  /// Whether a byte of folded UTF-8 belongs to a word: a letter, a digit, or part of any character but ASCII.
  @inline(__always)
  static func isInWord(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
      || (byte >= 0x80 && byte < FoldedTexts.formSeparator)
  }
}
