import CTextScan

@testable import Customers

/// A word of a query, or two neighbouring ones as one, for which similar words will do.
struct ReferenceSimilarTerm {
  let letters: [UInt8]
  let fields: [String]
  let clauses: ClosedRange<Int>

  static func terms(of clauses: [[ReferenceReadTerm]]) -> [ReferenceSimilarTerm] {
    let patterns = clauses.map { $0.compactMap(\.pattern) }
    var terms: [ReferenceSimilarTerm] = []
    for (index, clause) in patterns.enumerated() {
      for pattern in clause {
        guard let word = pattern.forgivenWord else { continue }
        terms.append(ReferenceSimilarTerm(letters: word, fields: pattern.fields, clauses: index...index))
      }
    }
    for index in patterns.indices.dropLast() where clauses[index].count == 1 && clauses[index + 1].count == 1
    {
      guard let first = patterns[index].first, let second = patterns[index + 1].first,
        let start = first.forgivenWord, let end = second.forgivenWord, first.fields == second.fields,
        start.count + end.count <= 64
      else { continue }
      terms.append(
        ReferenceSimilarTerm(letters: start + end, fields: first.fields, clauses: index...index + 1))
    }
    return terms
  }

  /// What each of its clauses takes of a price.
  func share(_ price: Int) -> Int {
    guard clauses.count == 2 else { return price }
    let both = price + WORD_PRICE_JOINED
    return both / 2 + both % 2
  }
}

extension ReferenceMatcher {
  struct Similar {
    var rows: [ReferenceCustomer] = []
    var leftOutWords: [String] = []
    var isSameWordLeftOut = false
  }

  private struct Candidate {
    let customer: ReferenceCustomer
    let score: [Int]
    let leftOut: Int?
  }

  /// The closest rows that are only similar, in order.
  func similarRows(
    _ clauses: [[ReferenceReadTerm]], inView: [ReferenceCustomer], matches: [ReferenceCustomer]
  ) -> Similar {
    let forgiving = clauses.filter { $0.contains { $0.forgivenWord != nil } }
    let strict = clauses.filter { !$0.contains { $0.forgivenWord != nil } }
    guard matches.count < 12, (1...15).contains(forgiving.count), !isExactlyNamed(clauses, matches) else {
      return Similar()
    }
    let matching = Set(matches.map(\.customer.id))
    let candidates = inView.filter { !matching.contains($0.customer.id) && isMatch($0, strict) }
    let terms = ReferenceSimilarTerm.terms(of: forgiving)
    let isTelling = forgiving.map { clause in
      clause.allSatisfy { $0.forgivenWord.map { $0.count >= 3 } ?? true }
    }
    let pricesWithout = forgiving.indices.map { index -> Int? in
      let others = forgiving.indices.filter { $0 != index }
      guard others.contains(where: { isTelling[$0] }), forgiving[index].allSatisfy({ $0.forgivenWord != nil })
      else { return nil }
      return isTelling[index]
        ? price(without: candidates.filter { isMatch($0, [forgiving[index]]) }.count) : 52
    }
    let none = [Int?](repeating: nil, count: forgiving.count)
    var similar = candidates.compactMap { candidate($0, forgiving, terms, none) }
    if matches.count + similar.count < 12 {
      similar = candidates.compactMap { candidate($0, forgiving, terms, pricesWithout) }
    }
    similar.sort { first, second in
      if first.score != second.score { return first.score.lexicographicallyPrecedes(second.score) }
      return ReferenceOrder.isByName(first.customer.customer, second.customer.customer)
    }
    let lacking = Set(similar.prefix(100).map { $0.leftOut ?? -1 })
    return Similar(
      rows: similar.prefix(100).map(\.customer),
      leftOutWords: lacking.sorted().filter { $0 >= 0 }.map { spelling(of: forgiving[$0]) },
      isSameWordLeftOut: lacking.count == 1 && lacking != [-1])
  }

  /// Whether a term is the code or the id of somebody who matches.
  private func isExactlyNamed(_ clauses: [[ReferenceReadTerm]], _ matches: [ReferenceCustomer]) -> Bool {
    let patterns = clauses.joined().compactMap(\.soughtPattern)
      .filter { $0.fields.contains("code") || $0.fields.contains("id") }
    return matches.contains { match in
      patterns.contains { pattern in
        (match["code"].forms + match["id"].forms).contains { $0.scalars == pattern.scalars }
      }
    }
  }

