#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The bytes of an answer, in one piece of memory with zeros behind them.
///
/// The zeros let the JSON reader look past the end without a copy. Filled by the curl thread alone, then
/// handed over once; from then on only the receiver touches it, so it needs no lock.
final class AnswerBody: @unchecked Sendable {
  /// How many zeros follow the bytes.
  static let padding = 64

  /// What the first bytes get room for, unless `reserve` asked for more.
  private static let firstCapacity = 64 << 10

  private(set) var count = 0
  private var capacity = 0
  private var start: UnsafeMutableRawPointer?

  deinit { free(start) }

  /// The bytes; the decoder may rewrite them in place.
  var bytes: UnsafeMutableBufferPointer<UInt8> {
    UnsafeMutableBufferPointer(start: start?.assumingMemoryBound(to: UInt8.self), count: count)
  }

  /// Makes room for `count` bytes in all; false if there is no memory for them.
  func reserve(_ count: Int) -> Bool {
    guard count > capacity else { return true }
    guard let grown = realloc(start, count + Self.padding) else { return false }
    start = grown
    capacity = count
    return true
  }

  /// Adds bytes and keeps the zeros behind them; false if there is no memory for them.
  func append(_ added: UnsafeRawBufferPointer) -> Bool {
    let needed = count + added.count
    if needed > capacity, !reserve(max(needed, capacity * 2, Self.firstCapacity)) { return false }
    guard let start, let source = added.baseAddress else { return added.isEmpty }
    memcpy(start + count, source, added.count)
    memset(start + needed, 0, Self.padding)
    count = needed
    return true
  }

  func removeAll() {
    count = 0
  }
}
