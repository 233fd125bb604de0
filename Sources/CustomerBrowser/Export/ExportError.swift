/// Why an export was not written; the target is then as it was before.
package enum ExportError: Error, Equatable, Sendable {
  /// There is a file already, and nobody said that it may be replaced.
  case exists
  case cancelled
  case failed(BrowserFailure)
}
