@testable import Customers

/// Searches customers one by one, in the plainest way.
final class ReferenceMatcher {
  let customers: [ReferenceCustomer]
  let marked: Set<UInt64>
  let changed: Set<UInt64>
  /// Prices that were asked before, of a term and a word, or two.
  private var prices: [[[UInt8]]: Int?] = [:]

  init(customers: [Customer], marked: Set<UInt64> = [], changed: Set<UInt64> = []) {
    self.customers = customers.map { ReferenceCustomer($0) }
    self.marked = marked
    self.changed = changed
  }

  /// What is known of a term and a word or two, or else what `price` finds.
  func remembered(_ words: [[UInt8]], _ price: () -> Int?) -> Int? {
    if let known = prices[words] { return known }
    let price = price()
    prices[words] = .some(price)
    return price
  }

  struct Question {
    var query: ReferenceQuery
    var scope = CustomerScope.all
    var status = StatusFilter.all
    var onlyMarked = false
    var sort: CustomerOrder?
    var includesSimilar = true
  }

  struct Answer {
    var matches: [UInt64] = []
    var similar: [UInt64] = []
    var leftOutWords: [String] = []
    var isSameWordLeftOut = false
    var wayOut: WayOut?
  }

  // MARK: - The answer

  func answer(_ question: Question) -> Answer {
    let clauses = question.query.readableClauses
    let isUnreadable = clauses.isEmpty && !question.query.clauses.isEmpty
    let inView = customers.filter { isInView($0.customer, question) }
    let matches = isUnreadable ? [] : inView.filter { isMatch($0, clauses) }
    var answer = Answer()
    let scores = Dictionary(uniqueKeysWithValues: matches.map { ($0.customer.id, score(of: $0, clauses)) })
    answer.matches = ids(of: matches, sort: question.sort) { scores[$0.customer.id] ?? [] }
    if question.includesSimilar {
      let similar = similarRows(clauses, inView: inView, matches: matches)
      answer.leftOutWords = similar.leftOutWords
      answer.isSameWordLeftOut = similar.isSameWordLeftOut
      answer.similar = similar.rows.map(\.customer.id)
      if question.sort != nil { answer.similar = ids(of: similar.rows, sort: question.sort) { _ in [] } }
    }
    if matches.isEmpty, !clauses.isEmpty {
      answer.wayOut = wayOut(question, clauses, hasSimilar: !answer.similar.isEmpty)
    }
    return answer
  }

  /// The customers' ids in the order of a column, or by their scores and then by name.
  private func ids(
    of customers: [ReferenceCustomer], sort: CustomerOrder?, score: (ReferenceCustomer) -> [Int]
  ) -> [UInt64] {
    customers.sorted { first, second in
      if let sort { return ReferenceOrder.isBefore(first.customer, second.customer, by: sort) }
      let (one, other) = (score(first), score(second))
      if one != other { return one.lexicographicallyPrecedes(other) }
      return ReferenceOrder.isByName(first.customer, second.customer)
    }
    .map(\.customer.id)
  }

  private func isInView(_ customer: Customer, _ question: Question) -> Bool {
    let isOfStatus =
      switch question.status {
      case .all: true
      case .active: customer.isActive != false
      case .inactive: customer.isActive == false
      }
    return isOfStatus && (question.scope == .all || customer.isMine == true)
      && (!question.onlyMarked || marked.contains(customer.id))
  }

  // MARK: - Matches

  func isMatch(_ customer: ReferenceCustomer, _ clauses: [[ReferenceReadTerm]]) -> Bool {
    clauses.allSatisfy { clause in clause.contains { isMatch(customer, $0) } }
  }

  private func isMatch(_ customer: ReferenceCustomer, _ term: ReferenceReadTerm) -> Bool {
    let isFound =
      if let pattern = term.pattern { pattern.rank(in: customer) != nil } else {
        isTrue(term.condition, customer)
      }
    return isFound != term.isNegated
  }

