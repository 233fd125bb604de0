@testable import KometAPI

extension AnswerBody {
  /// A body of these bytes, as the transport would have received it.
  convenience init(_ bytes: some Sequence<UInt8>) {
    self.init()
    Array(bytes).withUnsafeBytes { _ = append($0) }
  }

  convenience init(_ text: String) {
    self.init(text.utf8)
  }
}
