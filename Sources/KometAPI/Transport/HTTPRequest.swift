/// One request as the transport sends it.
struct HTTPRequest: Sendable {
  /// The whole URL; secret because the token stands in its query.
  var url: Secret
  /// What is posted, percent-encoded like a query; nil for a GET.
  var form: Secret?
  var headers: [String] = []
  /// Whether the host is this machine, where no proxy may come between.
  var isLoopback = false
  /// Whether the answer should tell how the server proved who it is.
  var asksForIdentity = false
  /// PEM certificates that are trusted besides the system's.
  var addedCertificates: [UInt8] = []
  var limits = TransferLimits()
  var userAgent = ""
  /// Called on the curl thread whenever bytes of the answer have come; it may remove some.
  var readAhead: (@Sendable (AnswerBody) -> Void)?
}
