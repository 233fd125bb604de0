/// What the sentences of an error need to know about the request that failed.
struct ErrorContext: Sendable {
  /// What failed, as a sentence.
  let what: String
  /// What to look at when the server refuses, as a sentence.
  let refusalAdvice: String
  /// What to look at when the server turns down what was asked, not who asks, as a sentence.
  var requestAdvice =
    "Look at the settings in [api] of the config in the light of that; komet doctor tries them."
  /// What a list of the method holds.
  var listed = "customers"
  let host: String
  /// What stands between this machine and the host.
  var proxy: Proxy?
  let limits: TransferLimits
  let redactor: Redactor

  func error(_ kind: KometAPIError.Kind, why: String, advice: String) -> KometAPIError {
    KometAPIError(kind, what: what, why: why, advice: advice)
  }

  var cancelled: KometAPIError {
    error(.cancelled, why: "The request was cancelled.", advice: "Ask again when you want it.")
  }

  /// An answer that isn't one the Komet API gives.
  func notUnderstood(_ why: String) -> KometAPIError {
    error(
      .notUnderstood, why: why,
      advice: "Check \(APISetting.baseURL), and whether a proxy or a login page of the network is in the way."
    )
  }

  /// A refusal in the server's own words, which may be none.
  func refused(message: String) -> KometAPIError {
    var words = redactor.message(message)
    // The sentence has a full stop of its own.
    if words.hasSuffix(".") { words.removeLast() }
    let why = words.isEmpty ? "The server refused without a reason." : "The server says: “\(words)”."
    return error(.refusedByServer, why: why, advice: refusalAdvice)
  }
}
