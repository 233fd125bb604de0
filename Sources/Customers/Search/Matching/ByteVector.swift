/// Sixteen bytes that are looked at in one step.
typealias ByteVector = SIMD16<UInt8>

extension ByteVector {
  @inline(__always)
  init(at start: UnsafePointer<UInt8>) {
    self = UnsafeRawPointer(start).loadUnaligned(as: ByteVector.self)
  }

  /// 0xFF where `mask` is true, 0 elsewhere.
  @inline(__always)
  init(mask: SIMDMask<SIMD16<Int8>>) {
    self = unsafeBitCast(mask, to: ByteVector.self)
  }

  /// The bytes as two numbers, the first byte lowest.
  @inline(__always)
  var halves: (low: UInt64, high: UInt64) {
    let halves = unsafeBitCast(self, to: SIMD2<UInt64>.self)
    return (UInt64(littleEndian: halves[0]), UInt64(littleEndian: halves[1]))
  }

  @inline(__always)
  var isZero: Bool {
    let (low, high) = halves
    return low | high == 0
  }
}
