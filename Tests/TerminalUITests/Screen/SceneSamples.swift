import BrowserTesting
import CustomerBrowser
import Customers
import Foundation

/// The customers of the scenes, with what is known of them.
enum SceneSamples {
  /// Customers who are there twice.
  static let twice = [
    Customer(
      id: 40_001, name: "Bela Rosa Floral, LLC", code: "B-ELLA2", customerType: "Retailer", isActive: true),
    Customer(id: 40_002, name: "Jardín del Sur S.A.", code: "JS1", salesperson: "Ana Tran", isActive: true),
    Customer(
      id: 40_003, name: "JARDIN DEL SUR", code: "JS2", salesperson: "Julian Mejía", isActive: true,
      updatedOn: LocalDateTime("2026-11-19T08:00:00")),
    Customer(id: 40_004, name: "花の店 Blumen 🌸 and more", code: "JP2", isActive: true),
  ]

  /// Of several days, with a customer who is gone and one with a hostile name.
  static var recorded: [CustomerChange] {
    [
      change(.new, of: 29_672, "花の店 Blumen 🌸 & more", daysAgo: 40),
      change(.gone, of: 9, "evil\u{1B}[31m Flowers \u{202E}x", daysAgo: 3),
      change(.edited, .code, nil, "JP1", of: 29_672, "花の店 Blumen 🌸 & more", daysAgo: 1),
      change(.reassigned, .salesperson, "Ana Tran", "Julian Mejía", daysAgo: 0),
      change(.renamed, .name, "2-14 Cakes", "2-14 BRIDAL CAKES", daysAgo: 0),
      change(.deactivated, .active, "yes", "no", of: 29_671, "a TRIO JEWELRY & DESIGN LLC", daysAgo: 0),
    ]
  }

  static func change(
    _ kind: CustomerChange.Kind, _ field: CustomerColumn? = nil, _ old: String? = nil, _ new: String? = nil,
    of id: UInt64 = 25_475, _ name: String = "2-14 BRIDAL CAKES", daysAgo: Double
  ) -> CustomerChange {
    CustomerChange(
      customerID: id, customerName: name, kind: kind, field: field, oldValue: old,
      newValue: new, syncedAt: BrowserDriver.now.addingTimeInterval(-daysAgo * 86_400))
  }

  static let contacts = FetchedContacts(
    contacts: [
      CustomerContact(
        id: 71, name: "Ana Tran", role: "Buyer", phone: "+1 305 555 0123", phoneExtension: "12",
        mobile: "+1 786 555 0111", email: "ana.tran@bridal-cakes.example", fax: "+1 305 555 0199",
        remark: "Orders for Mother's Day by the end of March; prefers to be called before 8:00"),
      CustomerContact(id: 72, role: "A/P", email: "evil\u{1B}[31m@\u{202E}x.example"),
    ],
    askedAt: BrowserDriver.now.addingTimeInterval(-2 * 86_400))

  static let customers: [Customer] =
    [
      Customer(
        id: 25_475, name: "2-14 BRIDAL CAKES", code: "T3526", accountingCode: "ACC10",
        customerType: "PART-TIME FLORIST", salesperson: "Julian Mejía", salespersonID: 1_819, isActive: true,
        updatedOn: LocalDateTime("2017-08-02T12:15:17")),
      Customer(
        id: 25_476, name: "Bella Rosa Floral", code: "BELLA", customerType: "Wholesaler",
        salesperson: "Julian Mejía", salespersonID: 1_819, isActive: true,
        updatedOn: LocalDateTime("2026-11-19T08:00:00")),
      Customer(id: 29_671, name: "a TRIO JEWELRY & DESIGN LLC"),
      Customer(id: 29_672, name: "花の店 Blumen 🌸 & more", code: "JP1", isActive: true),
      Customer(
        id: 29_673, name: "evil\u{1B}[31m\r\n\u{202E}name", code: "E\u{7}", customerType: "Retailer",
        isActive: true, updatedOn: LocalDateTime("2026-11-21T08:00:00")),
      Customer(
        id: 29_674, name: "A name that is so long that no pane can ever show the whole of it in one line",
        code: "LONG", customerType: "Supermarket", salesperson: "Ana Tran", isActive: true,
        updatedOn: LocalDateTime("2026-11-20T08:00:00")),
    ]
    + (1...60).map { number in
      Customer(
        id: 30_000 + UInt64(number), name: "Flower shop \(number)", code: "F\(number)",
        customerType: "Retailer",
        salesperson: "Ana Tran", salespersonID: 2_001, isActive: number % 7 != 0,
        updatedOn: LocalDateTime("2026-10-\(number % 28 < 9 ? "0" : "")\(number % 28 + 1)T10:00:00"))
    }
}
