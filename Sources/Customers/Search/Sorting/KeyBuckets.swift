/// Entries dealt out by the first two bytes of their keys, in parts that can be sorted apart.
struct KeyBuckets {
  /// Those of the first part, then those of the next, and so on.
  private(set) var entries: [KeyEntry]
  /// Where each part begins; one more at the end.
  private(set) var partStarts = [0]

  private static let bucketCount = 1 << 16
  /// A part has so many entries at least, and more only where they are in one bucket.
  static let entriesPerPart = 4_096
  /// How many entries are dealt out at a time: for each so many there is a number for each bucket.
  private static let entriesPerDeal = 1 << 17

  /// Deals out on all cores.
  init(_ unsorted: [KeyEntry], _ urgency: ParallelWork.Urgency) {
    guard unsorted.count > Self.entriesPerPart else {
      entries = unsorted
      partStarts.append(unsorted.count)
      return
    }
    let deals = ParallelWork.parts(of: unsorted.count, size: Self.entriesPerDeal)
    var places = [UInt32](repeating: 0, count: deals * Self.bucketCount)
    places.withUnsafeMutableBufferPointer { places in
      let places = places
      _ = ParallelWork.run(parts: deals, urgency) { deal, _ in
        let counts = UnsafeMutableBufferPointer(rebasing: places[Self.buckets(ofDeal: deal)])
        for entry in unsorted[Self.entries(ofDeal: deal, of: unsorted)] {
          counts[Self.bucket(of: entry)] += 1
        }
      }
    }
    entries = []
    turnCountsIntoPlaces(&places, deals: deals)
    entries = [KeyEntry](unsafeUninitializedCapacity: unsorted.count) { entries, initializedCount in
      let entries = entries
      places.withUnsafeMutableBufferPointer { places in
        let places = places
        _ = ParallelWork.run(parts: deals, urgency) { deal, _ in
          let places = UnsafeMutableBufferPointer(rebasing: places[Self.buckets(ofDeal: deal)])
          for index in Self.entries(ofDeal: deal, of: unsorted) {
            urgency.giveWay(at: index)
            let entry = unsorted[index]
            let bucket = Self.bucket(of: entry)
            entries.initializeElement(at: Int(places[bucket]), to: entry)
            places[bucket] += 1
          }
        }
      }
      initializedCount = unsorted.count
    }
  }

  @inline(__always)
  private static func bucket(of entry: KeyEntry) -> Int {
    Int(entry.chunk >> 48)
  }

  private static func buckets(ofDeal deal: Int) -> Range<Int> {
    deal * bucketCount..<(deal + 1) * bucketCount
  }

  private static func entries(ofDeal deal: Int, of entries: [KeyEntry]) -> Range<Int> {
    ParallelWork.rows(ofPart: deal, size: entriesPerDeal, count: entries.count)
  }

  /// Replaces the number of entries in each bucket of each deal by where the first of them goes.
  private mutating func turnCountsIntoPlaces(_ places: inout [UInt32], deals: Int) {
    var total: UInt32 = 0
    var partStart: UInt32 = 0
    for bucket in 0..<Self.bucketCount {
      if total - partStart >= Self.entriesPerPart {
        partStart = total
        partStarts.append(Int(total))
      }
      for deal in 0..<deals {
        let index = deal * Self.bucketCount + bucket
        (places[index], total) = (total, total + places[index])
      }
    }
    partStarts.append(Int(total))
  }

  /// Calls `body` for each part, on any thread, with the entries, which it may sort, and the part's place in them.
  mutating func forEachPart(
    _ urgency: ParallelWork.Urgency,
    _ body: @escaping (UnsafeMutableBufferPointer<KeyEntry>, Range<Int>) -> Void
  ) {
    let partStarts = partStarts
    entries.withUnsafeMutableBufferPointer { entries in
      let entries = entries
      _ = ParallelWork.run(parts: partStarts.count - 1, urgency) { part, _ in
        body(entries, partStarts[part]..<partStarts[part + 1])
      }
    }
  }
}
