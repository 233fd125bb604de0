import Testing

@testable import Customers

/// Lists of customers that come from elsewhere.
@Suite struct CustomerNameListTests {
  @Test(arguments: [
    ("T3526\nDFJVU", ["T3526", "DFJVU"]),
    // Blanks, quotes, empty lines, the line ends of other systems, a byte order mark.
    ("\u{feff}  T3526 \r\n\r\n\"DFJVU\"\r'X1'\n“Y2”\n", ["T3526", "DFJVU", "X1", "Y2"]),
    ("\"T1\",\n\"T2\",\n\"T3\"", ["T1", "T2", "T3"]),
    // A line of titles.
    ("Code\nT1\nT2", ["T1", "T2"]), ("Customer ID;Name\n1;Ana\n2;Bo", ["1", "2"]),
    ("code", ["code"]),
    // The first column of a table.
    ("T1,Bella\nT2,", ["T1", "T2"]), ("T1;a,b\nT2;c", ["T1", "T2"]), ("T1\ta b\nT2\tc", ["T1", "T2"]),
    ("\"T,1\",x\n\"T\"\"2\",y", ["T,1", "T\"2"]),
    ("T1,\"a note\nof two lines, with \"\"quotes\"\"\"\nT2,b", ["T1", "T2"]),
    // A single line of cells names them all.
    ("T1, T2 ,\"T3\"", ["T1", "T2", "T3"]),
    // A quote that nobody closes is a letter like others.
    ("Rosa 5\" pots\n\"Bella\nZinnia", ["Rosa 5\" pots", "\"Bella", "Zinnia"]),
    ("T1\nT1\nT2", ["T1", "T2"]), ("", []), (" \n;;\n", []),
  ])
  func `names are read however they stand there`(text: String, names: [String]) {
    #expect(CustomerNameList(text).names.map(\.text) == names)
  }

  @Test func `UTF-16 with its byte order mark is read`() {
    let units = Array("\u{feff}Señor\r\nT1".utf16)
    let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(CustomerNameList(bytes: little).names.map(\.text) == ["Señor", "T1"])
    #expect(CustomerNameList(bytes: big).names.map(\.text) == ["Señor", "T1"])
  }

  private let table = CustomerTable([
    Customer(id: 1, name: "Bella Rosa", code: "T3526", accountingCode: "ACC1"),
    Customer(id: 2, name: "Bella, Inc", code: "t3526"),
    Customer(id: 3, name: "Julian Mejía", code: "104"),
    Customer(id: 104, name: "BELLA ROSA"),
    Customer(id: 105, name: "Bella Rosa"),
    Customer(id: 106, name: "+1 Fox"),
  ])

  private func ids(_ text: String) -> [UInt64] {
    table.customers(named: CustomerNameList(text)).rows.map { table.ids[Int($0)] }
  }

  @Test(arguments: [
    ("T3526", [1]), ("t3526", [2]), ("T-3526", []), ("104", [3]), ("id:104", [104]), ("105", [105]),
    ("acc1", [1]), ("Bella Rosa", [1, 105]), ("bella  rosa", [1, 104, 105]), ("JULIAN MEJIA", [3]),
    ("Bella", []), ("Bella, Inc\nBella, Ann", [2]), ("'+1 Fox", [106]),
    // In the order of the list, each once.
    ("106\n105\nT3526\n1", [106, 105, 1]),
  ])
  func `a name finds the customer whose code, id or whole name it is`(text: String, found: [UInt64]) {
    #expect(ids(text) == found)
  }

  @Test func `what is not found is told once, in its order`() {
    let found = table.customers(named: CustomerNameList("ZZZ,a\nT3526,b\nQQ 77,c\nZZZ,d\nT3526,e"))
    #expect(found.missing == ["ZZZ", "QQ 77"])
    #expect((found.foundCount, found.nameCount) == (1, 3))
  }

  @Test func `a list of many is found among many`() {
    let table = CustomerTable((1...20_000).map { Customer(id: UInt64($0), name: "N\($0)", code: "C\($0)") })
    let names = (1...10_000).map { "C\($0 * 3)" }.joined(separator: "\n")
    let found = table.customers(named: CustomerNameList(names))
    let rows: [UInt32] = Array(stride(from: 2, to: 20_000, by: 3))
    #expect(found.rows == rows)
    #expect(found.missing.count == 10_000 - rows.count)
  }

  @Test func `is:listed asks for the list`() {
    var request = SearchRequest.all("is:listed bella", count: table.count)
    request.listed = [1, 3, 105]
    var searcher = CustomerSearcher(CustomerSnapshot(table))
    #expect(request.query.asksForList)
    let rows = searcher.search(request, isCancelled: { false })?.rows ?? []
    #expect(Set(rows.map { table.ids[Int($0)] }) == [1, 105])
  }

  @Test func `where only names are known, other fields are neither offered nor looked for in vain`() {
    let names = CustomerSnapshot(CustomerTable([Customer(id: 1, name: "Bella"), Customer(id: 2, name: "")]))
    #expect(names.table.hasNamesOnly)
    #expect(!table.hasNamesOnly)
    #expect(!CustomerTable([Customer(id: 1, name: "", isActive: true)]).hasNamesOnly)
    let known = CustomerQuery.completions(of: "has:", cursor: 4, in: names).map(\.label)
    #expect(known == ["name", "id", "note", "due", "phone", "mail", "contact"])
    #expect(CustomerQuery.completions(of: "ty", cursor: 2, in: names).isEmpty)
    var searcher = CustomerSearcher(names)
    for (text, isTold) in [("type:x", true), ("no:code", true), ("updated:<7d", true), ("bella", false)] {
      let result = searcher.search(.all(text, count: 2), isCancelled: { false })
      #expect(result?.obstacle.isEmpty == !isTold, "\(text)")
    }
    #expect(CustomerColumn.known(of: CustomerColumn.initiallyShown) == [.name, .id])
    #expect(CustomerColumn.known(of: [.name, .code, .mine]) == [.name, .mine])
  }
}
