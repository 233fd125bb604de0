import Customers

/// The values that many customers share, numbered 1, 2, 3, …; 0 stands for unknown.
///
/// A customer type is taken for a salesperson without an id.
struct Terms {
  typealias Term = Salesperson

  private(set) var terms: [Term] = []
  private var keys: [Term: Int64] = [:]

  var count: Int { terms.count }

  /// Nil for 0, and for a key that there is not.
  func term(ofKey key: Int64) -> Term? {
    key > 0 && key <= terms.count ? terms[Int(key) - 1] : nil
  }

  /// The term's key: 0 if it says nothing, a new one if it is not here yet.
  mutating func key(of term: Term) -> Int64 {
    if term.name.isEmpty, term.id == nil { return 0 }
    if let key = keys[term] { return key }
    terms.append(term)
    let key = Int64(terms.count)
    keys[term] = key
    return key
  }
}
