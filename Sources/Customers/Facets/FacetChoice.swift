extension FacetCounts {
  /// What somebody wants of a group.
  package enum Wish: Sendable {
    /// To see its customers, and those of the other groups that are chosen; or if it was chosen, no longer.
    case choose
    /// Not to see its customers; or if it was left out, to see them again.
    case exclude
  }

  /// The text of a filter after a wish about a group, whose terms for the facet then stand together:
  /// `type:Florist | type:Retailer`, `!rep:"Ana Tran"`.
  ///
  /// Nil if another term of the filter, which means other groups as well, is in the way.
  package func text(_ text: String, after wish: Wish, about value: Value, of facet: Facet) -> String? {
    var filter = FilterClauses(text)
    let term = singleTerm(for: value, of: facet)
    let known = [term] + (value.label.map { Self.spellings(of: $0, facet) } ?? [])
    let readings = Set(known.map { CustomerQuery.Reading($0) })
    let negations = Set(known.map { CustomerQuery.Reading("!\($0)") })
    switch wish {
    case .exclude where value.isExcluded:
      guard filter.remove(negations) else { return nil }
    case .exclude:
      filter.remove(readings)
      filter.append("!\(term)")
    case .choose where value.isExcluded:
      guard filter.remove(negations) else { return nil }
      if !value.isChosen, filter.asks(for: facet) { filter.add(term, to: facet) }
    case .choose where value.isChosen:
      // A term that means others as well stays for these.
      if !filter.remove(readings) { filter.append("!\(term)") }
    case .choose:
      if filter.asks(for: facet) { filter.add(term, to: facet) } else { filter.append(term) }
    }
    return filter.text
  }
}

/// The text of a filter, cut into clauses that can be changed one by one.
private struct FilterClauses {
  private struct Clause {
    /// What stands before it.
    var gap: String
    /// The terms between bars.
    var terms: [String]
    let facet: Facet?
    let isNegated: Bool
    /// As it was typed, until it is changed.
    var text: String
  }

  private var clauses: [Clause] = []
  /// What stands before the first clause, and behind the last one.
  private var lead = ""
  private var tail = ""

  init(_ text: String) {
    let characters = Array(text)
    var end = 0
    var isAfterBar = false
    var tokens: [[QueryToken]] = []
    for token in QueryLexer.tokens(of: text) {
      switch token.kind {
      case .bar: isAfterBar = !tokens.isEmpty
      case .term where isAfterBar:
        tokens[tokens.count - 1].append(token)
        isAfterBar = false
      case .term: tokens.append([token])
      }
    }
    for clause in tokens {
      let range = clause[0].range.lowerBound..<clause[clause.count - 1].range.upperBound
      // A quote that is still open would take what follows in.
      let close = clause[clause.count - 1].isOpenQuote ? "\"" : ""
      clauses.append(
        Clause(
          gap: String(characters[end..<range.lowerBound]),
          terms: clause.map { String(characters[$0.range]) + ($0.isOpenQuote ? "\"" : "") },
          facet: clause.facet, isNegated: clause[0].negationCount % 2 == 1,
          text: String(characters[range]) + close))
      end = range.upperBound
    }
    // A bar without a term beside it asks nothing.
    lead = clauses.first?.gap.filter(\.isWhitespace) ?? ""
    tail = String(characters[end...].filter(\.isWhitespace))
  }

  var text: String {
    lead + clauses.enumerated().map { ($0 == 0 ? "" : $1.gap) + $1.text }.joined() + tail
  }

  /// Takes away the terms that read like one of these, where they stand alone or between others of their facet.
  @discardableResult
  mutating func remove(_ readings: Set<CustomerQuery.Reading>) -> Bool {
    let before = clauses.map(\.text)
    for place in clauses.indices where clauses[place].facet != nil {
      let kept = clauses[place].terms.filter { !readings.contains(CustomerQuery.Reading($0)) }
      guard kept.count < clauses[place].terms.count else { continue }
      clauses[place].terms = kept
      clauses[place].text = kept.joined(separator: " | ")
    }
    clauses.removeAll(where: \.text.isEmpty)
    return clauses.map(\.text) != before
  }

  /// Whether one of the clauses asks for groups of the facet.
  func asks(for facet: Facet) -> Bool { clauses.contains { $0.facet == facet && !$0.isNegated } }

  /// Lets what the clauses ask for of the facet be this, too.
  mutating func add(_ term: String, to facet: Facet) {
    for place in clauses.indices where clauses[place].facet == facet && !clauses[place].isNegated {
      clauses[place].terms.append(term)
      clauses[place].text += " | \(term)"
    }
  }

  mutating func append(_ term: String) {
    let reading = CustomerQuery.Reading(term)
    guard !clauses.contains(where: { $0.terms.count == 1 && CustomerQuery.Reading($0.text) == reading })
    else {
      return
    }
    clauses.append(
      Clause(
        gap: clauses.isEmpty ? "" : " ", terms: [term],
        facet: [QueryToken](QueryLexer.tokens(of: term)).facet,
        isNegated: term.hasPrefix("!"), text: term))
    tail = ""
  }
}

extension [QueryToken] {
  /// The facet that a clause is about and nothing else; nil for any other clause.
  fileprivate var facet: Facet? {
    let facet = self[0].facet
    guard count == 1 || allSatisfy({ $0.negationCount % 2 == 0 }), allSatisfy({ $0.facet == facet }) else {
      return nil
    }
    return facet
  }
}

extension QueryToken {
  fileprivate var facet: Facet? {
    guard let field else { return nil }
    let named = field == .present || field == .absent ? QueryField(word: value) : field
    return Facet.allCases.first { $0.field == named }
  }
}

extension [QueryTerm] {
  /// The facet that a clause asks about and nothing else, for or against its groups; nil for any other clause.
  var facet: Facet? {
    let facet = first?.condition.facet
    guard count == 1 || allSatisfy({ !$0.isNegated }), allSatisfy({ $0.condition.facet == facet }) else {
      return nil
    }
    return facet
  }
}

extension QueryCondition {
  fileprivate var facet: Facet? {
    switch self {
    case .text(let pattern):
      pattern.fields == .salesperson ? .salesperson : pattern.fields == .type ? .type : nil
    case .active: .status
    case .updated: .year
    case .present(let field), .absent(let field): Facet.allCases.first { $0.field == field }
    case .contact, .anywhere, .recorded, .flag, .note, .due: nil
    }
  }
}
