import CSimdJSON
import Customers
import Foundation

/// Reads the answer of `customer.contact.list`.
///
/// As tolerant as `CustomerListDecoder`: numbers also as texts and texts as numbers, null and blank like
/// absent, unknown keys ignored. A record without a usable id or with a name that is no text is skipped;
/// another field of a wrong type becomes unknown; of two records with one id the last one stays. All of it is
/// in the report.
struct ContactListDecoder: AnswerDecoder {
  /// Does nothing, since nobody has so many contacts.
  func readAhead(_ body: AnswerBody) {}

  func decode(_ body: AnswerBody) throws(DecodingFailure) -> ListAnswer<[CustomerContact]> {
    var sink = ContactSink()
    let reader = ListReader(method: .contactList, pieceBytes: ListReader.pieceBytes) { context, record in
      context?.assumingMemoryBound(to: ContactSink.self).pointee.take(record) ?? false
    }
    let document = try withUnsafeMutablePointer(to: &sink) { (sink) throws(DecodingFailure) in
      try reader.finish(body, context: sink)
    }
    return try document.answer(listed: APIMethod.contactList.listed) { sink.finish(document) }
  }
}

/// Takes the records of a document, one after the other.
private struct ContactSink {
  private var contacts: [CustomerContact] = []
  private var tally = RecordTally(method: KOMET_CONTACT_LIST)

  /// Takes the next record, or none when a list begins; false if the reading has to stop.
  mutating func take(_ record: UnsafePointer<komet_record>?) -> Bool {
    guard let record else {
      self = ContactSink()
      return true
    }
    append(record.pointee)
    return !Task.isCancelled
  }

  func finish(_ document: ListDocument) -> ([CustomerContact], DecodingReport) {
    var lastPlaces: [UInt64: Int] = [:]
    for (place, contact) in contacts.enumerated() { lastPlaces[contact.id] = place }
    let kept = contacts.enumerated().filter { lastPlaces[$0.element.id] == $0.offset }.map(\.element)
    return (kept, tally.report(on: document, duplicates: contacts.count - kept.count))
  }

  private mutating func append(_ record: komet_record) {
    guard tally.count(record) else { return }
    for field in Self.texts where record.isWrong(field) { tally.repair(.notAText, field, record) }
    let contact = record.contact
    contacts.append(
      CustomerContact(
        id: record.id, name: text(record.name), role: text(contact.role), phone: text(contact.phone),
        phoneExtension: text(contact.extension), mobile: text(contact.mobile), email: text(contact.email),
        messaging: text(contact.messaging), fax: text(contact.fax), remark: text(contact.description)))
  }

  private static let texts = [
    KOMET_ROLE, KOMET_PHONE, KOMET_EXTENSION, KOMET_MOBILE, KOMET_FAX, KOMET_EMAIL, KOMET_DESCRIPTION,
    KOMET_MESSAGING,
  ]

  /// Without the blanks at its ends, which nobody wants in a number to dial; nil if nothing is left.
  private func text(_ text: komet_text) -> String? {
    let trimmed = String(decoding: UnsafeBufferPointer(text), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    return trimmed.isEmpty ? nil : trimmed
  }
}
