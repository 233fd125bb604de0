/// What stood in the filter before, and where the person is in it.
///
/// It never holds more than `mostEntries` filters of `EditLine.maxBytes` each.
package struct FilterHistory: Equatable, Sendable {
  /// The latest at the end; no two alike in a row.
  package private(set) var entries: [String] = []
  private var place: Int?
  /// What was being typed when the walk began.
  private var draft = ""

  package static let mostEntries = 500

  package init(_ entries: [String] = []) {
    for entry in entries { append(entry) }
  }

  /// Takes a filter in, unless it is empty or the same as the last one; says whether it did.
  mutating func remember(_ text: String) -> Bool {
    place = nil
    return append(text)
  }

  /// The entry before, or after, the one that `text` is; nil at the ends.
  mutating func step(_ steps: Int, from text: String) -> String? {
    // Whoever changed an entry has begun something new.
    if let place, entries[place] != text { self.place = nil }
    if place == nil { draft = text }
    let target = (place ?? entries.count) + steps
    guard (0...entries.count).contains(target) else { return nil }
    place = target == entries.count ? nil : target
    return place.map { entries[$0] } ?? draft
  }

  @discardableResult
  private mutating func append(_ text: String) -> Bool {
    guard text.contains(where: { !$0.isWhitespace }), text != entries.last,
      text.utf8.count <= EditLine.maxBytes
    else { return false }
    entries.append(text)
    if entries.count > Self.mostEntries { entries.removeFirst() }
    return true
  }
}
