@testable import Customers

/// Searches customers one by one, in the plainest way.
struct ReferenceMatcher {
  let customers: [Customer]
  let marked: Set<Int64>
  let changed: Set<Int64>

  /// How a text was found: with nothing, its letters in order, or with up to so many typos.
  private enum Manner {
    case asWritten
    case inOrder
    case typos(Int)
  }

  private struct Pattern {
    let letters: [Unicode.Scalar]
    let field: String
    let isAtStart: Bool
    let isAtEnd: Bool
    let manner: Manner
  }

  // MARK: - The answer

  /// The ids of the customers that match, the best first, and whether something was guessed.
  func search(_ query: ReferenceQuery, status: StatusFilter) -> (ids: [Int64], isApproximate: Bool) {
    let clauses = query.clauses.map { $0.map { ($0, pattern(of: $0)) } }
    var matches: [(relevance: Int, customer: Customer)] = []
    for customer in customers where isLetThrough(customer, status) {
      let relevances = clauses.map { clause in
        clause.compactMap { relevance(of: $0.0, $0.1, customer) }.min()
      }
      guard !relevances.contains(nil) else { continue }
      matches.append((min(254, relevances.reduce(0) { $0 + ($1 ?? 0) }), customer))
    }
    matches.sort { first, second in
      if first.relevance != second.relevance { return first.relevance < second.relevance }
      return ReferenceOrder.isByName(first.customer, second.customer)
    }
    let isApproximate = clauses.joined().contains { pair in
      guard let pattern = pair.1 else { return false }
      if case .asWritten = pattern.manner { return false }
      return true
    }
    return (matches.map(\.customer.id), isApproximate)
  }

  /// The places of the characters to highlight in a customer's field.
  func highlights(_ query: ReferenceQuery, of customer: Customer, field: String) -> Set<Int> {
    let text = ReferenceFolding.fold(texts(of: customer)[field] ?? "")
    var places: Set<Int> = []
    for term in query.clauses.joined() where !term.isNegated {
      guard let pattern = pattern(of: term), fields(of: pattern).contains(field) else { continue }
      for part in parts(pattern, in: text.scalars) {
        places.formUnion(text.origins[part.lowerBound]...text.origins[part.upperBound - 1])
      }
    }
    return places
  }

  // MARK: - Conditions

  private func isLetThrough(_ customer: Customer, _ status: StatusFilter) -> Bool {
    switch status {
    case .all: true
    case .active: customer.isActive != false
    case .inactive: customer.isActive == false
    }
  }

  private func relevance(of term: ReferenceTerm, _ pattern: Pattern?, _ customer: Customer) -> Int? {
    let found: Int? =
      if let pattern { relevance(of: pattern, customer) } else {
        isTrue(term.condition, customer) ? 0 : nil
      }
    guard term.isNegated else { return found }
    return found == nil ? 0 : nil
  }

  private func isTrue(_ condition: ReferenceTerm.Condition, _ customer: Customer) -> Bool {
    switch condition {
    case .text: return false
    case .updated(let date, let comparison):
      guard let updated = customer.updatedOn?.description.prefix(date.count) else { return false }
      return switch comparison {
      case "<": updated < date
      case "<=": updated <= date
      case ">": updated > date
      case ">=": updated >= date
      default: updated == date
      }
    case .active(let isActive): return (customer.isActive != false) == isActive
    case .flag("mine"): return customer.isMine == true
    case .flag("marked"): return marked.contains(customer.id)
    case .flag: return changed.contains(customer.id)
    case .present(let field): return isKnown(field, customer)
    case .absent(let field): return !isKnown(field, customer)
    }
  }

  private func isKnown(_ field: String, _ customer: Customer) -> Bool {
    switch field {
    case "active": customer.isActive != nil
    case "updated": customer.updatedOn != nil
    default: !ReferenceFolding.fold(texts(of: customer)[field] ?? "").scalars.isEmpty
    }
  }

