/// How long a request may take to get anywhere, and how much it may bring.
package struct TransferLimits: Sendable {
  /// The most bytes of an answer, or of several that are held at a time, counted after decompression.
  package var maxAnswerBytes = 512 << 20
  /// For the name look-up, the connection and the TLS handshake together.
  package var connectTimeout = Duration.seconds(5)
  /// Until the first byte of the answer: there is no paging, so a server may need long for a list.
  package var firstByteTimeout = Duration.seconds(60)
  /// How long nothing at all may arrive after that.
  package var stallTimeout = Duration.seconds(15)
  /// How long `slowBytes` may take, so that an answer that trickles comes to an end, too.
  package var slowTimeout = Duration.seconds(60)

  static let slowBytes: Int64 = 1_024
  /// Far more than the headers of any answer have, with the trailers behind its pieces.
  static let maxHeaderBytes = 256 << 10

  package init() {}

  /// Waits so long for the first byte, and in proportion for the others, but not less than usual.
  package mutating func wait(_ timeout: Duration) {
    let usual = TransferLimits()
    firstByteTimeout = timeout
    stallTimeout = max(usual.stallTimeout, timeout / 4)
    slowTimeout = max(usual.slowTimeout, timeout)
  }
}
