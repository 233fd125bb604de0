/// Folded texts one behind the other in a single buffer, each between two separators.
///
/// The separator is a byte that UTF-8 never uses, and the folded texts are valid UTF-8, as is every text
/// looked for: so neither data nor query can forge one, and a match never crosses one.
struct FoldedTexts: Sendable {
  /// A separator, then each text and a separator, then `padding` more of these.
  let bytes: [UInt8]
  /// Where each text begins in `bytes`, and where the next one would.
  let starts: [UInt32]

  var count: Int { starts.count - 1 }

  func range(at place: Int) -> Range<Int> {
    Int(starts[place])..<Int(starts[place + 1]) - 1
  }

  func isEmpty(at place: Int) -> Bool {
    starts[place] + 1 == starts[place + 1]
  }

  /// Calls `body` with the bytes of one text.
  func withText<Result>(at place: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range(at: place)])) }
  }

  /// Gathers folded texts, one appended after the other.
  struct Builder: ~Copyable {
    private var scratch: ByteScratch
    private var starts: [UInt32]

    init(textCount: Int, bytesPerText: Int) {
      scratch = ByteScratch(capacity: textCount * (bytesPerText + 1) + padding)
      scratch.append(separator)
      starts = [1]
      starts.reserveCapacity(textCount + 1)
    }

    /// Appends the folded form of `text` and returns its bytes, which are valid until the next call.
    ///
    /// `readable` bytes from its start on may be read.
    @discardableResult
    mutating func append(
      _ text: UnsafeBufferPointer<UInt8>, readable: Int = 0, folder: TextFolder
    ) -> UnsafeBufferPointer<UInt8> {
      let start = scratch.count
      folder.fold(text, readable: readable, to: &scratch)
      let count = scratch.count - start
      endText()
      return UnsafeBufferPointer(start: scratch.start + start, count: count)
    }

    /// Appends `number` in decimal digits.
    mutating func append(_ number: Int64) {
      number.withDecimalDigits { scratch.append($0) }
      endText()
    }

    private mutating func endText() {
      scratch.append(separator)
      starts.append(UInt32(scratch.count))
    }

    consuming func finish() -> FoldedTexts {
      for _ in 0..<padding { scratch.append(separator) }
      return FoldedTexts(
        bytes: Array(UnsafeBufferPointer(start: scratch.start, count: scratch.count)), starts: starts)
    }
  }
}
