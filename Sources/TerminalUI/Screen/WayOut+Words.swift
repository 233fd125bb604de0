import CustomerBrowser
import Customers

extension WayOut {
  /// Customers who match and are not looked at, and the command that shows them.
  package struct Elsewhere {
    package let count: Int
    /// `2 match among the inactive`.
    let words: String
    package let command: BrowserCommand

    fileprivate init?(_ count: Int, among place: String, _ command: BrowserCommand) {
      guard count > 0 else { return nil }
      self.count = count
      words = "\(count.grouped) \(count == 1 ? "matches" : "match") among \(place)"
      self.command = command
    }
  }

  /// Where customers match, while those of `status` are looked at.
  package func elsewhere(besides status: StatusFilter) -> [Elsewhere] {
    [
      Elsewhere(countOfOtherStatus, among: status == .inactive ? "the active" : "the inactive", .cycleStatus),
      Elsewhere(countOfOthers, among: "all customers", .toggleScope),
    ].compactMap(\.self)
  }

  /// Which terms no customer has: `“xyzzy” is in no customer; 34 match without it`.
  package var unknownWords: String? {
    guard !unknownTerms.isEmpty else { return nil }
    let isOne = unknownTerms.count == 1
    let words = "\(quotedList(of: unknownTerms, "and")) \(isOne ? "is" : "are") in no customer"
    guard countWithoutUnknown > 0 else { return words }
    let match = countWithoutUnknown == 1 ? "matches" : "match"
    return "\(words); \(countWithoutUnknown.grouped) \(match) without \(isOne ? "it" : "them")"
  }
}

/// Words in quotation marks, `“a”, “b” or “c”`; long ones are cut, and of many the first ones stand for all.
func quotedList(of words: [String], _ conjunction: String) -> String {
  let widest = 30
  let most = 3
  var items = words.prefix(most).map { "“\(truncated($0, toWidth: widest))”" }
  if words.count > most { items.append("\(words.count - most) more") }
  guard items.count > 1, let last = items.popLast() else { return items.joined() }
  return "\(items.joined(separator: ", ")) \(conjunction) \(last)"
}
