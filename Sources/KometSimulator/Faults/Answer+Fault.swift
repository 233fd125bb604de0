import NIOHTTP1

extension Answer {
  /// What a fault answers instead of the API; nil if the API still answers.
  init?(fault: SimulatorFault.Kind, uri: String) {
    switch fault {
    case .http500: self = .refusal("Internal Server Error", status: .internalServerError)
    case .http502: self = .page("502 Bad Gateway", status: .badGateway)
    case .http503: self = .page("503 Service Unavailable", status: .serviceUnavailable)
    case .http429:
      self = .refusal("Too many requests.", status: .tooManyRequests)
      headers.add(name: "Retry-After", value: "1")
    case .html: self = .page("Sign in to the guest network")
    case .empty: self.init(body: .bytes([]))
    case .deepNesting: self.init(body: .bytes([UInt8](repeating: UInt8(ascii: "["), count: 100_000)))
    case .statusZero: self = .refusal("The sample server was told to refuse this request.")
    case .redirect:
      // `.invalid` is a name that never resolves (RFC 2606); the token stays out of it.
      self = .redirect(to: "https://elsewhere.invalid/api/customer.list")
    case .redirectSameHost: self = .redirect(to: uri)
    case .refuse, .reset, .stall, .truncate, .wrongType, .badUTF8, .duplicateIDs, .huge, .hostile: return nil
    }
  }

  private static func page(_ title: String, status: HTTPResponseStatus = .ok) -> Answer {
    let head = "<!DOCTYPE html>\n<html><head><title>\(title)</title></head>"
    let page = head + "<body><h1>\(title)</h1></body></html>\n"
    return Answer(status: status, contentType: "text/html;charset=UTF-8", body: .bytes(Array(page.utf8)))
  }

  private static func redirect(to location: String) -> Answer {
    Answer(status: .found, headers: ["Location": location], body: .bytes([]))
  }
}

extension AnswerEnding {
  /// How an answer ends under a fault.
  init(fault: SimulatorFault.Kind?) {
    switch fault {
    case .reset: self = .reset
    case .stall: self = .stall
    case .truncate: self = .truncated
    default: self = .complete
    }
  }
}
