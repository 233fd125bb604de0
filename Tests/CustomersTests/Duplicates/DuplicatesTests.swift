import Testing

@testable import Customers

/// Who is taken for the same customer, and who is not.
@Suite struct DuplicatesTests {
  /// The groups among some customers, each by ids.
  private func groups(
    _ customers: [Customer], contacts: [(id: UInt64, CustomerContact)] = [], apart: Set<CustomerPair> = [],
    _ query: String = "", status: StatusFilter = .all, scope: CustomerScope = .all
  ) throws -> [[UInt64]] {
    let list = try list(customers, contacts: contacts, apart: apart, query, status: status, scope: scope)
    return (0..<list.groupCount).map { list.places(ofGroup: $0).map { list.table.ids[Int(list.rows[$0])] } }
  }

  private func list(
    _ customers: [Customer], contacts: [(id: UInt64, CustomerContact)] = [], apart: Set<CustomerPair> = [],
    _ query: String = "", status: StatusFilter = .all, scope: CustomerScope = .all
  ) throws -> DuplicateList {
    var builder = ContactIndex.Builder(contactCount: contacts.count)
    for (id, contact) in contacts { builder.append(contact, ofCustomer: id) }
    let index = builder.finish()
    let table = CustomerTable(customers)
    var request = SearchRequest.all(query, count: table.count)
    request.notes = CustomerNotes(apart: apart)
    (request.status, request.scope, request.sort) = (status, scope, CustomerOrder(.id))
    var searcher = CustomerSearcher(CustomerSnapshot(table, contacts: ContactBook { index }))
    let list = searcher.duplicates(of: request, isCancelled: { false })
    return try #require(list)
  }

  /// Customers of these names and no codes, with ids from 1 on.
  private func named(_ names: [String]) -> [Customer] {
    names.enumerated().map { Customer(id: UInt64($0.offset + 1), name: $0.element, isActive: true) }
  }

  @Test(arguments: [
    ("Bella Rosa Floral", "BELLA ROSA FLORAL"), ("Jardín del Sur", "Jardin del Sur"),
    ("Bella Rosa Floral", "Bella Rosa Floral, LLC"), ("Bella Rosa LLC", "Bella Rosa Inc."),
    ("Flores Andinas S.A.", "Flores Andinas"), ("Flores Andinas S. A.", "Flores Andinas Ltda."),
    ("Blumen Bauer GmbH & Co. KG", "Blumen Bauer GmbH"), ("Rosen Co.,Ltd", "Rosen"),
    ("O'Brien's Flowers", "OBriens Flowers"), ("Smith & Jones Florists", "Smith and Jones Florists"),
    ("Rosa Bella", "Bella Rosa"), ("Mejía Julián", "Julian Mejia"), ("The Garden Gate", "Garden Gate"),
    ("Garden Gate Florists", "Gardne Gate Florists"), ("Garden Gate Florists", "Garden Gate Flroists"),
    ("Hernandez Flowers", "Hernandes Flowers"), ("Weidenbaum Blumen", "Weidenbaumm Blumen"),
    ("Rose-Marie Wholesale", "Rose Marie Wholesale"), ("Sunrise Petals", "Sun Rise Petals"),
    ("J. B. Hunt Flowers", "JB Hunt Flowers"), ("花の店 Tokyo", "花の店  TOKYO"),
    ("Straße Blumen", "Strasse Blumen"),
    ("2-14 Bridal Cakes", "2-14 BRIDAL CAKES INC"), ("Orchid Valley Shops", "Orchid Valley Shop"),
  ])
  func `the same name in other words is a duplicate`(one: String, other: String) throws {
    #expect(try groups(named([one, "Something else", other])) == [[1, 3]])
  }

  @Test(arguments: [
    ("Bella Rosa Miami", "Bella Rosa Orlando"), ("Bella Rosa #2", "Bella Rosa #3"),
    ("Bella Rosa 12", "Bella Rosa 21"), ("Bella Rosa", "Bella Rosa #2"), ("Garden Shop A", "Garden Shop B"),
    ("John Smith Sr.", "John Smith Jr."), ("John Smith", "John Smith Jr"),
    ("Carlos Paz II", "Carlos Paz III"),
    ("Juan Paz", "Juan Paz Hijo"), ("Lily Flowers", "Rosa Flowers"), ("Ana Lee", "Ann Lee"),
    ("Bella Rosa", "Bella Rosa Wholesale"), ("Cheryl Meyer", "Sheila Meyer"), ("", ""), ("...", "---"),
    ("LLC", "Inc"), ("2-14 Bridal Cakes", "2-41 Bridal Cakes"),
  ])
  func `two of a kind are none`(one: String, other: String) throws {
    #expect(try groups(named([one, "Something else", other])).isEmpty)
  }

