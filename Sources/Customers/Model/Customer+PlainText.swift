extension Customer {
  /// The value of a column as plain text, empty for unknown.
  package func plainText(of column: CustomerColumn) -> String {
    switch column {
    case .name: name
    case .code: code ?? ""
    case .type: customerType ?? ""
    case .salesperson: salesperson ?? ""
    case .updated: updatedOn?.description ?? ""
    case .id: String(id)
    case .accountingCode: accountingCode ?? ""
    case .salespersonID: salespersonID.map(String.init) ?? ""
    case .active: isActive.map { $0 ? "yes" : "no" } ?? ""
    case .mine: isMine.map { $0 ? "yes" : "no" } ?? ""
    }
  }
}
