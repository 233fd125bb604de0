import CNcurses

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How many columns a terminal gives to each scalar, the same in every locale of the user.
enum ScalarWidth {
  /// 0, 1 or 2 columns; nil for what can't be shown.
  static func columns(of scalar: Unicode.Scalar) -> Int? {
    let value = Int(scalar.value)
    if value < basicPlane.count { return known(basicPlane[value]) }
    let offset = value - basicPlane.count
    if offset < supplementaryPlanes.count { return known(supplementaryPlanes[offset]) }
    return nil
  }

  private static let basicPlane = table(0..<0x1_0000)
  /// Planes 1 to 3; what lies above is private or takes no space.
  private static let supplementaryPlanes = table(0x1_0000..<0x4_0000)

  private static func known(_ width: Int8) -> Int? { width < 0 ? nil : Int(width) }

  /// Asks the C library under a UTF-8 locale of its own, set for this thread only and only meanwhile.
  private static func table(_ scalars: Range<Int>) -> [Int8] {
    let locale = newlocale(LC_CTYPE_MASK, localeName, nil)
    let previous = locale.map { uselocale($0) }
    defer {
      if let previous { uselocale(previous) }
      if let locale { freelocale(locale) }
    }
    return scalars.map { Int8(clamping: wcwidth(wchar_t($0))) }
  }

  #if canImport(Darwin)
  private static let localeName = "en_US.UTF-8"
  #else
  private static let localeName = "C.UTF-8"
  #endif
}
