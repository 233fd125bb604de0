import Customers
import Testing

@testable import KometAPI

struct CustomerListDecoderTests {
  private func answer(
    _ json: String, _ method: APIMethod = .customerList
  ) throws -> ListAnswer<CustomerTable> {
    try CustomerListDecoder(method: method).decode(AnswerBody(json))
  }

  private func customers(
    _ records: String, _ method: APIMethod = .customerList
  ) throws -> (customers: [Customer], report: DecodingReport) {
    let list = method == .customerList ? "customers" : "customerResult"
    let answer = try answer(#"{"\#(list)":[\#(records)],"status":"1"}"#, method)
    guard case .list(let table, let report) = answer else {
      Issue.record("no customers")
      return ([], DecodingReport())
    }
    return ((0..<table.count).map { table.customer(at: $0) }, report)
  }

  private func customer(_ fields: String) throws -> Customer? {
    try customers(#"{"id":1,\#(fields)}"#).customers.first
  }

  @Test func documentedSampleIsRead() throws {
    let (customers, report) = try customers(
      """
      { "id": "25475", "accountingCode": "ACC10", "customerType": "PART-TIME FLORIST",
        "salesPerson": "Julian Mejía", "name": "2-14 BRIDAL CAKES", "salesPersonId": 1819, "active": "1",
        "code": "T3526", "updatedOn": "2017-08-02T12:15:17" },
      { "id": "29775", "name": "Flores SAS", "active": "1", "code": "ASS", "salesPersonId": 23423,
        "customerType": "Retailer", "updatedOn": "2017-09-15T17:02:50" }
      """)
    #expect(
      customers == [
        Customer(
          id: 25_475, name: "2-14 BRIDAL CAKES", code: "T3526", accountingCode: "ACC10",
          customerType: "PART-TIME FLORIST", salesperson: "Julian Mejía", salespersonID: 1_819,
          isActive: true, updatedOn: LocalDateTime("2017-08-02T12:15:17")),
        Customer(
          id: 29_775, name: "Flores SAS", code: "ASS", customerType: "Retailer", salespersonID: 23_423,
          isActive: true, updatedOn: LocalDateTime("2017-09-15T17:02:50")),
      ])
    #expect(report.records == 2)
    #expect(report.isClean)
  }

  @Test func listByCompanyHasItsOwnNames() throws {
    let (customers, report) = try customers(
      #"{"customerId":29675,"customerName":"10 DOWNING ST","id":5,"name":"other"}"#, .customersByCompany)
    #expect(customers == [Customer(id: 29_675, name: "10 DOWNING ST")])
    #expect(report.isClean)
  }

  @Test(arguments: [
    "7", #""7""#, #"" 7 ""#, "7.0", #""7.00""#, #""007""#, #""\u0037""#,
  ])
  func idIsTakenInAnyForm(_ id: String) throws {
    let (customers, report) = try customers(#"{"name":"A","id":\#(id)}"#)
    #expect(customers.map(\.id) == [7])
    #expect(report.isClean)
  }

  @Test(arguments: [
    ("null", DecodingProblem.Fault.missing), (#""""#, .missing), (#""  ""#, .missing),
    ("true", .notANumber), ("7.5", .notANumber), (#""7a""#, .notANumber), ("[7]", .notANumber),
    (#"{"id":7}"#, .notANumber), ("1e3", .notANumber), ("99999999999999999999", .notANumber),
    (#""-""#, .notANumber), (#"".5""#, .notANumber), (#""7.""#, .notANumber),
  ])
  func recordWithoutUsableIDIsSkipped(_ id: String, _ fault: DecodingProblem.Fault) throws {
    let (customers, report) = try customers(#"{"id":1,"name":"A"},{"name":"B","id":\#(id)}"#)
    #expect(customers.map(\.name) == ["A"])
    #expect(report.records == 2)
    #expect(report.skipped == 1)
    #expect(report.samples == [DecodingProblem(record: 2, id: nil, field: "id", fault: fault)])
  }

  @Test(arguments: [
    "9223372036854775807", "9223372036854775808", "18446744073709551615", #""18446744073709551615""#,
    "1000000000000000000", "12345678901234567890",
  ])
  func idOfUpTo20DigitsIsKeptExactly(_ id: String) throws {
    let (customers, report) = try customers(#"{"id":\#(id),"name":"A","salesPersonId":\#(id)}"#)
    let number = try #require(UInt64(id.filter(\.isNumber)))
    #expect(customers == [Customer(id: number, name: "A", salespersonID: number)])
    #expect(report.isClean)
  }

  @Test(arguments: ["18446744073709551616", "-1", "100000000000000000000"])
  func idThatIsNoneIsNotTakenForAnother(_ id: String) throws {
    let (customers, report) = try customers(#"{"id":\#(id),"name":"A"}"#)
    #expect(customers.isEmpty)
    #expect(report.unread.anonymousCount == 1)
  }

  @Test func whatCouldNotBeReadIsKnownByCustomer() throws {
    let (_, report) = try customers(
      #"""
      {"id":1,"name":{"en":"x"}},{"id":"c-1","name":"B"},7,{"id":2,"name":"C","code":[],"active":"perhaps"},
      {"id":3,"name":"D","code":{}},{"id":3,"name":"D","code":"D"}
      """#)
    #expect(report.unread.records == [1])
    #expect(report.unread.anonymousCount == 2)
    #expect(!report.unread.tellsWhoIsMissing)
    // Of several records of a customer the last one counts.
    #expect(report.unread.fields == [2: [.code, .active]])
  }

  @Test(arguments: ["null", "7", #""text""#, "[]", #"[{"id":7}]"#, "true"])
  func recordThatIsNoObjectIsSkipped(_ record: String) throws {
    let (customers, report) = try customers(#"\#(record),{"id":1,"name":"A"}"#)
    #expect(customers.map(\.id) == [1])
    #expect(report.samples.map(\.description) == ["record 1: it is not an object"])
  }

  @Test(arguments: ["true", "[]", #"{"text":17}"#])
  func nameOfWrongTypeSkipsTheRecord(_ name: String) throws {
    let (customers, report) = try customers(#"{"id":1,"name":\#(name)}"#)
    #expect(customers.isEmpty)
    #expect(report.samples.map(\.description) == ["record 1 (id 1): name is not a text"])
  }

  @Test(arguments: [
    ("true", true), ("1", true), (#""1""#, true), (#""true""#, true), (#""TRUE ""#, true), (#""yes""#, true),
    ("false", false), ("0", false), (#""0""#, false), (#""False""#, false), (#"" no""#, false),
    ("null", nil), (#""""#, nil),
  ])
  func booleanIsTakenInAnyForm(_ active: String, _ expected: Bool?) throws {
    let (customers, report) = try customers(#"{"id":1,"active":\#(active)}"#)
    #expect(customers.first?.isActive == expected)
    #expect(report.isClean)
  }

  @Test(arguments: [
    (#""active":"perhaps""#, "record 1 (id 1): active is neither 1 nor 0"),
    (#""active":2"#, "record 1 (id 1): active is neither 1 nor 0"),
    (#""active":[]"#, "record 1 (id 1): active is neither 1 nor 0"),
    (#""salesPersonId":"Ana""#, "record 1 (id 1): salesPersonId is not a whole number of at most 20 digits"),
    (#""updatedOn":"soon""#, "record 1 (id 1): updatedOn is not a date"),
    (#""updatedOn":"2026-02-30T00:00:00""#, "record 1 (id 1): updatedOn is not a date"),
    (#""updatedOn":"2026-02-20T00:00:00+5""#, "record 1 (id 1): updatedOn is not a date"),
    (#""updatedOn":"2026-02-20T00:00:00+05:0""#, "record 1 (id 1): updatedOn is not a date"),
    (#""updatedOn":"2026-02-20T00:00:00+05:00Z""#, "record 1 (id 1): updatedOn is not a date"),
    (#""updatedOn":"2026-02-20Z""#, "record 1 (id 1): updatedOn is not a date"),
    (#""updatedOn":"2026-02-20T24:00:00""#, "record 1 (id 1): updatedOn is not a date"),
    (#""updatedOn":"2026-0a-20T20:00:00""#, "record 1 (id 1): updatedOn is not a date"),
    (#""updatedOn":false"#, "record 1 (id 1): updatedOn is not a date"),
    (#""updatedOn":20260220"#, "record 1 (id 1): updatedOn is not a date"),
    (#""code":{}"#, "record 1 (id 1): code is not a text"),
    (#""accountingCode":[1]"#, "record 1 (id 1): accountingCode is not a text"),
    (#""customerType":true"#, "record 1 (id 1): customerType is not a text"),
    (#""salesPerson":false"#, "record 1 (id 1): salesPerson is not a text"),
  ])
  func otherFieldOfWrongTypeIsUnknown(_ field: String, _ problem: String) throws {
    let (customers, report) = try customers(#"{"id":1,"name":"A",\#(field)}"#)
    #expect(customers == [Customer(id: 1, name: "A")])
    #expect(report.skipped == 0)
    #expect(report.repairedFields == 1)
    #expect(report.samples.map(\.description) == [problem])
  }

  @Test(arguments: [nil, "null", #""""#])
  func absentNullAndEmptyAreAlike(_ value: String?) throws {
    let keys = [
      "name", "code", "accountingCode", "customerType", "salesPerson", "salesPersonId", "active", "updatedOn",
    ]
    let fields = value.map { value in keys.map { #","\#($0)":\#(value)"# }.joined() } ?? ""
    let (customers, report) = try customers(#"{"id":1\#(fields)}"#)
    #expect(customers == [Customer(id: 1, name: "")])
    #expect(report.isClean)
  }

  @Test func numberIsATextWhereOneIsMeant() throws {
    let customer = try customer(#""name":214,"code":123,"accountingCode":-1.50"#)
    #expect(customer == Customer(id: 1, name: "214", code: "123", accountingCode: "-1.50"))
  }

  @Test(arguments: [
    ("2017-08-02", "2017-08-02T00:00:00"), ("2017-08-02T12:15", "2017-08-02T12:15:00"),
    ("2017-08-02 12:15:17", "2017-08-02T12:15:17"), ("2017-08-02T12:15:17.123", "2017-08-02T12:15:17"),
    ("2024-02-29T23:59:59", "2024-02-29T23:59:59"), ("2017-08-02T12:15:17Z", "2017-08-02T12:15:17"),
    ("2017-08-02T12:15:17+05:00", "2017-08-02T12:15:17"), ("2017-08-02T12:15:17-0500", "2017-08-02T12:15:17"),
    ("2017-08-02T12:15:17.123-05", "2017-08-02T12:15:17"), ("2017-08-02T12:15z", "2017-08-02T12:15:00"),
    ("2017-08-02 12:15:17+00:00", "2017-08-02T12:15:17"),
  ])
  func `a date is read with or without a time, an offset and fractions of a second`(
    _ text: String, _ expected: String
  ) throws {
    #expect(try customer(#""updatedOn":"\#(text)""#)?.updatedOn?.description == expected)
  }

  @Test func unknownKeysAndAnyOrderAreFine() throws {
    let (customers, report) = try customers(
      #"""
      {"x":{"id":9,"name":[{"id":8}]},"name":"A","y":[[]],"active":1,"z":"}]","id":1,"nam":2,"names":3,"":4},
      {"active":0,"id":2,"name":"B"}
      """#)
    #expect(
      customers == [Customer(id: 1, name: "A", isActive: true), Customer(id: 2, name: "B", isActive: false)])
    #expect(report.isClean)
  }

  @Test func lastOfDuplicateKeysCounts() throws {
    let (customers, report) = try customers(#"{"id":[],"name":"A","id":2,"name":"B","code":"C","code":null}"#)
    #expect(customers == [Customer(id: 2, name: "B")])
    #expect(report.isClean)
  }

  @Test func lastOfDuplicateIDsCounts() throws {
    let (customers, report) = try customers(#"{"id":2,"name":"A"},{"id":1,"name":"B"},{"id":2,"name":"C"}"#)
    #expect(customers == [Customer(id: 1, name: "B"), Customer(id: 2, name: "C")])
    #expect(report.duplicates == 1)
  }

  @Test func lastOfDuplicateListsCounts() throws {
    let answer = try answer(#"{"customers":[{"id":1},3],"customers":[{"id":2}]}"#)
    guard case .list(let table, let report) = answer else {
      Issue.record("no customers")
      return
    }
    #expect(table.ids == [2])
    #expect(report.isClean)
  }

  @Test(arguments: [
    (#"Mej\u00eda"#, "Mejía"), (#"a\"b\\c\/d"#, "a\"b\\c/d"), (#"\t\n\r\b\f"#, "\t\n\r\u{8}\u{c}"),
    (#"\ud83c\udf37 tulip"#, "🌷 tulip"), (#"\u0000"#, "\0"), ("Größe 🌷 花", "Größe 🌷 花"),
    (#"trailing \\"#, "trailing \\"), (" stray blank ", " stray blank "), (#"\u20AC"#, "€"),
  ])
  func escapesAreRead(_ json: String, _ expected: String) throws {
    let (customers, report) = try customers(#"{"id":1,"name":"\#(json)","code":"x"}"#)
    #expect(customers.first?.name == expected)
    #expect(customers.first?.code == "x")
    #expect(report.isClean)
  }

  @Test(arguments: [
    (#"\ud800"#, "\u{FFFD}"), (#"a\udc00b"#, "a\u{FFFD}b"), (#"\ud800\u0041"#, "\u{FFFD}A"),
    (#"\ud800\ud83c\udf37"#, "\u{FFFD}🌷"), (#"\ud800x"#, "\u{FFFD}x"), (#"\uZZ"#, #"\uZZ"#),
    (#"\q"#, #"\q"#),
  ])
  func brokenEscapeIsRepaired(_ json: String, _ expected: String) throws {
    let (customers, report) = try customers(#"{"id":1,"name":"\#(json)"}"#)
    #expect(customers.first?.name == expected)
    #expect(report.repairedTexts == 1)
  }

  @Test(
    arguments: [
      ([0xFF], 1), ([0xC3], 1), ([0xE2, 0x82], 1), ([0xC0, 0xAF], 1), ([0xED, 0xA0, 0x80], 1),
      ([0xFF, 0x41, 0xFE], 2), ([0xF5, 0x80, 0x80, 0x80], 1),
    ] as [([UInt8], Int)])
  func brokenUTF8IsRepairedAndCounted(_ bytes: [UInt8], _ places: Int) throws {
    let json =
      Array(#"{"customers":[{"id":1,"name":"a"#.utf8) + bytes + Array(#"b"},{"id":2,"name":"é"}]}"#.utf8)
    let answer = try CustomerListDecoder(method: .customerList).decode(AnswerBody(json))
    guard case .list(let table, let report) = answer else {
      Issue.record("no customers")
      return
    }
    #expect(report.repairedTexts == places)
    #expect(table.customer(at: 0).name.filter { $0 == "\u{FFFD}" }.count == places)
    #expect(table.customer(at: 0).name.hasPrefix("a\u{FFFD}"))
    #expect(table.customer(at: 0).name.hasSuffix("b"))
    #expect(table.customer(at: 1).name == "é")
  }

  @Test func rawControlCharactersInTextsAreKept() throws {
    let (customers, report) = try customers("{\"id\":1,\"name\":\"a\tb\nc\\\"\u{1b}\",\n\t\"code\":\"x\"}")
    #expect(customers.first?.name == "a\tb\nc\"\u{1b}")
    #expect(customers.first?.code == "x")
    #expect(report.isClean)
  }

  @Test func byteOrderMarkIsIgnored() throws {
    guard case .list(let table, _) = try answer("\u{FEFF}{\"customers\":[{\"id\":1}]}") else {
      Issue.record("no customers")
      return
    }
    #expect(table.ids == [1])
  }

  @Test func samplesAreFew() throws {
    let (_, report) = try customers(Array(repeating: "0", count: 100).joined(separator: ","))
    #expect(report.skipped == 100)
    #expect(report.samples.map(\.record) == [1, 2, 3, 4, 5])
  }

  @Test func longListIsReadWhole() throws {
    let records = (1...5_000).map { #"{"id":\#($0),"name":"Customer \#($0)","code":"\#($0 % 10)"}"# }
    let (customers, report) = try customers(records.joined(separator: ", "))
    #expect(customers.map(\.id) == (1...5_000).map { UInt64($0) })
    #expect(customers.last?.name == "Customer 5000")
    #expect(report.records == 5_000)
  }
}
