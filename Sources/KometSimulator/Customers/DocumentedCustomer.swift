import Customers

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
  var updatedOn: LocalDateTime?
  /// Only one is known to `customer.by.company.list` alone.
  var hasDetails = true
  var spelling: RecordSpelling = []

  static let all: [DocumentedCustomer] = [
    DocumentedCustomer(
      id: 7_359, name: "2-14 ENTERPRISES BRIDAL CAKES", code: "214", accountingCode: "ACC214",
      customerType: "Event designer", salesperson: SalesTeam.user,
      updatedOn: LocalDateTime("2016-11-30T09:41:05")
    ),
    DocumentedCustomer(
      id: 25_475, name: "2-14 BRIDAL CAKES", code: "T3526", accountingCode: "ACC10",
      customerType: "PART-TIME FLORIST", salesperson: SalesTeam.user,
      updatedOn: LocalDateTime("2017-08-02T12:15:17"),
      spelling: [.idAsString, .activeAsString, .nameAfterSalesperson]
    ),
    DocumentedCustomer(
      id: 29_623, name: "A NEW LEAF OF WI,LLC", code: "ANEWLEAF", accountingCode: "ACC11",
      customerType: "Wholesaler", salesperson: SalesTeam.second,
      updatedOn: LocalDateTime("2017-09-12T08:03:44")
    ),
    DocumentedCustomer(
      id: 29_671, name: "a TRIO JEWELRY & DESIGN LLC", salesperson: SalesTeam.user, hasDetails: false
    ),
    DocumentedCustomer(
      id: 29_675, name: "10 DOWNING ST", code: "10DOWN", customerType: "Retailer",
      salesperson: SalesTeam.second,
      updatedOn: LocalDateTime("2017-09-14T15:20:00")
    ),
    DocumentedCustomer(
      id: 29_775, name: "Flores SAS", code: "ASS", customerType: "Retailer", salesperson: SalesTeam.second,
      namesSalesperson: false,
      updatedOn: LocalDateTime("2017-09-15T17:02:50"),
      spelling: [.idAsString, .activeAsString]
    ),
  ]
}
