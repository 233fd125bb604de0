import Customers
import Testing

@testable import KometAPI

struct ContactListDecoderTests {
  private func answer(_ json: String) throws -> ListAnswer<[CustomerContact]> {
    try ContactListDecoder().decode(AnswerBody(json))
  }

  private func contacts(
    _ records: String
  ) throws -> (contacts: [CustomerContact], report: DecodingReport) {
    let answer = try answer(#"{"status":"1","contacts":[\#(records)]}"#)
    guard case .list(let contacts, let report) = answer else {
      Issue.record("no contacts")
      return ([], DecodingReport())
    }
    return (contacts, report)
  }

  @Test func everyFieldIsRead() throws {
    let (contacts, report) = try contacts(
      """
      { "id": "71", "name": "Ana Tran", "type": "Buyer", "phone": "+1 305 555 0123", "ext": "12",
        "mobile": "+1 786 555 0111", "fax": "+1 305 555 0199", "email": "ana@bella.example",
        "description": "Speaks espa\\u00f1ol", "instantMessaging": "ana.tran", "emailPOD": true }
      """)
    #expect(
      contacts == [
        CustomerContact(
          id: 71, name: "Ana Tran", role: "Buyer", phone: "+1 305 555 0123", phoneExtension: "12",
          mobile: "+1 786 555 0111", email: "ana@bella.example", messaging: "ana.tran",
          fax: "+1 305 555 0199", remark: "Speaks español")
      ])
    #expect(report.isClean)
  }

  @Test func numbersAreTakenForTexts() throws {
    let (contacts, report) = try contacts(#"{"id":7,"name":"A","phone":3055550123,"ext":12}"#)
    #expect(contacts == [CustomerContact(id: 7, name: "A", phone: "3055550123", phoneExtension: "12")])
    #expect(report.isClean)
  }

  @Test(arguments: ["", #","phone":null"#, #","phone":"""#, #","phone":"  ""#, #","other":{"phone":[1]}"#])
  func whatIsNotToldIsUnknown(_ fields: String) throws {
    let (contacts, report) = try contacts(#"{"id":7\#(fields)}"#)
    #expect(contacts == [CustomerContact(id: 7)])
    #expect(report.isClean)
  }

  @Test func blanksAtTheEndsAreDropped() throws {
    #expect(try contacts(#"{"id":7,"phone":" 305 555 "}"#).contacts.map(\.phone) == ["305 555"])
  }

  @Test(arguments: [
    ("7", "record 2: it is not an object"), (#"{"name":"B"}"#, "record 2: id is missing"),
    (#"{"id":"x"}"#, "record 2: id is not a whole number of at most 20 digits"),
    (#"{"id":2,"name":[]}"#, "record 2 (id 2): name is not a text"),
  ])
  func badRecordIsSkippedAndNamed(_ record: String, _ words: String) throws {
    let (contacts, report) = try contacts(#"{"id":1,"name":"A"},\#(record),{"id":3}"#)
    #expect(contacts.map(\.id) == [1, 3])
    #expect(report.skipped == 1)
    #expect(report.samples.map(\.description) == [words])
  }

  @Test func fieldOfAWrongTypeIsUnknownAndNamed() throws {
    let (contacts, report) = try contacts(#"{"id":1,"email":["a"],"type":true,"phone":"305"}"#)
    #expect(contacts == [CustomerContact(id: 1, phone: "305")])
    #expect(report.repairedFields == 2)
    #expect(
      Set(report.samples.map(\.description)) == [
        "record 1 (id 1): email is not a text", "record 1 (id 1): type is not a text",
      ])
  }

  @Test func ofTwoWithOneIDTheLastOneStays() throws {
    let (contacts, report) = try contacts(#"{"id":1,"name":"A"},{"id":2},{"id":1,"name":"B"}"#)
    #expect(contacts.map(\.id) == [2, 1])
    #expect(contacts.map(\.name) == [nil, "B"])
    #expect(report.duplicates == 1)
  }

  @Test func brokenTextIsRepaired() throws {
    let body = Array(#"{"contacts":[{"id":1,"name":"Ana "#.utf8) + [0xFF] + Array(#""}]}"#.utf8)
    guard case .list(let contacts, let report) = try ContactListDecoder().decode(AnswerBody(body)) else {
      Issue.record("no contacts")
      return
    }
    #expect(contacts.map(\.name) == ["Ana \u{FFFD}"])
    #expect(report.repairedTexts == 1)
  }

  @Test func refusalAndAMissingListAreTold() throws {
    guard case .refusal("Bad token") = try answer(#"{"status":0,"message":"Bad token"}"#),
      case .noList = try answer(#"{"status":1,"message":"OK"}"#)
    else {
      Issue.record("unexpected answers")
      return
    }
    #expect(throws: DecodingFailure.noList) { try answer(#"{"contacts":"none"}"#) }
    #expect(throws: DecodingFailure.notKomet(.webPage)) { try answer("<html></html>") }
  }
}
