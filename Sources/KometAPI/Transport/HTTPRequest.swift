/// One request as the transport sends it.
struct HTTPRequest: Sendable {
  /// The whole URL; secret because the token stands in its query.
  var url: Secret
  /// What is posted, percent-encoded like a query; nil for a GET.
  var form: Secret?
  var headers: [String] = []
  /// What the request goes through; nil if it goes to the server directly.
  var proxy: Proxy?
  /// Whether the answer should tell how the server proved who it is.
  var asksForIdentity = false
  /// PEM certificates that are trusted besides the system's.
  var addedCertificates: [UInt8] = []
  var limits = TransferLimits()
  /// What the answer shares with others that are held at the same time; nil if it has all of its limit to itself.
  var budget: AnswerBudget?
  var userAgent = ""
  /// Called on the curl thread whenever bytes of the answer have come; it may remove some.
  var readAhead: (@Sendable (AnswerBody) -> Void)?
}
