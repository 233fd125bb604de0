import Testing

@testable import Customers

/// Customers found by the number, the address or the name of somebody there.
@Suite struct ContactSearchTests {
  private let table = CustomerTable([
    Customer(id: 1, name: "Bella Rosa", code: "305"), Customer(id: 2, name: "Lily 555", code: "3050199"),
    Customer(id: 3, name: "Tulip"), Customer(id: 4, name: "Aster"),
  ])
  private let book: ContactBook

  init() {
    let contacts: [(UInt64, CustomerContact)] = [
      (
        1,
        CustomerContact(
          id: 1, name: "María López", role: "Buyer", phone: "+1 (305) 555-0199",
          email: "Maria.Lopez@bella.example"
        )
      ),
      (
        3,
        CustomerContact(
          id: 2, name: "Jan de Vries", role: "A/P", mobile: "+49 (0)30 1234567", fax: "555-0142")
      ),
      (3, CustomerContact(id: 3, name: "Ann", email: "ann@tulip.example")),
      (9, CustomerContact(id: 4, name: "Gone", phone: "305 555 0199")),
    ]
    book = ContactBook {
      var builder = ContactIndex.Builder(contactCount: contacts.count)
      for (id, contact) in contacts { builder.append(contact, ofCustomer: id) }
      return builder.finish()
    }
  }

  private func found(_ text: String, marked: [UInt64] = []) -> [UInt64] {
    var searcher = CustomerSearcher(CustomerSnapshot(table, contacts: book))
    var request = SearchRequest.all(text, count: table.count)
    request.includesSimilar = false
    request.marked = table.rows(ofIDs: marked)
    return searcher.search(request, isCancelled: { false })?.rows.map { table.ids[Int($0)] }.sorted() ?? []
  }

  @Test(arguments: [
    "305 555 0199", "3055550199", "(305) 555-0199", "305.555.0199", "+1 305 555 0199", "1-305-555-0199",
    "001 305 555 0199", "\"305 555 0199\"", "5550199", "555 01 99", "phone:305 555 0199", "phone:0199",
    "phone:305", "phone:^1305", "phone:0199$", "+1 (305) 555 - 0199",
  ])
  func `a caller's number finds the customer, however either of the two is written`(text: String) {
    #expect(found(text).contains(1))
  }

  @Test(
    arguments: [
      ("030 1234567", [3]), ("+49 30 1234567", [3]), ("0049 30 1234567", [3]), ("305 555 0142", [3]),
      ("786 555 0199", []), ("phone:786", []), ("305 555 0198", []), ("bella 305 555 0199", [1]),
      ("tulip 305 555 0199", []), ("!305 tulip", [3]), ("305 555 0199 | lily", [1, 2]),
      ("lily | 305 555 0199 !rosa", [2]), ("!5550199", [2, 3, 4]), ("305 0199", [2]),
    ] as [(String, [UInt64])])
  func `only a number that is the same, and what else is asked still counts`(text: String, ids: [UInt64]) {
    #expect(found(text) == ids)
  }

  @Test(
    arguments: [
      ("maria@", []), ("maria.lopez@", [1]), ("lopez@bella", [1]), ("@tulip.example", [3]),
      ("ANN@TULIP", [3]),
      ("mail:maria", [1]), ("mail:^ann", [3]), ("mail:example$", [1, 3]), ("contact:maria", [1]),
      ("contact:\"de vries\"", [3]), ("contact:buyer", [1]), ("contact:ann@", [3]), ("maria", []), ("@", []),
      ("contact:3055550199", [1]), ("has:phone", [1, 3]), ("has:mail", [1, 3]), ("no:contact", [2, 4]),
    ] as [(String, [UInt64])])
  func `an address or a name finds the customer`(text: String, ids: [UInt64]) {
    #expect(found(text) == ids)
  }

  @Test func `a number of 40 digits and an address without its sign are no mistake`() {
    let digits = String(repeating: "1234567890", count: 4)
    for text in [digits, "phone:\(digits)", "mail:maria.lopez", "0 0 0 0 0 0 0", "phone:0"] {
      #expect(CustomerQuery(text, today: LocalDate(daysSinceEpoch: 0)).problems.isEmpty, "\(text)")
    }
    #expect(found(digits).isEmpty)
    #expect(found("phone:\(digits)").isEmpty)
    #expect(found("mail:maria.lopez") == [1])
  }

  @Test func `what was fetched a moment ago is found, in the place of what was before`() {
    book.replace([CustomerContact(id: 5, name: "Eve", phone: "305 555 0111")], ofCustomer: 4)
    book.replace([], ofCustomer: 1)
    #expect(found("305 555 0111") == [4])
    #expect(found("305 555 0199") == [2])
    book.reload()
    #expect(found("305 555 0111") == [4])
  }

  @Test func `100,000 contacts take no more than 20 MB, and a key no time`() {
    var builder = ContactIndex.Builder(contactCount: 100_000)
    for id in 0..<UInt64(100_000) {
      builder.append(
        CustomerContact(
          id: id, name: "Contact number \(id)", role: "Buyer", phone: "+1 305 55\(id + 100_000)",
          mobile: "+1 786 55\(id + 100_000)", email: "contact\(id)@customer\(id).example"),
        ofCustomer: id)
    }
    let index = builder.finish()
    #expect(index.byteCount < 20_000_000)
    let pattern = ContactPattern(bytes: Array("30555142424".utf8), fields: .numbers)
    #expect(index.customers(matching: pattern) == [42_424])
  }

  @Test(arguments: [
    ("305 555 0199", "all=305+all=555+all=0199 or phone=3055550199"), ("12 34", "all=12 & all=34"),
    ("5550199", "all=5550199 or phone=5550199"), ("a@b", "all=a@b or mail=a@b"),
    ("^5550199", "all=^5550199"), ("phone:305 555", "phone=305555"), ("mail:a$", "mail=a$"),
    ("rosa 305 555 0199 lily", "all~rosa & all=305+all=555+all=0199 or phone=3055550199 & all~lily"),
    ("12345 67890 12345 67890", "all=12345 & all=67890 & all=12345 & all=67890"),
  ])
  func `digit groups side by side read as one number`(text: String, meaning: String) {
    #expect(QueryDescription.of(CustomerQuery(text, today: LocalDate(daysSinceEpoch: 0))) == meaning)
  }

  @Test func `a number that has no digits is said to need them`() {
    let query = CustomerQuery("phone:abc", today: LocalDate(daysSinceEpoch: 0))
    #expect(query.problems.map(\.reason) == ["a telephone number has digits"])
  }
}
