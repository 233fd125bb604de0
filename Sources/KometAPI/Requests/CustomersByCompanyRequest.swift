/// What is asked of `customer.by.company.list`.
package struct CustomersByCompanyRequest: Sendable {
  /// Only the customers of the user whose token asks; otherwise all.
  package var onlyOwn: Bool

  package init(onlyOwn: Bool) {
    self.onlyOwn = onlyOwn
  }
}
