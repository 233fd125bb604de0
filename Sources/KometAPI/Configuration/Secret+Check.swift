extension Secret {
  /// What the API takes at most.
  private static let maxTokenLength = 50

  /// Refuses what can't be a token of the API.
  ///
  /// - Throws: `KometAPIError` of kind `wrongUsage`, with the setting to change and without the token.
  func checkToken(of setting: APISetting) throws(KometAPIError) {
    guard let fault = tokenFault else { return }
    throw .wrongUsage(why: "The token \(fault).", advice: "Set \(setting).")
  }

  /// Whether it can be a token of the API.
  var isToken: Bool { tokenFault == nil }

  private var tokenFault: String? {
    if value.isEmpty {
      "is empty"
    } else if value.unicodeScalars.count > Self.maxTokenLength {
      "is longer than the \(Self.maxTokenLength) characters that the Komet API takes"
    } else if value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      "has a control character in it, for example the end of a line"
    } else {
      nil
    }
  }
}
