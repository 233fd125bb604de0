import BrowserTesting
import CustomerBrowser
import Customers
import Testing

@testable import TerminalUI

/// How the list divides its width among what the customers have.
@Suite struct ListColumnsTests {
  private func text(_ customers: [Customer], columns: Int) -> String {
    var browser = BrowserDriver.showing(customers)
    let size = Size(columns: columns, rows: 24)
    browser.fit(to: size)
    return browser.screen(size: size).render().text
  }

  private func shops(_ change: (inout Customer, Int) -> Void = { _, _ in }) -> [Customer] {
    (1...40).map { number in
      var customer = Customer(
        id: UInt64(number), name: "Flower shop \(number)", code: "F\(number)", customerType: "Retailer",
        salesperson: "Ana Tran")
      change(&customer, number)
      return customer
    }
  }

  @Test(arguments: [200, 120, 100, 80])
  func `codes stand whole before names get more than they need`(columns: Int) {
    let customers = shops { customer, number in
      if number < 3 { customer.code = "ABCDEFGHI" + (number == 1 ? "J" : "K") }
      customer.name = "Flower shop with a name that goes on and on \(number)"
    }
    let text = text(customers, columns: columns)
    #expect(text.contains("ABCDEFGHIJ") && text.contains("ABCDEFGHIK"))
  }

  @Test func `types and salespeople are as wide as most need, where there is room`() {
    let customers = shops { customer, _ in
      customer.customerType = "SUPERMARKET AND GARDEN"
      customer.salesperson = "Maximiliana Hernández"
    }
    let text = text(customers, columns: 99)
    #expect(text.contains("SUPERMARKET AND GARDEN") && text.contains("Maximiliana Hernández"))
  }

  @Test func `no column takes more than its texts`() {
    let customers = shops { customer, _ in
      customer.code = "1"
      customer.customerType = "A"
      customer.salesperson = "Bo"
      customer.name = String(repeating: "long name ", count: 3)
    }
    #expect(text(customers, columns: 80).contains(String(repeating: "long name ", count: 3)))
  }

  @Test(arguments: [80, 60, 40])
  func `where names are cut, what tells two neighbours apart stays in sight`(columns: Int) {
    let same = "Flower shops of the north and of all the south, "
    let customers = [
      Customer(id: 1, name: same + "Boston"), Customer(id: 2, name: same + "Chicago"),
      Customer(id: 3, name: "Other shops whose long name differs from its neighbours from the start"),
    ]
    let text = text(customers, columns: columns)
    #expect(text.contains("…Boston") && text.contains("…Chicago"))
    #expect(text.contains("Other shops wh"))
  }

  @Test(arguments: [("flower boston | chicago", "FlowerBoston"), ("\"south, boston\" | chicago", "Boston")])
  func `a match is highlighted as far as the name that is cut still shows it`(query: String, shown: String) {
    let same = "Flower shops of the north and of all the south, "
    var browser = BrowserDriver.showing([
      Customer(id: 1, name: same + "Boston"), Customer(id: 2, name: same + "Chicago"),
    ])
    browser.type(query)
    let frame = browser.screen(size: Size(columns: 60, rows: 12), theme: .mono).render()
    let matched = frame.row(3).filter { $0.style.attributes.contains(.underline) }.map(\.glyph.base)
    #expect(String(String.UnicodeScalarView(matched)) == shown)
  }

  @Test func `what starts a word in a row is marked there, and not inside its name in list or details`() {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "Ambrosia Inn", salesperson: "Rosi Lee")])
    browser.type("rosi")
    let frame = browser.screen(size: Size(columns: 120, rows: 12), theme: .mono).render()
    let matched = frame.cells.filter { $0.style.attributes.contains(.underline) }.map(\.glyph.base)
    #expect(String(String.UnicodeScalarView(matched)) == "Rosi")
    #expect(frame.text.contains("Salesperson      Rosi Lee"))
  }
}
