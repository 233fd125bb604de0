import CTextScan

/// What words and values cost for each clause of a query.
struct SimilarQuery {
  private static let laneCount = Int(WORD_SCAN_LANES)
  private let clauseCount: Int
  private var namePrices: [UInt8]
  private var typePrices: [UInt8]
  private var salespersonPrices: [UInt8]
  private var pairStarts: [UInt64] = []
  private var pairEnds: [UInt64] = []
  private var pairs: [word_scan_pair] = []
  /// A bit for each pair that may stand in a name.
  private var namePairs: UInt64 = 0
  private var nameClauses: [UInt16] = []
  private var typeClauses: [UInt16] = []
  private var salespersonClauses: [UInt16] = []
  /// For each clause whether a row may lack it, at a price.
  let canBeLeftOut: [Bool]
  /// For each clause whether it is long enough to tell something.
  private let isTelling: [Bool]

  private static let maxPairs = Int(WORD_SCAN_PAIRS_MAX)

  init(_ clauses: [[QueryTerm]], words: WordIndex) {
    clauseCount = clauses.count
    namePrices = [UInt8](repeating: SimilarTerm.noPrice, count: words.count * Self.laneCount)
    typePrices = [UInt8](repeating: SimilarTerm.noPrice, count: words.typeWords.count * Self.laneCount)
    salespersonPrices = [UInt8](
      repeating: SimilarTerm.noPrice, count: words.salespersonWords.count * Self.laneCount)
    let isTelling = clauses.map { clause in
      clause.allSatisfy { $0.soughtText?.forgivenWord?.bytes.count ?? .max >= SimilarTerm.minTellingLetters }
    }
    // What is left has to tell something.
    canBeLeftOut = clauses.indices.map { index in
      clauses[index].allSatisfy { $0.soughtText?.forgivenWord != nil }
        && clauses.indices.contains { $0 != index && isTelling[$0] }
    }
    self.isTelling = isTelling
    for term in SimilarTerm.terms(of: clauses) {
      let prices = term.prices(of: words)
      let termPairs = addPairs(of: term, words)
      if term.fields.contains(.name) {
        for (word, price) in prices.enumerated() where price != SimilarTerm.noPrice {
          set(price, in: &namePrices, of: word, term)
        }
      }
      for (value, words) in words.typeWords.enumerated() where term.fields.contains(.type) {
        set(least(prices, words, term, termPairs), in: &typePrices, of: value, term)
      }
      for (value, words) in words.salespersonWords.enumerated() where term.fields.contains(.salesperson) {
        set(least(prices, words, term, termPairs), in: &salespersonPrices, of: value, term)
      }
    }
    // The values are priced; from here on only names are looked through for pairs.
    if namePairs.nonzeroBitCount < pairs.count { pairStarts = pairStarts.map { $0 & namePairs } }
    nameClauses = Self.lanesWithPrice(namePrices)
    typeClauses = Self.lanesWithPrice(typePrices)
    salespersonClauses = Self.lanesWithPrice(salespersonPrices)
  }

  /// For each word or value a bit for each lane in which it has a price.
  private static func lanesWithPrice(_ prices: [UInt8]) -> [UInt16] {
    stride(from: 0, to: prices.count, by: laneCount).map { start in
      (0..<laneCount).reduce(0) { $0 | (prices[start + $1] == SimilarTerm.noPrice ? 0 : 1 << UInt16($1)) }
    }
  }

  /// What a value costs with these words, some of which may be a pair.
  private func least(
    _ prices: [UInt8], _ words: [UInt32], _ term: SimilarTerm, _ termPairs: Range<Int>
  ) -> UInt8 {
    var least = SimilarTerm.noPrice
    var open: UInt64 = 0
    for word in words.map(Int.init) {
      least = min(least, prices[word])
      guard !termPairs.isEmpty else { continue }
      for pair in termPairs where open & pairEnds[word] & 1 << UInt64(pair) != 0 {
        least = min(least, pairs[pair].price)
      }
      open |= pairStarts[word]
    }
    return SimilarTerm.inOtherField(least)
  }

  private func set(_ price: UInt8, in prices: inout [UInt8], of index: Int, _ term: SimilarTerm) {
    for clause in term.clauses {
      prices[index * Self.laneCount + clause] = min(prices[index * Self.laneCount + clause], price)
    }
  }

  /// Notes the pairs of words that a term is when they are run together; returns which ones these are.
  private mutating func addPairs(of term: SimilarTerm, _ words: WordIndex) -> Range<Int> {
    let firstPair = pairs.count
    for cut in term.cuts {
      let (start, end) = (term.letters.bytes[..<cut], term.letters.bytes[cut...])
      let (first, second) = (words.number(of: start), words.number(of: end))
      if let first {
        let ends = words.numbers(startingWith: end)
        add(term.pairPrice(), starts: [first], ends: ends.filter { $0 == second }, term)
        add(term.pairPrice(goesOn: true), starts: [first], ends: ends.filter { $0 != second }, term)
        for (price, words) in mistyped(end, for: term, at: cut, words, except: Set(ends)) {
          add(price, starts: [first], ends: words, term)
        }
      }
      if let second {
        for (price, words) in mistyped(
          start, for: term, at: cut, words, except: Set([first].compactMap(\.self)))
        {
          add(price, starts: words, ends: [second], term)
        }
      }
    }
    return firstPair..<pairs.count
  }

