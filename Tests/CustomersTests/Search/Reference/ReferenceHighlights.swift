import CTextScan

extension ReferenceMatcher {
  /// The places of the characters to highlight in a customer's field.
  func highlights(
    _ query: ReferenceQuery, of customer: ReferenceCustomer, field: String, isSimilar: Bool
  ) -> Set<Int> {
    let text = customer[field]
    var places: Set<Int> = []
    for pattern in query.readableClauses.joined().compactMap(\.soughtPattern)
    where pattern.fields.contains(field) {
      for form in text.forms {
        let parts = pattern.parts(in: form)
        let starting = parts.filter { pattern.rank(of: $0, in: form) < 3 }
        for part in starting.isEmpty ? parts.prefix(1) : starting[...] {
          places.formUnion(form.characters(of: part))
        }
      }
    }
    guard isSimilar, ["name", "type", "rep"].contains(field) else { return places }
    for term in ReferenceSimilarTerm.terms(of: query.readableClauses) where term.fields.contains(field) {
      let offers = offers(for: term, in: text)
      guard let least = offers.map(\.price).min(), least > WORD_PRICE_INSIDE else {
        continue
      }
      for offer in offers where offer.price == least {
        for characters in offer.characters { places.formUnion(characters) }
      }
    }
    return places
  }

  /// Each word of a text, and each two, that are like a term.
  private func offers(
    for term: ReferenceSimilarTerm, in text: ReferenceText
  ) -> [(price: Int, characters: [ClosedRange<Int>])] {
    let words = text.forms.flatMap { form in
      form.words.compactMap { part in
        ReferenceWord.letters(of: form.scalars[part]).map {
          (letters: $0, characters: form.characters(of: part))
        }
      }
    }
    .prefix(64)
    var offers: [(price: Int, characters: [ClosedRange<Int>])] = []
    for (index, word) in words.enumerated() {
      if let price = price(term.letters, word.letters) {
        offers.append((term.share(price), [word.characters]))
      }
      for other in words.dropFirst(index + 1) {
        guard let price = pairPrice(term.letters, word.letters, other.letters) else { continue }
        offers.append((term.share(price), [word.characters, other.characters]))
      }
    }
    return offers
  }
}
