import Customers
import Testing

@Suite struct ContactFieldTests {
  @Test(arguments: [
    ("305 555 0199", "tel:3055550199"), (" +1 (305) 555-0199", "tel:+13055550199"),
    ("+44 (0)20 7946 0018", "tel:+442079460018"), ("call Ana", nil), ("0199", nil),
    ("1234567890123456", nil), ("305\u{1b}]8;;x\u{7}5550199", nil), ("", nil),
  ])
  func `a number leads to the telephone by its digits alone`(number: String, link: String?) {
    #expect(CustomerContact(id: 1, phone: number, phoneExtension: "12").link(of: .phone) == link)
    #expect(CustomerContact(id: 1, mobile: number).link(of: .mobile) == link)
  }

  @Test(arguments: [
    ("ana@b.co", "mailto:ana@b.co"), ("ana+shop@b.co", "mailto:ana%2Bshop@b.co"),
    ("ana?bcc=x@b.co", "mailto:ana%3Fbcc%3Dx@b.co"), ("josé@b.co", "mailto:jos%C3%A9@b.co"),
    ("ana", nil), ("@b.co", nil), ("ana@", nil), ("a@b@c", nil), ("ana @b.co", nil),
    ("ana\u{1b}\\@b.co", nil), ("ana\u{202e}@b.co", nil), ("ana\u{7}@b.co", nil), ("\u{9c}a@b.co", nil),
    (String(repeating: "a", count: 300) + "@b.co", nil),
  ])
  func `an address leads to a letter, and takes nothing along that means something elsewhere`(
    address: String, link: String?
  ) {
    #expect(CustomerContact(id: 1, email: address).link(of: .email) == link)
  }

  @Test func `a column names each number of all contacts once`() {
    var builder = ContactReaches.Builder()
    builder.append(CustomerContact(id: 1, phone: "1", phoneExtension: "2", mobile: "3"), ofCustomer: 4)
    builder.append(CustomerContact(id: 2, mobile: "3", email: "é@b.co"), ofCustomer: 4)
    builder.append(CustomerContact(id: 3, name: "Ana"), ofCustomer: 6)
    builder.append(CustomerContact(id: 4, email: "a@b.co"), ofCustomer: 9)
    let reaches = builder.finish()
    #expect(reaches[4] == CustomerReach(phone: "1 ext. 2, 3", mail: "é@b.co"))
    #expect(reaches[6] == CustomerReach())
    #expect(reaches[9] == CustomerReach(mail: "a@b.co"))
    #expect(reaches[5] == CustomerReach())
  }

  @Test(arguments: [
    ("305", "12", "305 ext. 12"), ("305", nil, "305"), (nil, "12", "ext. 12"), (nil, nil, nil),
  ])
  func `a phone number has its extension with it`(phone: String?, ext: String?, text: String?) {
    #expect(CustomerContact(id: 1, phone: phone, phoneExtension: ext).text(of: .phone) == text)
  }
}
