/// The distinct values of a column, the most frequent first.
struct ValueCounts: Sendable {
  struct Value: Sendable {
    let text: String
    let folded: [UInt8]
    let count: Int
  }

  let values: [Value]

  /// Counts how often `codes` name each of `texts`; those that are the same text count together.
  ///
  /// Empty texts are left out. Values that are as frequent stand by their text.
  init(_ texts: [String], codes: [UInt32]) {
    var countByCode = [Int](repeating: 0, count: texts.count)
    for code in codes { countByCode[Int(code)] += 1 }
    var counts: [String: Int] = [:]
    for (text, count) in zip(texts, countByCode) where !text.isEmpty { counts[text, default: 0] += count }
    values =
      counts
      .map { Value(text: $0.key, folded: FoldedText($0.key).bytes, count: $0.value) }
      .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
  }
}
