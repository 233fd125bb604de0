import CTextScan

/// Folds many texts, one after the other, as `ScalarFolding` says.
///
/// A folded text has no blanks at its ends and one where several stood. It is valid UTF-8: what was not is
/// U+FFFD. Scalars are looked up once and remembered, so keep one for many texts; one thread at a time may
/// use it.
final class TextFolder {
  // Checking each access would take longer than the access; it is private and one thread's.
  /// Where the folded form of each scalar of the BMP stands in `forms`; 0 if it was not needed so far.
  @exclusivity(unchecked) private var places: [UInt32] = Array(repeating: 0, count: 0x1_0000)
  private var otherPlaces: [UInt32: UInt32] = [:]
  /// The folded forms: of each the length, then so many bytes of UTF-8; place 0 stays unused.
  @exclusivity(unchecked) private var forms: [UInt8] = [0]

  /// Appends the folded form of `text` to `scratch`.
  ///
  /// Faster where `readable` bytes from the text's start on may be read, a step more than it has.
  func fold(_ text: UnsafeBufferPointer<UInt8>, readable: Int = 0, to scratch: inout ByteBuffer) {
    guard readable >= text.count + Self.step, foldPlain(text, to: &scratch) else {
      return foldScalars(text, to: &scratch)
    }
  }

  private static let step = Int(TEXT_SCAN_STEP)

  /// Folds ASCII text without needless blanks; false, with nothing appended, for any other.
  private func foldPlain(_ text: UnsafeBufferPointer<UInt8>, to scratch: inout ByteBuffer) -> Bool {
    var isPlain = false
    scratch.append(atMost: text.count + Self.step) { output in
      isPlain = text_scan_fold_ascii(text.baseAddress, text.count, output)
      return isPlain ? text.count : 0
    }
    return isPlain
  }

  private func foldScalars(_ text: UnsafeBufferPointer<UInt8>, to scratch: inout ByteBuffer) {
    let start = scratch.count
    var hasBlank = false
    @inline(__always)
    func append(_ byte: UInt8) {
      if byte == Self.blank {
        hasBlank = scratch.count > start
      } else {
        if hasBlank { scratch.append(Self.blank) }
        hasBlank = false
        scratch.append(byte)
      }
    }
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        append(ScalarFolding.foldASCII(byte))
        index += 1
        continue
      }
      let (scalar, length) = Self.scalar(in: text, at: index)
      let place = place(of: scalar)
      forms.withUnsafeBufferPointer { forms in
        for index in place + 1..<place + 1 + Int(forms[place]) { append(forms[index]) }
      }
      index += length
    }
  }

  private static let blank: UInt8 = 0x20

  /// The scalar of several bytes at a place, or what stands for an invalid one; and its length.
  @inline(__always)
  private static func scalar(
    in text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: Unicode.Scalar, length: Int) {
    let first = text[index]
    // Most are of two bytes.
    if first & 0xE0 == 0xC0, first >= 0xC2, index + 1 < text.count, text[index + 1] & 0xC0 == 0x80 {
      let value = UInt16(first & 0x1F) << 6 | UInt16(text[index + 1] & 0x3F)
      return (Unicode.Scalar(value) ?? "\u{FFFD}", 2)
    }
    var parser = Unicode.UTF8.ForwardParser()
    var bytes = text[index...].makeIterator()
    switch parser.parseScalar(from: &bytes) {
    case .valid(let encoded): return (UTF8.decode(encoded), encoded.count)
    case .error(let length): return ("\u{FFFD}", length)
    case .emptyInput: return ("\u{FFFD}", 1)
    }
  }

  private func place(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    let known = value < 0x1_0000 ? places[Int(value)] : otherPlaces[value, default: 0]
    guard known == 0 else { return Int(known) }
    let place = forms.count
    let form = ScalarFolding.utf8(scalar)
    forms.append(UInt8(form.count))
    forms.append(contentsOf: form)
    if value < 0x1_0000 { places[Int(value)] = UInt32(place) } else { otherPlaces[value] = UInt32(place) }
    return place
  }
}
