/// Short texts that are spelled once and written again and again.
struct Spellings {
  private let bytes: [UInt8]
  /// Where each begins in `bytes`; one more at the end.
  private let starts: [Int]

  init(_ spellings: [[UInt8]]) {
    var bytes: [UInt8] = []
    var starts = [0]
    for spelling in spellings {
      bytes += spelling
      starts.append(bytes.count)
    }
    bytes += Array(repeating: 0, count: ByteBuffer.step)
    self.bytes = bytes
    self.starts = starts
  }

  /// Appends the one with that index.
  @inline(__always)
  func append(_ index: Int, to output: inout ByteBuffer) {
    let start = starts[index]
    let count = starts[index + 1] - start
    guard count > 0 else { return }
    bytes.withUnsafeBufferPointer { bytes in
      if let first = bytes.baseAddress { output.append(first + start, count: count) }
    }
  }
}
