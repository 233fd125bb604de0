/// How far an answer has come in.
package struct TransferProgress: Equatable, Sendable {
  /// Bytes on the wire, so before decompression.
  package var receivedBytes: Int64
  /// Nil if the server did not tell.
  package var totalBytes: Int64?

  package init(receivedBytes: Int64, totalBytes: Int64?) {
    self.receivedBytes = receivedBytes
    self.totalBytes = totalBytes
  }
}
