/// Folds many texts, one after the other, as `ScalarFolding` says.
///
/// A folded text has no blanks at its ends and one where several stood. It is valid UTF-8: what was not is
/// U+FFFD. Scalars are looked up once and remembered, so keep one for many texts; one thread at a time may
/// use it.
final class TextFolder {
  /// Where the folded form of each scalar of the BMP stands in `forms`; 0 if it was not needed so far.
  private var places: [UInt32] = Array(repeating: 0, count: 0x1_0000)
  private var otherPlaces: [UInt32: UInt32] = [:]
  /// The folded forms: of each the length, then so many bytes of UTF-8; place 0 stays unused.
  private var forms: [UInt8] = [0]

  /// Appends the folded form of `text` to `scratch`.
  func fold(_ text: UnsafeBufferPointer<UInt8>, to scratch: inout ByteScratch) {
    if text.isASCII {
      scratch.append(atMost: text.count + 1) { Self.foldASCII(text, to: $0) }
    } else {
      foldScalars(text, to: &scratch)
    }
  }

  /// Writes at most one byte more than `text` has; returns how many count.
  private static func foldASCII(
    _ text: UnsafeBufferPointer<UInt8>, to output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var count = 0
    var previous = blank
    for byte in text {
      let folded = ScalarFolding.foldASCII(byte)
      output[count] = folded
      count &+= folded == blank && previous == blank ? 0 : 1
      previous = folded
    }
    return count > 0 && output[count - 1] == blank ? count - 1 : count
  }

  private static let blank: UInt8 = 0x20

  private func foldScalars(_ text: UnsafeBufferPointer<UInt8>, to scratch: inout ByteScratch) {
    let start = scratch.count
    var hasBlank = false
    var decoder = UTF8()
    var bytes = text.makeIterator()
    while true {
      let scalar: Unicode.Scalar
      switch decoder.decode(&bytes) {
      case .scalarValue(let decoded): scalar = decoded
      case .error: scalar = "\u{FFFD}"
      case .emptyInput: return
      }
      let place = place(of: scalar)
      forms.withUnsafeBufferPointer { forms in
        for index in place + 1..<place + 1 + Int(forms[place]) {
          if forms[index] == Self.blank {
            hasBlank = scratch.count > start
          } else {
            if hasBlank { scratch.append(Self.blank) }
            hasBlank = false
            scratch.append(forms[index])
          }
        }
      }
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

extension ScalarFolding {
  /// The folded form as UTF-8: at most 72 bytes (U+FDFA becomes 18 scalars).
  static func utf8(_ scalar: Unicode.Scalar) -> [UInt8] {
    fold(scalar).flatMap { UTF8.encode($0).map(Array.init) ?? [] }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether every byte is below 0x80.
  var isASCII: Bool {
    guard let baseAddress else { return true }
    let raw = UnsafeRawPointer(baseAddress)
    var index = 0
    var all: UInt64 = 0
    while index &+ 8 <= count {
      all |= raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      index &+= 8
    }
    while index < count {
      all |= UInt64(self[index])
      index &+= 1
    }
    return all & 0x8080_8080_8080_8080 == 0
  }
}
