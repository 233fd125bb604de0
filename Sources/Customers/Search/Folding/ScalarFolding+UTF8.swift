import Synchronization

extension ScalarFolding {
  /// The folded form as UTF-8: at most 72 bytes (U+FDFA becomes 18 scalars).
  static func utf8(_ scalar: Unicode.Scalar) -> [UInt8] {
    known.withLock { known in
      if let form = known[scalar] { return form }
      let form = fold(scalar).flatMap { UTF8.encode($0).map(Array.init) ?? [] }
      known[scalar] = form
      return form
    }
  }

  /// What was asked before: looking it up in Unicode's tables takes a hundred times as long.
  private static let known = Mutex<[Unicode.Scalar: [UInt8]]>([:])
}
