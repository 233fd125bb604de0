import CTextScan

extension ReferenceMatcher {
  /// The places of the characters to highlight in some of a customer's fields, which are shown side by side.
  func highlights(
    _ query: ReferenceQuery, of customer: ReferenceCustomer, fields: [String], isSimilar: Bool
  ) -> [Set<Int>] {
    var places = fields.map { _ in Set<Int>() }
    for pattern in query.readableClauses.joined().compactMap(\.soughtPattern) {
      let texts = fields.map { pattern.fields.contains($0) ? customer[$0].forms : [] }
      let startsWord = texts.joined().contains { form in
        pattern.parts(in: form).contains { pattern.rank(of: $0, in: form) < 3 }
      }
      for (index, form) in texts.enumerated().flatMap({ text in text.element.map { (text.offset, $0) } }) {
        let parts = pattern.parts(in: form)
        let starting = parts.filter { pattern.rank(of: $0, in: form) < 3 }
        for part in startsWord ? starting[...] : parts.prefix(1) {
          places[index].formUnion(form.characters(of: part))
        }
      }
    }
    if isSimilar {
      for (index, field) in fields.enumerated() where ["name", "type", "rep"].contains(field) {
        places[index].formUnion(similarPlaces(query, in: customer[field], field))
      }
    }
    return places
  }

  private func similarPlaces(
    _ query: ReferenceQuery, in text: ReferenceText, _ field: String
  ) -> Set<Int> {
    var places: Set<Int> = []
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
