@testable import Customers

/// A text that a term looks for, and where it stands.
struct ReferencePattern {
  let scalars: [Unicode.Scalar]
  let fields: [String]
  let isAtStart: Bool
  let isAtEnd: Bool
  let isWholeWord: Bool
  /// The word for which similar ones will do; nil if only the text itself will.
  let forgivenWord: [UInt8]?
  /// As it was typed.
  let spelling: String

  /// Nil for a term that doesn't look for text.
  init?(_ term: ReferenceTerm) {
    guard case .text(let text, let field, let isQuoted, let isAtStart, let isAtEnd) = term.condition
    else { return nil }
    let form = ReferenceText(text, trimming: !isQuoted).joined
    scalars = form.scalars
    fields = field.isEmpty ? ["name", "code", "acct", "id", "type", "rep"] : [field]
    self.isAtStart = isAtStart
    self.isAtEnd = isAtEnd
    isWholeWord = text == "&"
    spelling = field.isEmpty ? text : "\(field):\(text)"
    let forgives =
      !isWholeWord && !term.isNegated && !isQuoted && !isAtStart && !isAtEnd
      && !Set(fields).isDisjoint(with: ["name", "type", "rep"])
    forgivenWord = forgives ? ReferenceWord.onlyWord(of: form) : nil
  }

  /// Where it stands in a form of a text.
  func parts(in form: ReferenceText.Form) -> [Range<Int>] {
    let starts = 0..<max(0, form.scalars.count - scalars.count + 1)
    let places = starts.filter { form.scalars[$0] == scalars.first }
    return places.map { $0..<$0 + scalars.count }.filter { part in
      form.scalars[part].elementsEqual(scalars) && (!isAtStart || part.lowerBound == 0)
        && (!isAtEnd || part.upperBound == form.scalars.count)
        && (!isWholeWord || rank(of: part, in: form) == 0)
    }
  }

  /// How a part stands in a text: as a whole word, at the start of one, or inside.
  func rank(of part: Range<Int>, in form: ReferenceText.Form) -> Int {
    func isInWord(_ place: Int) -> Bool {
      form.scalars.indices.contains(place) && ReferenceText.isInWord(form.scalars[place])
    }
    if isInWord(part.lowerBound - 1) { return 3 }
    return isInWord(part.upperBound) ? 1 : 0
  }

  /// How it stands in a customer at best; nil if it doesn't.
  func rank(in customer: ReferenceCustomer) -> Int? {
    fields.compactMap { field -> Int? in
      let elsewhere = field == "name" || field == "code" ? 0 : 2
      return customer[field].forms.flatMap { form in
        parts(in: form).map { rank(of: $0, in: form) + elsewhere }
      }
      .min()
    }
    .min()
  }

  /// Where the words begin in a name that follow those in which the pattern ends: the next one only, or all up to the next
  /// long one.
  func nextWords(in form: ReferenceText.Form, directly: Bool) -> [Int] {
    guard fields.contains("name") else { return [] }
    return parts(in: form).flatMap { part -> [Int] in
      let words = form.words
      guard let word = words.firstIndex(where: { $0.contains(part.upperBound - 1) }) else { return [] }
      let next = words[(word + 1)...]
      let last = next.firstIndex { form.isLong($0) } ?? words.endIndex
      return next.prefix(directly ? 1 : last - word).map(\.lowerBound)
    }
  }
}

/// A customer with its texts as they are searched.
struct ReferenceCustomer {
  let customer: Customer
  private let texts: [String: ReferenceText]
  /// The words of name, type and salesperson that people mistype.
  let words: [String: [[UInt8]]]

  init(_ customer: Customer) {
    self.customer = customer
    let texts: [String: String] = [
      "name": customer.name, "code": customer.code ?? "", "acct": customer.accountingCode ?? "",
      "id": String(customer.id), "type": customer.customerType ?? "", "rep": customer.salesperson ?? "",
      "repid": customer.salespersonID.map(String.init) ?? "",
    ]
    let forms = Dictionary(
      uniqueKeysWithValues: texts.map { field, text in
        (field, ReferenceText(text, isCode: field == "code" || field == "acct"))
      })
    self.texts = forms
    words = forms.mapValues(Self.words)
  }

  subscript(field: String) -> ReferenceText { texts[field] ?? ReferenceText("") }

  /// The words, and those of the second form that the first one lacks, up to 64.
  private static func words(of text: ReferenceText) -> [[UInt8]] {
    var words: [[UInt8]] = []
    for (index, form) in text.forms.enumerated() {
      for part in form.words {
        guard let word = ReferenceWord.letters(of: form.scalars[part]) else { continue }
        if index == 0 || !words.contains(word) { words.append(word) }
      }
    }
    return Array(words.prefix(64))
  }

  /// How many long words the name has, 7 at most, and how many bytes by twos, 63 at most.
  var nameSize: (longWords: Int, length: Int) {
    let form = self["name"].joined
    return (min(7, form.words.count { form.isLong($0) }), min(63, customer.name.utf8.count / 2))
  }

  /// How many long words of the name begin with none of some patterns, in the form that has fewer of them; 7 at most.
  func otherLongWordCount(_ patterns: [ReferencePattern]) -> Int {
    let counts = self["name"].forms.map { form in
      let starts = patterns.filter { $0.fields.contains("name") }
        .flatMap { $0.parts(in: form).map(\.lowerBound) }
      return form.words.count { form.isLong($0) && !starts.contains($0.lowerBound) }
    }
    return min(7, counts.min() ?? 0)
  }
}