  @Test func `a misspelling is rare beside what was meant, two words that are both meant are not`() throws {
    let rosa = (1...40).map { "Rosa Garden \($0)" }
    let rose = (1...40).map { "Rose Garden \($0)" }
    let typo = ["Roza Garden 7"]
    #expect(try groups(named(rosa + rose + typo)) == [[7, 81]])
  }

  @Test
  func `the same code is a duplicate whatever its signs, unless many have it or the names say otherwise`()
    throws
  {
    let pair = [
      Customer(id: 1, name: "Bella Rosa", code: "T-3526"), Customer(id: 2, name: "BR Imports", code: "t3526"),
    ]
    #expect(try groups(pair) == [[1, 2]])
    let branches = [
      Customer(id: 1, name: "Bella Rosa Miami", code: "BR1"),
      Customer(id: 2, name: "Bella Rosa Quito", code: "BR1"),
    ]
    #expect(try groups(branches).isEmpty)
    let placeholders = ["Lily", "Iris", "Tulip", "Orchid", "Dahlia", "Fern"].enumerated().map {
      Customer(id: UInt64($0.offset + 1), name: $0.element, code: "NONE")
    }
    #expect(try groups(placeholders).isEmpty)
  }

  @Test func `moved digits in a code count where most of the name is the same`() throws {
    let customers = [
      Customer(id: 1, name: "Weidenbaum Orchideen Import", code: "T3526"),
      Customer(id: 2, name: "Weidenbaum Orchideen", code: "T3562"),
      Customer(id: 3, name: "Hansen Lilies", code: "T3256"),
      Customer(id: 4, name: "Hansen Ferns", code: "T3527"),
    ]
    #expect(try groups(customers) == [[1, 2]])
  }

