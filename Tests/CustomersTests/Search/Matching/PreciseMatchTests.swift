import Testing

@testable import Customers

/// What a text finds precisely: small signs, case and accents don't matter, neither typed nor stored.
@Suite struct PreciseMatchTests {
  /// Two ways to write the same.
  static let pairs: [(String, String)] = [
    ("obrien", "O'Brien"), ("O’Brien", "O'Brien"), ("O`Brien", "OBRIEN"), ("llc", "L.L.C."), ("l.l.c", "LLC"),
    ("rosemarie", "Rose-Marie"), ("Rose–Marie", "rosemarie"), ("ydccq", "Y-DCCQ"), ("T-3526", "T3526"),
    ("inc.", "Inc"), ("St.", "st"), ("mejía", "MEJIA"), ("strasse", "Straße"), ("søren", "Soren"),
    ("ｒｏｓａ", "Rosa"), ("j.p.", "JP"), ("'ndrangheta", "Ndrangheta"), ("anna-lena's", "annalenas"),
    ("Bella & Rosa", "Bella and Rosa"), ("AT&T", "at & t"), ("A&B", "A and B"), ("ΜΑΡΊΑ", "μαρία"),
    ("花-店", "花店"), ("2-14", "214"), ("U.S.A", "usa"),
  ]

  @Test(arguments: pairs)
  func `both ways to write find both`(one: String, other: String) throws {
    let small = SmallTable(names: ["\(one) x", "x \(other)", "nobody"])
    for query in [
      one, other, one.uppercased(), other.lowercased(), "\"\(one)\"", "\"\(other)\"", "name:\"\(one)\"",
    ] {
      #expect(try Set(small.matches(query)) == ["\(one) x", "x \(other)"], "\(query)")
    }
  }

  @Test(arguments: pairs)
  func `the same in codes, salespeople and types`(one: String, other: String) throws {
    for (typed, stored) in [(one, other), (other, one)] {
      let small = SmallTable([
        Customer(id: 1, name: "A", code: stored), Customer(id: 2, name: "B", accountingCode: stored),
        Customer(id: 3, name: "C", customerType: stored), Customer(id: 4, name: "D", salesperson: stored),
        Customer(id: 5, name: "E"),
      ])
      #expect(try small.matches("\"\(typed)\"").sorted() == ["A", "B", "C", "D"], "\(typed)")
      for (field, name) in [("code", "A"), ("acct", "B"), ("type", "C"), ("rep", "D")] {
        #expect(try small.matches("\(field):^\"\(typed)\"$") == [name], "\(field):\(typed)")
      }
    }
  }

  /// A query, a name, and whether it matches.
  static let others: [(String, String, Bool)] = [
    ("brien", "O'Brien", true), ("marie", "Rose-Marie", true), ("rose marie", "Rose-Marie", true),
    ("\"rose marie\"", "Rose-Marie", true), ("^marie", "Rose-Marie", false), ("rose$", "Rose-Marie", false),
    ("semar", "Rose-Marie", true), ("rosemarie", "Rose Marie", false), ("rose-marie", "Rose Marie", false),
    ("26", "T-3526", true), ("t 3526", "T-3526", true), ("c", "L.L.C.", true), ("^llc$", "L.L.C.", true),
    ("^l$", "L.L.C.", false), ("&", "Bella and Rosa", true), ("&", "Bella & Rosa", true),
    ("&", "Anderson", false), ("&", "Brand", false), ("and", "Anderson", true), ("!&", "Anderson", true),
    ("!&", "A & B", false), ("\"bella & rosa\"", "Bella and Rosa", true), ("a&b", "A + B", false),
    ("\"a - b\"", "A - B", true), ("\"a b\"", "A - B", false), ("\"a - b\"", "A-B", false),
    ("\"a -b\"", "A B", true), ("rosa.", "Rosalind", true), ("-rosa", "Rosalind", true),
    ("rosa", "R.o.s.a", true), ("rsa", "Rosa", false), ("rosa", "Ro/sa", false), ("ro/sa", "Ro/sa", true),
    ("rosa", "R o s a", false), ("5'6\"", "5'6\" tall", true), ("56\"", "5'6\" tall", true),
  ]

  @Test(arguments: others)
  func `parts of words are found, other words are not`(query: String, name: String, isMatch: Bool) throws {
    let small = SmallTable(names: [name])
    #expect(try small.matches(query) == (isMatch ? [name] : []))
  }

  @Test func `a way to write never hides the others`() throws {
    let names = ["O'Brien", "OBrien", "O’Brien’s", "O-Brien", "McObrienson"]
    let small = SmallTable(names: names + ["O Brien", "Brian"])
    for query in ["obrien", "o'brien", "O-BRIEN", "o’brien"] {
      #expect(try Set(small.matches(query)) == Set(names))
    }
  }

  @Test func `each term may stand in another field`() throws {
    let small = SmallTable([
      Customer(id: 1, name: "Rosa", code: "X-1", customerType: "Retailer", salesperson: "Ana O'Hara"),
      Customer(id: 2, name: "Rosa", code: "X-2", customerType: "Retailer", salesperson: "Ana Tran"),
    ])
    #expect(try small.result("ohara x1 retail rosa").rows == [0])
  }
}
