/// How long a request may take to get anywhere, and how much it may bring.
package struct TransferLimits: Sendable {
  /// The most bytes of an answer, counted after decompression.
  package var maxAnswerBytes = 512 << 20
  /// For the name look-up, the connection and the TLS handshake together.
  package var connectTimeout = Duration.seconds(5)
  /// How long nothing at all may arrive.
  package var stallTimeout = Duration.seconds(15)

  package init() {}
}