  private func isTrue(_ condition: ReferenceTerm.Condition, _ customer: ReferenceCustomer) -> Bool {
    switch condition {
    case .text, .unreadable: return false
    case .updated(let date, let comparison):
      guard let updated = customer.customer.updatedOn?.description.prefix(date.count) else { return false }
      return switch comparison {
      case "<": updated < date
      case "<=": updated <= date
      case ">": updated > date
      case ">=": updated >= date
      default: updated == date
      }
    case .active(let isActive): return (customer.customer.isActive != false) == isActive
    case .flag("mine"): return customer.customer.isMine == true
    case .flag("marked"): return marked.contains(customer.customer.id)
    case .flag: return changed.contains(customer.customer.id)
    case .present(let field): return isKnown(field, customer)
    case .absent(let field): return !isKnown(field, customer)
    }
  }

  private func isKnown(_ field: String, _ customer: ReferenceCustomer) -> Bool {
    switch field {
    case "active": customer.customer.isActive != nil
    case "updated": customer.customer.updatedOn != nil
    case "phone", "mail", "contact": false
    default: !customer[field].joined.scalars.isEmpty
    }
  }

  /// What counts of a match, the smaller, the better, the first number first.
  private func score(of customer: ReferenceCustomer, _ clauses: [[ReferenceReadTerm]]) -> [Int] {
    let scored = clauses.map { $0.map(\.soughtPattern) }.filter { !$0.contains { $0 == nil } }
      .map { $0.compactMap(\.self) }
    guard !scored.isEmpty else { return [] }
    let ranks = scored.map { patterns in patterns.compactMap { $0.rank(in: customer) }.min() ?? 0 }
    func follows(_ second: [ReferencePattern], _ first: [ReferencePattern], directly: Bool) -> Bool {
      customer["name"].forms.contains { form in
        let next = first.flatMap { $0.nextWords(in: form, directly: directly) }
        return second.contains { pattern in
          pattern.fields.contains("name") && pattern.parts(in: form).contains { next.contains($0.lowerBound) }
        }
      }
    }
    let neighbours = zip(scored, scored.dropFirst())
    let scattered = neighbours.count {
      !follows($1, $0, directly: false) && !follows($0, $1, directly: false)
    }
    let looksAtNames = scored.joined().contains { $0.fields.contains("name") }
    var size = looksAtNames ? customer.nameSize : (longWords: 0, length: 0)
    if looksAtNames, scored.joined().count > 1 {
      size.longWords = customer.otherLongWordCount(Array(scored.joined()))
    }
    return [
      min(15, ranks.reduce(0) { $0 + $1 / 2 }), ranks.contains { $0 % 2 == 1 } ? 1 : 0,
      min(15, scattered + size.longWords), neighbours.allSatisfy { follows($1, $0, directly: true) } ? 0 : 1,
      size.length,
    ]
  }

  // MARK: - The way out

  /// Without the spellings.
  private func wayOut(
    _ question: Question, _ clauses: [[ReferenceReadTerm]], hasSimilar: Bool
  ) -> WayOut {
    let isUnknown = clauses.map { clause in
      !hasSimilar && clause.allSatisfy { $0.soughtPattern != nil }
        && !customers.contains { isMatch($0, [clause]) }
    }
    let known = zip(clauses, isUnknown).filter { !$0.1 }.map(\.0)
    func count(_ clauses: [[ReferenceReadTerm]], scope: CustomerScope, status: StatusFilter) -> Int {
      var other = question
      (other.scope, other.status) = (scope, status)
      return customers.filter { isInView($0.customer, other) && isMatch($0, clauses) }.count
    }
    return WayOut(
      unknownTerms: zip(clauses, isUnknown).filter(\.1).map { spelling(of: $0.0) },
      countWithoutUnknown: known.isEmpty ? 0 : count(known, scope: question.scope, status: question.status),
      countOfOtherStatus: count(clauses, scope: question.scope, status: .all),
      countOfOthers: count(clauses, scope: .all, status: question.status))
  }

  /// A clause as it was typed.
  func spelling(of clause: [ReferenceReadTerm]) -> String {
    clause.compactMap { $0.soughtPattern?.spelling }.joined(separator: " | ")
  }
}
