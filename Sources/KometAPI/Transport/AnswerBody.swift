import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How many bytes several answers may have that are held at a time.
final class AnswerBudget: Sendable {
  private let left: Mutex<Int>

  init(maxBytes: Int) {
    left = Mutex(maxBytes)
  }

  /// False if there are not so many left, of which none are taken then.
  fileprivate func take(_ count: Int) -> Bool {
    left.withLock { left in
      guard count <= left else { return false }
      left -= count
      return true
    }
  }

  fileprivate func giveBack(_ count: Int) {
    left.withLock { $0 += count }
  }
}

/// The bytes of an answer, but for those that were removed, in one piece of memory with zeros behind them.
///
/// The zeros let the JSON reader look past the end without a copy. Filled by the curl thread alone, then
/// handed over once; from then on only the receiver touches it, so it needs no lock.
final class AnswerBody: @unchecked Sendable {
  /// How many zeros follow the bytes.
  static let padding = 64

  /// What the first bytes get room for.
  private static let firstCapacity = 64 << 10

  /// The bytes that are there.
  private(set) var count = 0
  /// The bytes that were there and were removed.
  private(set) var removedCount = 0
  /// How many bytes the server announced, as they are on the wire; 0 if it did not.
  var announcedCount = 0
  /// What it claims its room from.
  let budget: AnswerBudget
  private var claimedCount = 0
  private var capacity = 0
  private var start: UnsafeMutableRawPointer?

  init(budget: AnswerBudget = AnswerBudget(maxBytes: .max)) {
    self.budget = budget
  }

  deinit {
    free(start)
    budget.giveBack(claimedCount)
  }

  /// Takes room for more bytes out of the budget; false if it is used up.
  func claim(_ count: Int) -> Bool {
    guard budget.take(count) else { return false }
    claimedCount += count
    return true
  }

  /// Keeps the room when the bytes are gone, because the list that was made of them stays.
  func keepClaim() {
    claimedCount = 0
  }

  /// The bytes; the decoder may rewrite them in place.
  var bytes: UnsafeMutableBufferPointer<UInt8> {
    UnsafeMutableBufferPointer(start: start?.assumingMemoryBound(to: UInt8.self), count: count)
  }

  private func reserve(_ count: Int) -> Bool {
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

  /// Takes bytes out that nobody needs any more.
  func remove(_ range: Range<Int>) {
    guard let start, !range.isEmpty else { return }
    memmove(start + range.lowerBound, start + range.upperBound, count - range.upperBound + Self.padding)
    count -= range.count
    removedCount += range.count
  }
}
