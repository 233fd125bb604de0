import CustomerBrowser
import Customers
import Foundation
import TerminalText
import Wording

/// The first line: what is looked at, how much of it, and how fresh it is.
struct StatusLine {
  let state: BrowserState
  let appearance: Appearance

  /// A piece of the line in one role.
  private struct Part {
    var text: String
    var role: Role
  }

  func draw(on frame: inout Frame) {
    let width = frame.size.columns
    let layouts = [
      ([title, source, view], counts(.full), [freshness, requests]),
      ([title, source, view], counts(.short), [freshness, requests]),
      ([title, view], counts(.short), [freshness, requests]),
      ([title, view], counts(.short), [freshness]),
      ([view], counts(.short), [freshness]),
      ([view], counts(.none), [freshness]),
      ([view], counts(.none), [shortFreshness]),
      ([shortView], counts(.none), [shortFreshness]),
      ([], counts(.none), [shortFreshness]),
      ([], counts(.signs), [shortFreshness]),
    ]
    for (left, middle, right) in layouts where draw(left, middle, right, on: &frame, width: width) { return }
    // Rather less than a word that is cut.
    var parts = counts(.signs)
    while parts.count > 1, self.width(of: parts, separator: "") + 1 > width { parts.removeLast() }
    draw(parts, at: 1, separator: "", on: &frame)
  }

  /// How much is told of similar customers, and of the marks that no row shows.
  private enum CountForm {
    case full
    case short
    case none
    /// Not even that they are marked, but for a sign.
    case signs
  }

  /// Draws the three groups if they fit.
  private func draw(
    _ left: [Part], _ middle: [Part], _ right: [Part], on frame: inout Frame, width: Int
  ) -> Bool {
    let left = left.filter { !$0.text.isEmpty }
    let right = right.filter { !$0.text.isEmpty }
    let leftWidth = self.width(of: left, separator: "   ")
    let middleWidth = self.width(of: middle, separator: "")
    let rightWidth = self.width(of: right, separator: " · ")
    guard leftWidth + middleWidth + rightWidth + 7 <= width else { return false }
    draw(left, at: 1, separator: "   ", on: &frame)
    draw(right, at: width - rightWidth - 1, separator: " · ", on: &frame)
    let centred = (width - middleWidth) / 2
    let place = max(min(centred, width - rightWidth - middleWidth - 4), leftWidth + 3)
    draw(middle, at: left.isEmpty ? 1 : place, separator: "", on: &frame)
    return true
  }

  private func width(of parts: [Part], separator: String) -> Int {
    parts.reduce(0) { $0 + displayWidth(of: $1.text) } + max(parts.count - 1, 0) * separator.count
  }

  private func draw(_ parts: [Part], at column: Int, separator: String, on frame: inout Frame) {
    var place = Position(column: column, row: 0)
    for (index, part) in parts.enumerated() {
      if index > 0 { place.column += frame.put(separator, at: place, style: appearance.theme[.dim]) }
      place.column += frame.put(part.text, at: place, style: appearance.theme[part.role])
    }
  }

  private var title: Part { Part(text: "komet", role: .title) }

  /// Nothing is wrong with sample data or a profile, so neither looks as if it were.
  private var source: Part {
    Part(text: state.settings.source, role: state.settings.isSample ? .placeholder : .key)
  }

  private var view: Part {
    let scope = state.scope == .all ? "All customers" : "My customers"
    let status =
      switch state.status {
      case .active: "active"
      case .all: "active and inactive"
      case .inactive: "inactive"
      }
    let isTold = !state.hasNamesOnly || state.status != .active
    return Part(text: isTold ? "\(scope) · \(status)" : scope, role: state.scope == .mine ? .mine : .text)
  }

  private var shortView: Part {
    Part(text: "\(state.scope.rawValue) · \(state.status.rawValue)", role: view.role)
  }

  private func counts(_ form: CountForm) -> [Part] {
    guard let result = state.result else { return [] }
    let matching = result.matchCount.grouped
    let text =
      result.matchCount == result.candidateCount
      ? matching : "\(matching) of \(result.candidateCount.grouped)"
    var parts = [Part(text: text, role: .count)]
    if result.similarCount > 0 {
      let words = [.none, .signs].contains(form) ? "" : " similar"
      parts.append(Part(text: " · ≈ \(result.similarCount.grouped)\(words)", role: .count))
    }
    if !state.marks.isEmpty {
      let count = state.marks.count.grouped
      let only = state.showsOnlyMarked ? "only " : ""
      parts.append(Part(text: " · \(form == .signs ? "✓ \(count)" : "\(only)\(count) marked")", role: .mark))
      parts.append(Part(text: hiddenMarks(form), role: .dim))
    }
    if state.notes.dueCount > 0, form == .full || form == .short {
      parts.append(Part(text: " · \(state.notes.dueCount.grouped) due", role: .stale))
    }
    return parts
  }

  private func hiddenMarks(_ form: CountForm) -> String {
    let count = state.hiddenMarkCount
    guard count > 0 else { return "" }
    switch form {
    case .full: return " (\(count.grouped) \(state.query.isEmpty ? "out of view" : "hidden by the filter"))"
    case .short: return " (\(count.grouped) hidden)"
    case .none, .signs: return ""
    }
  }

  private var freshness: Part {
    if let progress = state.duplicateProgress {
      return Part(text: "looking for duplicates \(Int(progress * 100)) %", role: .info)
    }
    switch state.load {
    case .running(let progress):
      return Part(text: "\(state.snapshot == nil ? "loading" : "syncing") \(progress.words)", role: .info)
    case .failed(let failure):
      let name = shortWords(failure)
      guard let loadedAt = state.loadedAt else { return Part(text: name, role: .stale) }
      return staleness(name, since: loadedAt)
    case .idle:
      guard let loadedAt = state.loadedAt else { return Part(text: "not loaded", role: .stale) }
      guard !state.settings.isOffline else { return staleness("offline", since: loadedAt) }
      return Part(text: "● synced \(DateWords(state).moment(loadedAt))", role: .info)
    }
  }

  private func staleness(_ why: String, since date: Date) -> Part {
    let words = DateWords(state)
    return Part(text: "\(why) · data from \(words.moment(date)), \(words.age(date))", role: .stale)
  }

  /// Why a refresh failed, or until when there is none.
  private func shortWords(_ failure: UserFacingError) -> String {
    if let end = failure.notBefore, end > state.now { return "paused until \(DateWords(state).moment(end))" }
    return failure.kind == .notReached ? "offline" : "not refreshed"
  }

  private var shortFreshness: Part {
    switch state.load {
    case .running: Part(text: "…", role: .info)
    case .failed(let failure): Part(text: shortWords(failure), role: .stale)
    case .idle: Part(text: "●", role: .info)
    }
  }

  private var requests: Part {
    Part(text: "\(state.requestsToday.grouped)/\(state.settings.dailyRequestLimit.grouped)", role: .dim)
  }
}

extension FetchProgress {
  /// How much has come, as people say it.
  package var words: String {
    guard receivedBytes > 0 else { return "…" }
    let received = Self.megabytes(receivedBytes)
    return totalBytes.map { "\(received) of \(Self.megabytes($0))" } ?? received
  }

  private static func megabytes(_ bytes: Int) -> String {
    let tenths = bytes / 100_000
    return "\(tenths / 10).\(tenths % 10) MB"
  }
}

extension DateWords {
  init(_ state: BrowserState) {
    self.init(now: state.now, timeZone: state.settings.timeZone)
  }
}
