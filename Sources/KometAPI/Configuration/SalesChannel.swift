/// The program that asks, as `customer.by.company.list` wants to know (header `X-SALES-CHANNEL`).
package enum SalesChannel: String, CaseIterable, Sendable {
  case webApp = "WEB_APP"
  case mobileApp = "MOBILE_APP"
  case k2k = "K2K"
  case ecommerceLite = "ECOMMERCE_LITE"

  /// Reads the setting as a person wrote it.
  ///
  /// - Throws: `KometAPIError` of kind `wrongUsage`, with the setting and the four names.
  package init(setting: String) throws(KometAPIError) {
    guard let channel = SalesChannel(rawValue: setting) else {
      let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw .wrongUsage(
        why: "The sales channel is not one that the Komet API knows.",
        advice: "Set \(APISetting.salesChannel) to one of \(names).")
    }
    self = channel
  }
}
