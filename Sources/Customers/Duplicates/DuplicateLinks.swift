import Threading

/// Two customers who may be one, and why.
struct DuplicateLink: Sendable {
  let one: UInt32
  let other: UInt32
  let reason: DuplicateReasons
}

/// Finds pairs of customers with nearly the same name, the same or nearly the same code, or a contact in common.
///
/// Where something else than the names speaks for a pair, these may still speak against it (`NameRelation`).
struct DuplicateLinks {
  let names: NameWords
  let alike: AlikeWords
  let work: DuplicateWork

  private static let rowsPerPart = 2_048
  /// What more customers have in common is no sign: a head office's number, a code that stands for none.
  private static let maxHolders = 4

  /// Links made from each row; nil if the work is to end.
  private func links(
    ofRows count: Int, share: Int, _ body: @escaping @Sendable (Int, inout [DuplicateLink]) -> Void
  ) -> [DuplicateLink]? {
    let partCount = ParallelWork.parts(of: count, size: Self.rowsPerPart)
    let parts = ParallelWork.map(parts: partCount, .deferrable, isCancelled: work.isStopped) { part, _ in
      var links: [DuplicateLink] = []
      for row in ParallelWork.rows(ofPart: part, size: Self.rowsPerPart, count: count) {
        ParallelWork.Urgency.deferrable.yieldToUrgent(at: row)
        body(row, &links)
      }
      work.advance(by: share, of: partCount)
      return links
    }
    return parts.map { Array($0.joined()) }
  }

  // MARK: - Names

  /// Pairs of names, each by its first row, of which one word is misspelled, or two are run together.
  func ofNames(_ rows: KeyTable) -> [DuplicateLink]? {
    let (names, alike) = (names, alike)
    return links(ofRows: names.sums.count, share: DuplicateWork.ofNames) { row, links in
      let sum = names.sums[row]
      guard sum != 0, rows.first(of: sum) == UInt32(row) else { return }
      let words = names[row]
      for word in words {
        let rest = sum &- NameWords.mixed(word)
        alike.forEach(alike: word) { other, price in
          guard let found = rows.first(of: rest &+ NameWords.mixed(other)), found > UInt32(row),
            Self.isMistake(price, word, other, among: words, names.vocabulary)
          else { return }
          links.append(DuplicateLink(one: UInt32(row), other: found, reason: .similarName))
        }
      }
      for (first, second) in zip(words, words.dropFirst()) {
        let (start, end) = (names.vocabulary[first], names.vocabulary[second])
        guard start.count + end.count >= AlikeWords.longWord,
          let joined = names.vocabulary.number(of: Array(start) + end),
          let found = rows.first(
            of: sum &- NameWords.mixed(first) &- NameWords.mixed(second) &+ NameWords.mixed(joined))
        else { continue }
        links.append(DuplicateLink(one: UInt32(row), other: found, reason: .similarName))
      }
    }
  }

  /// Whether what differs is little beside what is the same.
  private static func isMistake(
    _ price: UInt8, _ word: UInt32, _ other: UInt32, among words: ArraySlice<UInt32>, _ vocabulary: Vocabulary
  ) -> Bool {
    let weights = vocabulary.weights
    let rest = words.reduce(-weights[Int(word)]) { $0 + weights[Int($1)] }
    // Common words are no sign of being the same.
    return rest >= leastRest * (rest + max(weights[Int(word)], weights[Int(other)]))
      || AlikeWords.areMistakeAlone(vocabulary[word], vocabulary[other], price: price)
  }

  /// So much of what a name tells has to be the same, beside a misspelled word.
  private static let leastRest: Float = 0.35

  // MARK: - Codes

  /// Pairs with the same code, or with a code of which two signs are swapped and nearly the same name.
  func ofCodes(_ index: SearchIndex) -> [DuplicateLink]? {
    let keys = Self.codeKeys(index)
    let table = KeyTable(keys)
    let relation = NameRelation(names: names, alike: alike)
    return links(ofRows: keys.count, share: DuplicateWork.ofCodes) { row, links in
      guard keys[row] != 0 else { return }
      if table.first(of: keys[row]) == UInt32(row) {
        let holders = table.entries(of: keys[row], maxCount: Self.maxHolders)
        Self.forEachPair(holders) { one, other in
          guard !relation.isOfAKind(one, other) else { return }
          links.append(DuplicateLink(one: one, other: other, reason: .sameCode))
        }
      }
      Self.withCode(index, row) { code in
        guard code.count >= Self.leastSwapped else { return }
        for place in 0..<code.count - 1 where code[place] != code[place + 1] {
          let swapped = table.entries(of: KeyTable.key(code, swapping: place), maxCount: Self.maxHolders)
          for other in swapped where other > row && relation.isNearlySame(UInt32(row), other) {
            links.append(DuplicateLink(one: UInt32(row), other: other, reason: .similarCode))
          }
        }
      }
    }
  }

  /// Shorter codes are made of the same signs by chance.
  private static let leastSwapped = 4

  private static func codeKeys(_ index: SearchIndex) -> [UInt64] {
    (0..<index.rowCount).map { row in
      withCode(index, row) { $0.contains(where: SearchForm.isInWord) ? KeyTable.key($0) : 0 }
    }
  }

  private static func withCode<Result>(
    _ index: SearchIndex, _ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let texts = index.blocks[row / SearchIndex.rowsPerBlock]
    let text =
      row % SearchIndex.rowsPerBlock * SearchIndex.textsPerRow + CustomerTable.TextField.code.rawValue
    return texts.bytes.withUnsafeBufferPointer { bytes in
      body(UnsafeBufferPointer(rebasing: bytes[Int(texts.starts[text])..<Int(texts.starts[text + 1]) - 1]))
    }
  }