  /// The words that may stand for a part of a term, by the price of the pair.
  private func mistyped(
    _ part: ArraySlice<UInt8>, for term: SimilarTerm, at cut: Int, _ words: WordIndex,
    except known: Set<UInt32>
  ) -> [(UInt8, [UInt32])] {
    guard term.canBeMistyped(at: cut) else { return [] }
    var byPrice: [UInt8: [UInt32]] = [:]
    for (word, price) in SimilarTerm.prices(part, words).enumerated() where price != SimilarTerm.noPrice {
      guard !known.contains(UInt32(word)), let price = term.pairPrice(mistyped: price) else { continue }
      byPrice[price, default: []].append(UInt32(word))
    }
    return byPrice.sorted { $0.key < $1.key }
  }

  private mutating func add(_ price: UInt8, starts: [UInt32], ends: [UInt32], _ term: SimilarTerm) {
    guard !starts.isEmpty, !ends.isEmpty, pairs.count < Self.maxPairs else { return }
    if pairStarts.isEmpty {
      pairStarts = [UInt64](repeating: 0, count: namePrices.count / Self.laneCount)
      pairEnds = pairStarts
    }
    let bit: UInt64 = 1 << UInt64(pairs.count)
    if term.fields.contains(.name) { namePairs |= bit }
    for word in starts {
      pairStarts[Int(word)] |= bit
      if term.fields.contains(.name) { namePrices[Int(word) * Self.laneCount + Self.laneCount - 1] = 0 }
    }
    for word in ends { pairEnds[Int(word)] |= bit }
    pairs.append(
      word_scan_pair(lanes: (UInt8(term.clauses.lowerBound), UInt8(term.clauses.upperBound)), price: price))
  }

  /// The lanes in which a row has a price that may serve a clause, alone or as a pair.
  static func lanes(of clause: Int) -> UInt16 { 1 << UInt16(clause) | 1 << UInt16(laneCount - 1) }

  /// Whether so many clauses have nothing anywhere that no row can be similar.
  func isHopeless(found: [RowSet], leavingOut: Bool) -> Bool {
    let anywhere = (nameClauses + typeClauses + salespersonClauses).reduce(0, |)
    let missing = found.indices.filter { anywhere & 1 << UInt16($0) == 0 && found[$0].isEmpty }
    let hasPairs = anywhere >> UInt16(Self.laneCount - 1) != 0
    return !hasPairs && missing.count > (leavingOut ? 1 : 0)
  }

  /// Calls `body` with the query as C looks at it; `found` has for each clause the rows that match it as it is written.
  func withQuery<Result>(
    found: [RowSet], leavingOut: Bool, _ body: (UnsafePointer<word_scan_query>) -> Result
  ) -> Result {
    var query = word_scan_query()
    query.clause_count = clauseCount
    query.leaves_out = leavingOut
    (query.priced_types, query.priced_salespeople) = (
      typeClauses.reduce(0, |), salespersonClauses.reduce(0, |)
    )
    query.pair_count = pairs.count
    Self.copy(pairs, to: &query.pairs)
    let leftOut = found.indices.map { clause in
      guard canBeLeftOut[clause] else { return SimilarTerm.noPrice }
      return SimilarTerm.priceWithout(
        foundCount: isTelling[clause] ? found[clause].count : 0, of: found[clause].rowCount)
    }
    Self.copy(leftOut, to: &query.left_out)
    return withPointers(to: found.map { $0.isEmpty ? [] : $0.words }) { found in
      Self.copy(found, to: &query.found)
      return withPointers(to: [namePrices, typePrices, salespersonPrices]) { prices in
        withPointers(to: [nameClauses, typeClauses, salespersonClauses]) { clauses in
          withPointers(to: [pairStarts, pairEnds]) { pairs in
            (query.name_prices, query.type_prices, query.salesperson_prices) = (
              prices[0], prices[1], prices[2]
            )
            (query.name_clauses, query.type_clauses, query.salesperson_clauses) =
              (clauses[0], clauses[1], clauses[2])
            (query.pair_starts, query.pair_ends) = (pairs[0], pairs[1])
            return body(&query)
          }
        }
      }
    }
  }

  /// Copies some values to the start of a C array.
  private static func copy<Value, Tuple>(_ values: [Value], to tuple: inout Tuple) {
    withUnsafeMutableBytes(of: &tuple) { bytes in
      values.withUnsafeBytes { bytes.copyMemory(from: $0) }
    }
  }
}

/// Calls `body` with where each of some arrays stands.
private func withPointers<Element, Result>(
  to arrays: [[Element]], _ pointers: [UnsafePointer<Element>?] = [],
  _ body: ([UnsafePointer<Element>?]) -> Result
) -> Result {
  guard let array = arrays.first else { return body(pointers) }
  return array.withUnsafeBufferPointer { buffer in
    withPointers(to: Array(arrays.dropFirst()), pointers + [array.isEmpty ? nil : buffer.baseAddress], body)
  }
}
