import Customers
import Testing

@testable import KometAPI

/// Answers that are refused, or taken, as a whole.
struct CustomerListDocumentTests {
  private func failure(_ json: String) -> DecodingFailure? {
    do {
      _ = try CustomerListDecoder(method: .customerList).decode(AnswerBody(json))
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("", AnswerForm.nothing), (" \n\t ", .nothing), ("<!DOCTYPE html><html lang=\"en\"></html>", .webPage),
    ("\n<html><body>it's \"broken</body>", .webPage), ("<?xml version=\"1.0\"?><a/>", .xml),
    ("Bad Gateway", .text), ("}", .text), ("[]", .list), (#"[{"id":1}]"#, .list), ("\"text", .value),
    ("17", .value), ("null", .value), (String(repeating: "[", count: 100_000), .list),
  ])
  func whatIsNoObjectIsNamed(_ document: String, _ form: AnswerForm) {
    #expect(failure(document) == .notKomet(form))
  }

  @Test(arguments: [
    #"{"#, #"{"customers":[{"id":1,"name":"A"}"#, #"{"customers":[{"id":1,"name":"A"}]"#,
    #"{"customers":[{"id":1,"name":"A"},"#, #"{"customers":[{"id":1,"na"#,
    #"{"customers":[{"id":1,"name":"A"},{"id":2"#,
  ])
  func cutOffDocumentIsRefused(_ document: String) {
    let failure = failure(document)
    #expect(failure == .cutShort || failure == .malformed(afterRecord: 1))
  }

  /// Everything that a text, a number or a bracket may be cut at.
  private static let whole =
    #" {"status":"1","message":"O\"K\\","customers":[{"id":1,"name":"A \u0041\\","x":[1,{"y":null}]}, {"id":-2.5e1,"#
    + #""name":"é"},{"id":"3","active":true}],"z":{"a":[true,false]}}"#

  @Test func `a document that ends anywhere before its end is cut short`() {
    let bytes = Array(Self.whole.utf8)
    for count in 2..<bytes.count {
      let text = String(decoding: bytes.prefix(count), as: UTF8.self)
      #expect(failure(text) == .cutShort, "\(text)")
    }
    #expect(failure(Self.whole) == nil)
  }

  @Test(arguments: ["x", "]", "}", "{}", "\"", "\"x", "<!-- { -->", ",", "1", "[", "{\"", "null"])
  func `junk behind a whole document is not understood`(_ junk: String) {
    for gap in ["", "\n"] {
      #expect(failure(Self.whole + gap + junk) == .followed, "\(junk)")
    }
  }

  @Test(arguments: [
    #""name":12abc"#, #""salesPersonId":01"#, #""active":-01"#, #""name":x"#, #""name":truely"#,
    #""active":t"#, #""code":nul"#, #""code":1.2.3"#,
    #""code":1e"#, #""code":-"#, #""code":1 2"#, #""name":"A"x"#, #""updatedOn":]"#, #""name":0x1F"#,
  ])
  func `a value that is none of JSON is refused with its document`(_ field: String) {
    #expect(failure(#"{"customers":[{"id":7},{"id":1,\#(field)}]}"#) == .malformed(afterRecord: 1))
  }

  @Test(arguments: ["12abc", "x", "nul"])
  func `a status that is none of JSON is refused`(_ value: String) {
    #expect(failure(#"{"status":\#(value),"customers":[{"id":7}]}"#) == .malformed(afterRecord: 0))
  }

  @Test func `an escaped key is the same key`() throws {
    let document =
      #"{"st\u0061tus":1,"\u0063ustomers":[{"\u0069d":7,"n\u0061m\u0065":"A","\u0078":1,"\"id":8,"active\\":0}]}"#
    guard
      case .list(let table, let report) = try CustomerListDecoder(method: .customerList).decode(
        AnswerBody(document))
    else {
      Issue.record("no list")
      return
    }
    #expect(table.ids == [7])
    #expect(table.string(.name, at: 0) == "A")
    #expect(report.isClean)
    #expect(failure(#"{"\u0073tatus":0,"message":"No","customers":[{"id":1}]}"#) == nil)
  }

  @Test(arguments: [
    #"{"customers":[{"id":1 "name":"A"}]}"#, #"{"customers":[{"id":1},,{"id":2}]}"#,
    #"{"customers":[{"id":1}]}{"customers":[]}"#, #"{"customers":[{"id":1}]}x"#, #"{"customers":[{id:1}]}"#,
    #"{"customers":[{"id":1}}]"#, #"{"customers":[{"id":1}],}"#, #"{customers:[]}"#,
    #"{"customers":[{"id":1}] "status":1}"#,
  ])
  func malformedDocumentIsRefused(_ document: String) {
    switch failure(document) {
    case .malformed, .cutShort, .followed: break
    case let other: Issue.record("\(String(describing: other))")
    }
  }

  @Test func malformedDocumentNamesTheLastGoodRecord() {
    #expect(failure(#"{"customers":[{"id":1},{"id":2},{"id":3,}]}"#) == .malformed(afterRecord: 2))
  }

  @Test(arguments: [
    "{}", #"{"customers":"none"}"#, #"{"customers":{"id":1}}"#, #"{"message":""}"#,
    #"{"result":[{"id":1}]}"#, #"{"status":2}"#, #"{"status":2,"customers":null}"#,
  ])
  func objectWithoutListIsRefused(_ document: String) {
    #expect(failure(document) == .noList)
  }

  @Test(arguments: [
    #"{"status":1,"message":"OK"}"#, #"{"status":"1","customers":null}"#, #"{"customers":null}"#,
    // The server's way of saying that there is nobody.
    #"{"status":1,"message":"Customers not found.OK"}"#, #"{"status":0,"message":"Customers not found.OK"}"#,
    #"{"status":"0","customers":[],"message":"Customer not found"}"#, #"{"message":"No customers found."}"#,
  ])
  func successWithoutListIsSaid(_ document: String) throws {
    let answer = try CustomerListDecoder(method: .customerList).decode(AnswerBody(document))
    guard case .noList = answer else {
      Issue.record("\(answer)")
      return
    }
  }

  @Test(arguments: [
    #"{"status":0,"message":"Bad token"}"#, #"{"status":"0","message":"Bad token"}"#,
    #"{"message":"Bad token","status":false}"#, #"{"message":"Bad token"}"#,
    #"{"customers":[],"status":0,"message":"Bad token"}"#,
    #"{"status":0,"customers":[{"id":1}],"message":"Bad \u0074oken"}"#,
    #"{"status":"error","message":"Bad token","customers":null}"#,
  ])
  func refusalCarriesTheServersMessage(_ document: String) throws {
    let answer = try CustomerListDecoder(method: .customerList).decode(AnswerBody(document))
    guard case .refusal(let message) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(message == "Bad token")
  }

  @Test(arguments: [
    "Invalid token. Customer not found.", "Customer not found: the token is expired",
    "No customers allowed: account suspended", "Token not found.", "Company not found",
    "There is no customer token.", "Customer token not found",
  ])
  func refusalIsNotTakenForNobody(_ message: String) throws {
    let document = #"{"status":0,"message":"\#(message)"}"#
    guard case .refusal = try CustomerListDecoder(method: .customerList).decode(AnswerBody(document)) else {
      Issue.record("\(message)")
      return
    }
  }

  @Test(arguments: ["1", #""1""#, "true", #""true""#, "null", #""OK""#])
  func successIsTakenInAnyForm(_ status: String) throws {
    let document = #"{"status":\#(status),"message":"OK","customers":[{"id":1}]}"#
    let answer = try CustomerListDecoder(method: .customerList).decode(AnswerBody(document))
    guard case .list(let table, _) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(table.ids == [1])
  }

  @Test func deepNestingInUnknownFieldsDoesNoHarm() throws {
    let deep = String(repeating: "[", count: 50_000) + String(repeating: "]", count: 50_000)
    let document = #"{"x":\#(deep),"customers":[{"id":1,"y":\#(deep)},\#(deep)]}"#
    let answer = try CustomerListDecoder(method: .customerList).decode(AnswerBody(document))
    guard case .list(let table, let report) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(table.ids == [1])
    #expect(report.skipped == 1)
  }

  @Test func cancelledTaskStopsTheReading() async {
    let records = Array(repeating: #"{"id":1}"#, count: 10_000).joined(separator: ",")
    let failure = await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return self.failure(#"{"customers":[\#(records)]}"#)
    }.value
    #expect(failure == .cancelled)
  }
}
