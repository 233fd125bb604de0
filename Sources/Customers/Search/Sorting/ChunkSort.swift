/// Sorts entries by the part of their keys that is being compared.
enum ChunkSort {
  /// To count fewer entries takes longer than to compare them.
  private static let fewestToCount = 256

  /// Sorts the entries; `spare` is memory for as many, whose content does not matter.
  ///
  /// Many entries take two passes for each byte in which they differ.
  static func sort(
    _ entries: UnsafeMutableBufferPointer<KeyEntry>, spare: UnsafeMutableBufferPointer<KeyEntry>
  ) {
    guard entries.count >= fewestToCount else {
      var entries = entries
      return entries.sort { $0.chunk < $1.chunk }
    }
    let varying = entries.reduce(0) { $0 | ($1.chunk ^ entries[0].chunk) }
    var (source, target) = (entries, spare)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << UInt8.bitWidth) { places in
      for shift in stride(from: UInt64(0), to: 64, by: 8) where varying >> shift & 0xFF != 0 {
        places.initialize(repeating: 0)
        for entry in source { places[Int(entry.chunk >> shift & 0xFF)] += 1 }
        var total = 0
        for byte in places.indices { (places[byte], total) = (total, total + places[byte]) }
        for entry in source {
          let byte = Int(entry.chunk >> shift & 0xFF)
          target[places[byte]] = entry
          places[byte] += 1
        }
        (source, target) = (target, source)
      }
    }
    if source.baseAddress != entries.baseAddress { _ = entries.update(fromContentsOf: source) }
  }
}