  @Test func `a contact in common counts, but for branches, father and son, and a number that many share`()
    throws
  {
    func contact(_ phone: String? = nil, mail: String? = nil) -> CustomerContact {
      CustomerContact(id: 1, phone: phone, email: mail)
    }
    let two = named(["Weidenbaum Orchideen", "Andrea Gomez"])
    #expect(
      try groups(two, contacts: [(1, contact("+1 (305) 555-0199")), (2, contact("305.555.0199"))]) == [
        [1, 2]
      ])
    #expect(
      try groups(two, contacts: [(1, contact(mail: "A.Gomez@x.com")), (2, contact(mail: "a.gomez@X.com"))])
        == [[1, 2]])
    #expect(try groups(two, contacts: [(1, contact("305 555 0199")), (2, contact("305 555 0198"))]).isEmpty)
    #expect(try groups(two, contacts: [(1, contact("000 000 0000")), (2, contact("000 000 0000"))]).isEmpty)
    let near = named(["Weidenbaum Orchideen Import", "Weidenbaum Orchideen", "Hansen Lilies", "Ana Paz"])
    #expect(
      try groups(near, contacts: [(1, contact("305 555 0198")), (2, contact("305 555 0189"))]) == [[1, 2]])
    for names in [
      ["Bella Rosa Miami", "Bella Rosa Quito"], ["John Smith Sr", "John Smith Jr"], ["Ana Paz", "Juan Paz"],
    ] {
      #expect(
        try groups(named(names), contacts: [(1, contact("305 555 0199")), (2, contact("305 555 0199"))])
          .isEmpty)
    }
    let many = named(["Lily", "Iris", "Tulip", "Orchid", "Dahlia"])
    #expect(try groups(many, contacts: (1...5).map { ($0, contact("305 555 0199")) }).isEmpty)
  }

  @Test func `a thousand customers of one name are one group, and one of another is not in it`() throws {
    let names = Array(repeating: "Bella Rosa", count: 1_000) + ["Bella Rosa Miami"]
    let found = try groups(named(names))
    #expect(found.map(\.count) == [1_000])
  }

  @Test func `those whom the person set apart are no duplicates, as long as nobody else is both`() throws {
    let two = named(["Bella Rosa", "BELLA ROSA"])
    let pair = try #require(CustomerPair(2, 1))
    #expect(try groups(two, apart: [pair]).isEmpty)
    let near = named(["Bella Rosa Garden", "Bella Rosa Gardne"])
    #expect(try groups(near, apart: [pair]).isEmpty)
    #expect(try groups(named(["Bella Rosa", "BELLA ROSA", "Bella Rosa LLC"]), apart: [pair]) == [[1, 2, 3]])
    let apart = try [#require(CustomerPair(1, 2)), #require(CustomerPair(1, 3))]
    #expect(
      try groups(named(["Bella Rosa", "BELLA ROSA", "Bella Rosa LLC"]), apart: Set(apart)) == [[2, 3]])
    let coded = [Customer(id: 1, name: "Lily", code: "A1"), Customer(id: 2, name: "Iris", code: "a1")]
    #expect(try groups(coded, apart: [pair]).isEmpty)
    // Whoever links them is not asked for.
    let linked = two + [Customer(id: 3, name: "Bella Rosa LLC", isActive: false)]
    #expect(try groups(linked, apart: [pair]) == [[1, 2, 3]])
    #expect(try groups(linked, apart: [pair], status: .active).isEmpty)
    // Of customers who are gone nothing is asked.
    #expect(try groups(two, apart: [#require(CustomerPair(1, 99))]) == [[1, 2]])
  }

  @Test func `a group is told as a whole if the query finds one of it, of the status that is asked for`()
    throws
  {
    let customers = [
      Customer(id: 1, name: "Bella Rosa", code: "X1", isActive: true, isMine: true),
      Customer(id: 2, name: "BELLA ROSA", code: "X2", isActive: true, isMine: false),
      Customer(id: 3, name: "Lily", isActive: true, isMine: false),
      Customer(id: 4, name: "LILY", isActive: false, isMine: false),
    ]
    #expect(try groups(customers) == [[1, 2], [3, 4]])
    #expect(try groups(customers, "code:x2") == [[2, 1]])
    #expect(try groups(customers, status: .active) == [[1, 2]])
    #expect(try groups(customers, scope: .mine) == [[1, 2]])
    #expect(try groups(customers, "nobody").isEmpty)
  }

  @Test func `the filter finds duplicates, also with other terms and in the negative`() throws {
    let table = SmallTable(
      named(["Bella Rosa", "BELLA ROSA", "Lily", "LILY"]) + [Customer(id: 9, name: "Iris", isActive: true)])
    #expect(try table.matches("is:duplicate").count == 4)
    #expect(try table.matches("is:duplicate lily").sorted() == ["LILY", "Lily"])
    #expect(try table.matches("!is:duplicate") == ["Iris"])
    let apart = try #require(CustomerPair(1, 2))
    let result = try table.result("is:duplicate") { $0.notes = CustomerNotes(apart: [apart]) }
    #expect(table.names(result.rows).sorted() == ["LILY", "Lily"])
  }

  @Test func `an export has the groups before the customers, and says why and what differs`() throws {
    let customers = [
      Customer(id: 7, name: "Bella Rosa", code: "A1", salesperson: "Ana"),
      Customer(id: 8, name: "Bella Rosa, LLC", code: "A2", salesperson: "Ana"),
    ]
    let list = try list(customers)
    func text(_ format: ExportFormat) throws -> String {
      var bytes: [UInt8] = []
      let options = CustomerExport.Options(format: format)
      try CustomerExport(list, columns: [.id, .name], notes: CustomerNotes(), options: options)
        .write { bytes.append(contentsOf: $0) }
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(
      try text(.csv)
        == "Group,Why,Differs,ID,Name\r\n1,same name,,7,Bella Rosa\r\n1,same name,\"name, code\",8,\"Bella Rosa, LLC\"\r\n"
    )
    #expect(
      try text(.jsonl).hasPrefix(#"{"group":1,"why":"same name","differs":null,"id":7,"name":"Bella Rosa"}"#))
    #expect(list.prefix(maxRows: 1).groupCount == 1)
    #expect(list.prefix(maxRows: 2).groupCount == 1)
  }

  @Test func `a search that is stopped ends without an answer, and the next one begins anew`() throws {
    let snapshot = CustomerSnapshot(CustomerTable(named(["Bella Rosa", "BELLA ROSA"])))
    let search = snapshot.duplicates(apart: [])
    search.work.stop()
    #expect(search.value(isCancelled: { false }) == nil)
    #expect(snapshot.duplicates(apart: []).value(isCancelled: { false })?.groupCount == 1)
    #expect(snapshot.duplicateProgress == nil)
  }
}
