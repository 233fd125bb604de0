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

  /// How often `byte` stands between two places, at most 255 vectors apart; reads up to 15 bytes more.
  @inline(__always)
  static func count(of byte: UInt8, from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) -> Int {
    var counts = ByteVector(repeating: 0)
    var place = start
    while place < end {
      // A mask of ones is -1.
      var found = ByteVector(mask: ByteVector(at: place) .== ByteVector(repeating: byte))
      let rest = end - place
      if rest < scalarCount { found &= ByteVector(mask: lanes .< ByteVector(repeating: UInt8(rest))) }
      counts &-= found
      place += scalarCount
    }
    let (low, high) = counts.halves
    let evenBytes: UInt64 = 0x00FF_00FF_00FF_00FF
    let pairs =
      (low & evenBytes) &+ (low &>> 8 & evenBytes) &+ (high & evenBytes) &+ (high &>> 8 & evenBytes)
    return Int((pairs &* 0x0001_0001_0001_0001) &>> 48)
  }

  /// The places of the bytes.
  @inline(__always)
  static var lanes: ByteVector { ByteVector(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) }
}
