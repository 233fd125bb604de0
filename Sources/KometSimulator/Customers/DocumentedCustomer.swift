/// A customer of the documented samples; the sample company's list begins with them, by ascending id.
struct DocumentedCustomer: Sendable {
  let id: Int
  let name: StaticString
  var code: StaticString = ""
  var accountingCode: StaticString = ""
  var customerType: StaticString = ""
  /// Place in the sales team.
  let salesperson: Int
  var namesSalesperson = true
  var updatedOn = 0
  /// Only one is known to `customer.by.company.list` alone.
  var hasDetails = true
  var spelling: RecordSpelling = []

  static let all: [DocumentedCustomer] = [
    DocumentedCustomer(
      id: 7_359, name: "2-14 ENTERPRISES BRIDAL CAKES", code: "214", accountingCode: "ACC214",
      customerType: "Event designer", salesperson: SalesTeam.user,
      updatedOn: CalendarDay(year: 2016, month: 11, day: 30).firstSecond + time(9, 41, 5)
    ),
    DocumentedCustomer(
      id: 25_475, name: "2-14 BRIDAL CAKES", code: "T3526", accountingCode: "ACC10",
      customerType: "PART-TIME FLORIST", salesperson: SalesTeam.user,
      updatedOn: CalendarDay(year: 2017, month: 8, day: 2).firstSecond + time(12, 15, 17),
      spelling: [.idAsString, .activeAsString, .nameAfterSalesperson]
    ),
    DocumentedCustomer(
      id: 29_623, name: "A NEW LEAF OF WI,LLC", code: "ANEWLEAF", accountingCode: "ACC11",
      customerType: "Wholesaler", salesperson: SalesTeam.second,
      updatedOn: CalendarDay(year: 2017, month: 9, day: 12).firstSecond + time(8, 3, 44)
    ),
    DocumentedCustomer(
      id: 29_671, name: "a TRIO JEWELRY & DESIGN LLC", salesperson: SalesTeam.user, hasDetails: false
    ),
    DocumentedCustomer(
      id: 29_675, name: "10 DOWNING ST", code: "10DOWN", customerType: "Retailer",
      salesperson: SalesTeam.second,
      updatedOn: CalendarDay(year: 2017, month: 9, day: 14).firstSecond + time(15, 20, 0)
    ),
    DocumentedCustomer(
      id: 29_775, name: "Flores SAS", code: "ASS", customerType: "Retailer", salesperson: SalesTeam.second,
      namesSalesperson: false,
      updatedOn: CalendarDay(year: 2017, month: 9, day: 15).firstSecond + time(17, 2, 50),
      spelling: [.idAsString, .activeAsString]
    ),
  ]

  private static func time(_ hour: Int, _ minute: Int, _ second: Int) -> Int {
    (hour * 60 + minute) * 60 + second
  }
}
