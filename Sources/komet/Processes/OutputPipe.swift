import Foundation

/// What another program writes.
final class OutputPipe {
  private var readEnd: Int32
  private(set) var writeEnd: Int32
  private var bytes: [UInt8] = []
  private var isAtEnd = false

  init() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    (readEnd, writeEnd) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  func closeWriteEnd() {
    Foundation.close(writeEnd)
    writeEnd = -1
  }

  func close() {
    Foundation.close(readEnd)
    if writeEnd >= 0 { closeWriteEnd() }
  }

  /// Reads all pipes to their ends.
  static func read(
    _ pipes: [OutputPipe], until deadline: ContinuousClock.Instant?
  ) throws(ChildProcess.Failure) {
    while true {
      let open = pipes.filter { !$0.isAtEnd }
      guard !open.isEmpty else { return }
      var descriptors = open.map { pollfd(fd: $0.readEnd, events: Int16(POLLIN), revents: 0) }
      let ready = poll(&descriptors, nfds_t(descriptors.count), deadline.map(milliseconds) ?? -1)
      guard ready != 0 else { throw .timedOut }
      guard ready > 0 else { continue }
      for (pipe, descriptor) in zip(open, descriptors) where descriptor.revents != 0 { pipe.readOnce() }
    }
  }

  private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
    let left = max(deadline - .now, .zero).components
    return Int32(left.seconds * 1_000 + left.attoseconds / 1_000_000_000_000_000)
  }

  private static let pieceSize = 1 << 16

  private func readOnce() {
    let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
      count = max(Foundation.read(readEnd, buffer.baseAddress, buffer.count), 0)
    }
    isAtEnd = piece.isEmpty
    bytes += piece
  }
}