  private static func forEachPair(_ rows: [UInt32], _ body: (UInt32, UInt32) -> Void) {
    for (index, one) in rows.enumerated() {
      for other in rows[(index + 1)...] where other != one { body(min(one, other), max(one, other)) }
    }
  }

  // MARK: - Contacts

  /// Pairs who have an address or a number in common, or a number of which two digits are swapped and nearly the same name.
  func ofContacts(_ contacts: [ContactKey], in customers: CustomerTable) -> [DuplicateLink]? {
    let holders = contacts.map { UInt32(customers.row(ofID: $0.customer) ?? customers.count) }
    let table = KeyTable(
      zip(contacts, holders).map { $1 == UInt32(customers.count) ? 0 : $0.key })
    let relation = NameRelation(names: names, alike: alike)
    @Sendable func rows(of key: UInt64) -> [UInt32] {
      // One customer may have a number several times.
      var rows: [UInt32] = []
      var entry = table.first(of: key)
      while let current = entry {
        let row = holders[Int(current)]
        if !rows.contains(row) { rows.append(row) }
        guard rows.count <= Self.maxHolders else { return [] }
        entry = table.following(current)
      }
      return rows
    }
    return links(ofRows: contacts.count, share: DuplicateWork.ofContacts) { place, links in
      let (contact, row) = (contacts[place], holders[place])
      guard row < UInt32(customers.count) else { return }
      if table.first(of: contact.key) == UInt32(place) {
        let rows = rows(of: contact.key)
        Self.forEachPair(rows) { one, other in
          guard relation.isSame(one, other, alone: rows.count == 2) else { return }
          links.append(DuplicateLink(one: one, other: other, reason: .sameContact))
        }
      }
      contact.digits.withUnsafeBufferPointer { digits in
        guard digits.count > 1 else { return }
        for place in 0..<digits.count - 1 where digits[place] != digits[place + 1] {
          for other in rows(of: KeyTable.key(digits, swapping: place))
          where other > row && relation.isNearlySame(row, other) {
            links.append(DuplicateLink(one: row, other: other, reason: .similarContact))
          }
        }
      }
    }
  }
}

/// What a customer is reached by, as it is compared with others.
struct ContactKey: Sendable {
  let customer: UInt64
  let key: UInt64
  /// Of a number the last ones, by which it is known with and without its country.
  let digits: [UInt8]

  private static let tellingDigits = 9

  /// Nil if the number is too short, or made up.
  init?(number: ArraySlice<UInt8>, customer: UInt64) {
    digits = Array(number.suffix(Self.tellingDigits))
    guard number.count >= PhoneNumber.minDigits, Set(digits).count > 2 else { return nil }
    key = digits.withUnsafeBufferPointer { KeyTable.key($0) }
    self.customer = customer
  }

  init?(address: ArraySlice<UInt8>, customer: UInt64) {
    guard address.contains(UInt8(ascii: "@")) else { return nil }
    digits = []
    key = address.withUnsafeBufferPointer { KeyTable.key($0) }
    self.customer = customer
  }
}

/// Tells of two customers how much of their names is the same.
struct NameRelation: Sendable {
  let names: NameWords
  let alike: AlikeWords

  /// Of what the names tell, so much of it is the same.
  private struct Share {
    var same: Float = 0
    var isOfAKind = false
  }

  /// Less in common is what any two have.
  private static let leastKin: Float = 0.25
  private static let leastSame: Float = 0.5
  private static let leastNearlySame: Float = 0.6

  /// Whether the names are those of two of a kind, such as branches: much is the same, and each has a word of its own.
  func isOfAKind(_ one: UInt32, _ other: UInt32) -> Bool { share(one, other).isOfAKind }

  /// Whether two customers who are reached the same way are the same, as far as their names say.
  func isSame(_ one: UInt32, _ other: UInt32, alone: Bool) -> Bool {
    let share = share(one, other)
    return !share.isOfAKind && (alone || share.same >= Self.leastSame)
  }

  func isNearlySame(_ one: UInt32, _ other: UInt32) -> Bool {
    let share = share(one, other)
    return !share.isOfAKind && share.same >= Self.leastNearlySame
  }

  private func share(_ one: UInt32, _ other: UInt32) -> Share {
    var share = Share()
    guard names.sums[Int(one)] != names.sums[Int(other)] else {
      share.same = 1
      return share
    }
    let (first, second) = (names[Int(one)], names[Int(other)])
    var (weight, sameWeight): (Float, Float) = (0, 0)
    var left: UInt64 = second.count < 64 ? (1 << UInt64(second.count)) - 1 : .max
    var onlyFirst = 0
    for word in first {
      weight += names.vocabulary.weights[Int(word)]
      let found = second.enumerated().first {
        left >> UInt64($0.offset) & 1 != 0 && ($0.element == word || alike.areAlike($0.element, word))
      }
      if let found {
        left &= ~(1 << UInt64(found.offset))
        sameWeight += names.vocabulary.weights[Int(word)] + names.vocabulary.weights[Int(found.element)]
      } else {
        onlyFirst += 1
        if names.vocabulary.isNumbering(word) { share.isOfAKind = true }
      }
    }
    for (place, word) in second.enumerated() {
      weight += names.vocabulary.weights[Int(word)]
      if left >> UInt64(place) & 1 != 0, names.vocabulary.isNumbering(word) { share.isOfAKind = true }
    }
    guard weight > 0 else { return share }
    share.same = sameWeight / weight
    if share.same < Self.leastKin { share.isOfAKind = false }
    if onlyFirst > 0, left != 0, share.same >= Self.leastKin { share.isOfAKind = true }
    return share
  }
}