  /// What it costs to leave out a clause that so many match.
  private func price(without count: Int) -> Int {
    guard count > 0 else { return 52 }
    var rarity = 0
    while (customers.count / count) >> rarity > 0 { rarity += 1 }
    return 52 + 4 * min(14, rarity)
  }

  private func candidate(
    _ customer: ReferenceCustomer, _ clauses: [[ReferenceReadTerm]], _ terms: [ReferenceSimilarTerm],
    _ pricesWithout: [Int?]
  ) -> Candidate? {
    var total = 0
    var leftOut: Int?
    for index in clauses.indices {
      let prices = terms.filter { $0.clauses.contains(index) }.compactMap { price(of: $0, in: customer) }
      let least = prices.min()
      let isPrecise = least.map { $0 <= WORD_PRICE_INSIDE + WORD_PRICE_OTHER_FIELD } ?? false
      if !isPrecise, isMatch(customer, [clauses[index]]) {
        total += WORD_PRICE_ELSEWHERE
      } else if let least {
        total += least
      } else if leftOut == nil, let price = pricesWithout[index] {
        leftOut = index
        total += price
      } else {
        return nil
      }
    }
    let scattered = clauses.count - 1 - neighbourCount(customer, terms, clauses.count)
    return Candidate(
      customer: customer, score: [min(1_022, total), min(3, scattered), customer.nameSize.longWords],
      leftOut: leftOut)
  }

  /// How many clauses have a word of the name right behind one of the clause before.
  private func neighbourCount(
    _ customer: ReferenceCustomer, _ terms: [ReferenceSimilarTerm], _ clauseCount: Int
  ) -> Int {
    let answered = (customer.words["name"] ?? []).map { word in
      (0..<clauseCount).filter { clause in
        terms.contains { term in
          term.clauses.contains(clause) && term.fields.contains("name") && price(term.letters, word) != nil
        }
      }
    }
    return (0..<clauseCount).dropFirst().filter { clause in
      zip(answered, answered.dropFirst()).contains { $0.0.contains(clause - 1) && $0.1.contains(clause) }
    }
    .count
  }

  /// What a term costs in a customer, for each of its clauses.
  private func price(of term: ReferenceSimilarTerm, in customer: ReferenceCustomer) -> Int? {
    ["name", "type", "rep"].filter(term.fields.contains).compactMap { field -> Int? in
      let words = customer.words[field] ?? []
      let prices = words.enumerated().flatMap { index, word in
        [price(term.letters, word)] + words[(index + 1)...].map { pairPrice(term.letters, word, $0) }
      }
      let elsewhere = field == "name" ? 0 : WORD_PRICE_OTHER_FIELD
      return prices.compactMap(\.self).min().map { term.share($0) + elsewhere }
    }
    .min()
  }

  /// What a word costs.
  func price(_ term: [UInt8], _ word: [UInt8]) -> Int? {
    remembered([term, word]) { ReferenceWord.price(term, word) }
  }

  /// What two words cost that may be one in the query.
  func pairPrice(_ term: [UInt8], _ first: [UInt8], _ second: [UInt8]) -> Int? {
    guard term.count >= 4 else { return nil }
    return remembered([term, first, second]) {
      (2...term.count - 2).compactMap { cut in
        pairPrice((Array(term[..<cut]), Array(term[cut...])), first, second)
      }
      .min()
    }
  }

  /// The same for a term that is cut in two.
  private func pairPrice(
    _ parts: (start: [UInt8], end: [UInt8]), _ first: [UInt8], _ second: [UInt8]
  ) -> Int? {
    let (isStart, isEnd) = (parts.start == first, parts.end == second)
    if isStart, isEnd { return WORD_PRICE_PAIR }
    if isStart, second.starts(with: parts.end) { return WORD_PRICE_PAIR + WORD_PRICE_UNFINISHED }
    // One of them may be mistyped, where both have four letters.
    guard isStart || isEnd, min(parts.start.count, parts.end.count) >= 4,
      let mistyped = isStart ? price(parts.end, second) : price(parts.start, first), mistyped <= 40
    else { return nil }
    return WORD_PRICE_PAIR + (mistyped + 9) / 10 * 10
  }
}