  private func texts(of customer: Customer) -> [String: String] {
    [
      "name": customer.name, "code": customer.code ?? "", "acct": customer.accountingCode ?? "",
      "id": String(customer.id), "type": customer.customerType ?? "", "rep": customer.salesperson ?? "",
      "repid": customer.salespersonID.map(String.init) ?? "",
    ]
  }

  // MARK: - Texts

  private func pattern(of term: ReferenceTerm) -> Pattern? {
    guard case .text(let text, let field, let isQuoted, let isAtStart, let isAtEnd) = term.condition
    else { return nil }
    let letters = ReferenceFolding.fold(text, trimming: !isQuoted).scalars
    func pattern(_ manner: Manner) -> Pattern {
      Pattern(letters: letters, field: field, isAtStart: isAtStart, isAtEnd: isAtEnd, manner: manner)
    }
    let written = pattern(.asWritten)
    let mayGuess =
      !term.isNegated && !isQuoted && !isAtStart && !isAtEnd
      && ["", "name", "type", "rep"].contains(field)
    if !mayGuess || isAnywhere(written) { return written }
    if letters.count >= 2, isAnywhere(pattern(.inOrder)) { return pattern(.inOrder) }
    let typos = Pattern(
      letters: letters, field: field, isAtStart: false, isAtEnd: false,
      manner: .typos(letters.count >= 8 ? 2 : 1))
    return letters.count >= 4 && isAnywhere(typos) ? typos : written
  }

  private func isAnywhere(_ pattern: Pattern) -> Bool {
    customers.contains { relevance(of: pattern, $0) != nil }
  }

  private func fields(of pattern: Pattern) -> [String] {
    guard pattern.field.isEmpty else { return [pattern.field] }
    return switch pattern.manner {
    case .asWritten: ["name", "code", "acct", "id", "type", "rep"]
    case .inOrder: ["name"]
    case .typos: ["name", "type", "rep"]
    }
  }

  private func relevance(of pattern: Pattern, _ customer: Customer) -> Int? {
    let texts = texts(of: customer)
    return fields(of: pattern).compactMap { field -> Int? in
      let text = ReferenceFolding.fold(texts[field] ?? "").scalars
      let penalty = field == "name" || field == "code" ? 0 : 1
      switch pattern.manner {
      case .asWritten:
        return parts(pattern, in: text).map { place(of: $0, in: text) + penalty }.min()
      case .inOrder:
        return ReferenceGuess.shortestPart(pattern.letters, in: text)
          .map { 8 + min(40, $0.count - pattern.letters.count) + penalty }
      case .typos(let most):
        return ReferenceGuess.bestPart(pattern.letters, in: text, mostTypos: most)
          .map { $0.typos * 8 + place(of: $0.part, in: text) + penalty }
      }
    }
    .min()
  }

  private func place(of part: Range<Int>, in text: [Unicode.Scalar]) -> Int {
    if part == text.indices { return 0 }
    if part.lowerBound == 0 { return 2 }
    let before = text[part.lowerBound - 1].properties
    return before.isAlphabetic || before.numericType != nil ? 6 : 4
  }

  private func parts(_ pattern: Pattern, in text: [Unicode.Scalar]) -> [Range<Int>] {
    switch pattern.manner {
    case .asWritten:
      let starts = 0..<max(0, text.count - pattern.letters.count + 1)
      return starts.map { $0..<$0 + pattern.letters.count }.filter { part in
        Array(text[part]) == pattern.letters && (!pattern.isAtStart || part.lowerBound == 0)
          && (!pattern.isAtEnd || part.upperBound == text.count)
      }
    case .inOrder:
      guard let part = ReferenceGuess.shortestPart(pattern.letters, in: text) else { return [] }
      return ReferenceGuess.places(pattern.letters, in: text, from: part.lowerBound).map { $0..<$0 + 1 }
    case .typos(let most):
      return ReferenceGuess.bestPart(pattern.letters, in: text, mostTypos: most).map { [$0.part] } ?? []
    }
  }
}
