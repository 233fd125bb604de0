import Customers
import GRDB

/// The customer types and the salespeople: what the tables `customer_type` and `salesperson` hold.
struct ValueDictionaries {
  private(set) var types = ValueDictionary()
  private(set) var salespeople = ValueDictionary()

  /// Reads both tables; throws `Damage` if their keys are not 1, 2, 3, ….
  init(_ database: Database) throws {
    try Self.read("SELECT key, name, NULL FROM customer_type ORDER BY key", database, into: &types)
    try Self.read("SELECT key, name, number FROM salesperson ORDER BY key", database, into: &salespeople)
  }

  private static func read(_ query: String, _ database: Database, into terms: inout ValueDictionary) throws {
    let rows = try RawStatement(database, sql: query)
    while try rows.step() {
      let term = Salesperson(name: rows.string(1), id: rows.idUnlessNull(2))
      guard terms.key(of: term) == rows.integer(0), terms.count == rows.integer(0) else {
        throw Damage(description: "The keys of types or salespeople are not in order.")
      }
    }
  }

  /// The keys for the types and salespeople of an answer, each by its code there.
  mutating func keys(for answer: CustomerTable) -> (types: [Int64], salespeople: [Int64]) {
    (
      answer.types.map { types.key(of: Salesperson(name: $0, id: nil)) },
      answer.salespeople.map { salespeople.key(of: $0) }
    )
  }

  /// Writes what is here and not in `saved`, which is what the tables hold.
  func save(to database: Database, beyond saved: ValueDictionaries) throws {
    // Not through GRDB, which ends a text at its first NUL.
    let insertType = try RawStatement(database, sql: "INSERT INTO customer_type VALUES (?, ?)")
    for (index, type) in types.terms.enumerated().dropFirst(saved.types.count) {
      insertType.bind(Int64(index + 1), at: 1)
      try insertType.bind(copying: type.name, at: 2)
      _ = try insertType.step()
    }
    let insertSalesperson = try RawStatement(database, sql: "INSERT INTO salesperson VALUES (?, ?, ?)")
    for (index, salesperson) in salespeople.terms.enumerated().dropFirst(saved.salespeople.count) {
      insertSalesperson.bind(Int64(index + 1), at: 1)
      try insertSalesperson.bind(copying: salesperson.name, at: 2)
      insertSalesperson.bind(id: salesperson.id, at: 3)
      _ = try insertSalesperson.step()
    }
  }
}

/// The values that many customers share, numbered 1, 2, 3, …; 0 stands for unknown.
///
/// A customer type is taken for a salesperson without an id.
struct ValueDictionary {
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
