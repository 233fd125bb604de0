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
    // What lies above is private or takes no space.
    guard value < 0x4_0000 else { return nil }
    return withUTF8Locale { known(width(value)) }
  }

  /// The widths of all that is frequent.
  private static let basicPlane = withUTF8Locale { (0..<0x1_0000).map(width) }

  private static func known(_ width: Int8) -> Int? { width < 0 ? nil : Int(width) }

  private static func width(_ scalar: Int) -> Int8 { Int8(clamping: wcwidth(wchar_t(scalar))) }

  /// Lets the C library count in UTF-8, on this thread only.
  private static func withUTF8Locale<Value>(_ body: () -> Value) -> Value {
    let previous = utf8Locale.map { uselocale($0) }
    defer { if let previous { uselocale(previous) } }
    return body()
  }

  /// Never changed nor freed, so that any thread may use it.
  nonisolated(unsafe) private static let utf8Locale = newlocale(LC_CTYPE_MASK, localeName, nil)

  #if canImport(Darwin)
  private static let localeName = "en_US.UTF-8"
  #else
  private static let localeName = "C.UTF-8"
  #endif
}
