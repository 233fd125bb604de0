import Testing

@testable import KometAPI

struct APIConfigurationTests {
  @Test(arguments: ["WEB_APP", "MOBILE_APP", "K2K", "ECOMMERCE_LITE"])
  func documentedSalesChannelsAreTaken(_ name: String) throws {
    #expect(try SalesChannel(setting: name).rawValue == name)
  }

  @Test(arguments: ["", "web_app", "FAX", "WEB_APP\r\nX-EVIL: 1"])
  func otherSalesChannelsAreRefusedWithTheSetting(_ name: String) {
    let error = #expect(throws: KometAPIError.self) { try SalesChannel(setting: name) }
    #expect(error?.kind == .wrongUsage)
    #expect(error?.advice.contains("KOMET_SALES_CHANNEL") == true)
    #expect(error?.advice.contains("ECOMMERCE_LITE") == true)
  }
}
