/// A setting of the wire, as messages name it: where to look in the config and in the environment.
enum APISetting: String, CustomStringConvertible {
  case account
  case answerLimit = "answer_limit_mb"
  case baseURL = "base_url"
  case caFile = "ca_file"
  case companyToken = "company_token"
  case salesChannel = "sales_channel"
  case timeout
  case userToken = "token"

  var description: String {
    guard let variable else { return "“[api] \(rawValue)” in the config" }
    return "“[api] \(rawValue)” in the config or \(variable) in the environment"
  }

  private var variable: String? {
    switch self {
    case .account: "KOMET_ACCOUNT"
    case .baseURL: "KOMET_BASE_URL"
    case .answerLimit, .caFile, .timeout: nil
    case .companyToken: "KOMET_COMPANY_TOKEN"
    case .salesChannel: "KOMET_SALES_CHANNEL"
    case .userToken: "KOMET_TOKEN"
    }
  }
}
