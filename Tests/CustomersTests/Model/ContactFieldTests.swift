import Customers
import Testing

@Suite struct ContactFieldTests {
  @Test(arguments: [
    ("305", "12", "305 ext. 12"), ("305", nil, "305"), (nil, "12", "ext. 12"), (nil, nil, nil),
  ])
  func `a phone number has its extension with it`(phone: String?, ext: String?, text: String?) {
    #expect(CustomerContact(id: 1, phone: phone, phoneExtension: ext).text(of: .phone) == text)
  }
}
