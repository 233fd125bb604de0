import Customers
import Wording

/// The names that were pasted last, as lines.
package struct PastedNames: Equatable, Sendable {
  /// The customers of a list that is too long for the filter, ascending; `is:listed` asks for them.
  var ids: [UInt64] = []
  /// What finds nobody.
  package internal(set) var missing: [String] = []
  package internal(set) var count = 0
  /// Whether the customers are being looked for; until then there are no rows to show.
  var isBeingFound = false
  var generation = 0
}

/// What became of a pasted list.
package struct FoundNames: Sendable {
  let ids: [UInt64]
  let missing: [String]
  let count: Int

  package init(_ names: CustomerNameList, in table: CustomerTable) {
    let found = table.customers(named: names)
    ids = found.rows.map { table.ids[Int($0)] }.sorted()
    missing = found.missing
    count = found.nameCount
  }
}

extension BrowserState {
  /// Inserts pasted text; in the list it goes to the filter, for it never gives commands.
  ///
  /// In the filter the lines of a text become alternatives, or `is:listed` if they are too many; elsewhere one line.
  mutating func paste(_ text: String) -> [BrowserEffect] {
    if case .note(let dialog) = popup {
      notice = nil
      type(text, in: dialog)
      return []
    }
    // By scalars, which takes a fraction of the time that letters take: it may be megabytes.
    let lines = text.unicodeScalars.split(whereSeparator: Self.endsLine)
      .filter { $0.contains { !$0.properties.isWhitespace } }
    guard popup == nil, !isTypingFind else {
      return type(lines.prefix(EditLine.maxBytes).map(Self.words(of:)).joined(separator: " "))
    }
    focusFilter()
    filterUndo.endChange()
    defer { filterUndo.endChange() }
    return lines.count > 1
      ? paste(CustomerNameList(text)) : type(lines.first.map(Self.words(of:)) ?? "")
  }

  /// The words of a line with one blank between two of them; of a line that is far longer than a filter, its beginning.
  private static func words(of line: Substring.UnicodeScalarView) -> String {
    line.prefix(16 * EditLine.maxBytes).split { $0.properties.isWhitespace }.map { String($0) }
      .joined(separator: " ")
  }

  /// As `Character.isNewline` says.
  private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Lets the filter ask for the customers of a list.
  private mutating func paste(_ list: CustomerNameList) -> [BrowserEffect] {
    guard list.names.count <= CustomerQuery.maxTerms else { return find(list) }
    var known: Set<String> = []
    let texts = list.names.map { Self.words(of: $0.text.unicodeScalars[...]) }
      .filter { known.insert($0).inserted }
    let terms = texts.map(CustomerQuery.term(for:)).joined(separator: " | ")
    let room = EditLine.maxBytes - filter.text.utf8.count - 2
    guard terms.utf8.count <= room else { return find(list) }
    let effects = insert(terms)
    guard let searchedSnapshot, !effects.isEmpty else { return effects }
    var request = searchRequest
    request.firstRows = nil
    return effects + [
      .findMissing(texts, in: request, of: searchedSnapshot, generation: searchGeneration)
    ]
  }

  /// Types terms where the cursor is, apart from what stands beside it.
  private mutating func insert(_ terms: String) -> [BrowserEffect] {
    let (left, right) = (filter.characters.prefix(filter.cursor), filter.characters.dropFirst(filter.cursor))
    let start = left.last?.isWhitespace == false ? " " : ""
    let end = right.first?.isWhitespace == false ? " " : ""
    return type(start + terms + end)
  }

  /// Looks for the customers of a long list, whom the filter then asks for in one word.
  private mutating func find(_ list: CustomerNameList) -> [BrowserEffect] {
    guard let searchedSnapshot else {
      notice = Notice(.info, "The customers are still being loaded; paste again in a moment")
      return []
    }
    pasted.isBeingFound = true
    pasted.generation += 1
    let effects = query.asksForList ? search() : insert(CustomerQuery.listTerm)
    areRowsOutdated = true
    return effects + [.findNames(list, in: searchedSnapshot, generation: pasted.generation)]
  }

  mutating func take(_ found: FoundNames, generation: Int) -> [BrowserEffect] {
    guard generation == pasted.generation else { return [] }
    pasted.isBeingFound = false
    pasted.ids = found.ids
    // They are asked for, or were before the term was deleted.
    let effects = search()
    tellMissing(found.missing, of: found.count)
    return effects
  }

  /// Says which pasted names find nobody.
  mutating func tellMissing(_ missing: [String], of count: Int) {
    (pasted.missing, pasted.count) = (missing, count)
    guard !missing.isEmpty else {
      notice = Notice(.info, "All \(count.grouped) found")
      return
    }
    let named = missing.prefix(Self.maxNamedMissing).joined(separator: ", ")
    let rest = missing.count - Self.maxNamedMissing
    let found = "\((count - missing.count).grouped) of \(count.grouped) found, not \(named)"
    notice = Notice(
      .warning, found + (rest > 0 ? " and \(rest.grouped) more" : ""), about: .missingNames,
      followUps: Notice.FollowUp(.open, "shows them"), Notice.FollowUp(.copy, "copies them"))
  }

  /// As many as a wide screen has room for.
  private static let maxNamedMissing = 20

  /// Lists what was not found of the names that were pasted last.
  mutating func showMissing() {
    guard !pasted.missing.isEmpty else {
      notice = Notice(
        .info,
        pasted.count == 0 ? "No list has been pasted yet" : "All \(pasted.count.grouped) were found")
      return
    }
    let count = "\(pasted.missing.count.grouped) of \(pasted.count.grouped)"
    show(
      TextPanel(
        title: "Not found: \(count)", lines: pasted.missing, noun: "the \(pasted.missing.count.grouped) names"
      ))
  }

  mutating func copyMissing() -> [BrowserEffect] {
    copy(
      CopiedText(
        pasted.missing.map { $0 + "\n" }.joined(),
        name: "the \(pasted.missing.count.grouped) names that were not found"))
  }
}
