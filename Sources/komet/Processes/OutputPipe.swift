import Foundation

/// What another program writes.
final class OutputPipe {
  private var readEnd: Int32
  private(set) var writeEnd: Int32
  private var bytes: [UInt8] = []
  /// How many of the bytes were taken as lines.
  private var takenCount = 0
  private var isAtEnd = false
  private let maxBytes: Int

  init(maxBytes: Int) {
    self.maxBytes = maxBytes
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    (readEnd, writeEnd) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(readEnd, F_SETFL, O_NONBLOCK)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The lines that have come since the last call; `andRest`: also the last one, without its end.
  func takeLines(andRest: Bool) -> [String] {
    let fresh = bytes[takenCount...]
    let end = andRest ? fresh.endIndex : fresh.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? takenCount
    defer { takenCount = end }
    return String(decoding: bytes[takenCount..<end], as: UTF8.self)
      .split(whereSeparator: \.isNewline).map(String.init)
  }

  func closeWriteEnd() {
    Foundation.close(writeEnd)
    writeEnd = -1
  }

  func close() {
    Foundation.close(readEnd)
    if writeEnd >= 0 { closeWriteEnd() }
  }

  /// Takes in what comes within so many milliseconds, which may end early.
  ///
  /// - Throws: `ChildProcess.Failure.printedTooMuch`.
  static func read(_ pipes: [OutputPipe], milliseconds: Int32) throws(ChildProcess.Failure) {
    let open = pipes.filter { !$0.isAtEnd }
    var descriptors = open.map { pollfd(fd: $0.readEnd, events: Int16(POLLIN), revents: 0) }
    guard poll(&descriptors, nfds_t(descriptors.count), milliseconds) > 0 else { return }
    for (pipe, descriptor) in zip(open, descriptors) where descriptor.revents != 0 {
      pipe.readOnce()
      guard pipe.bytes.count <= pipe.maxBytes else { throw .printedTooMuch }
    }
  }

  /// Takes in what is there already.
  func readRest() {
    while !isAtEnd, bytes.count <= maxBytes, readOnce() {}
  }

  private static let pieceSize = 1 << 16

  /// False if there is nothing to read now.
  @discardableResult
  private func readOnce() -> Bool {
    var hasRead = true
    let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
      let taken = Foundation.read(readEnd, buffer.baseAddress, buffer.count)
      hasRead = taken >= 0
      count = max(taken, 0)
    }
    if hasRead {
      isAtEnd = piece.isEmpty
    } else {
      isAtEnd = errno != EAGAIN && errno != EINTR
    }
    bytes += piece
    return hasRead
  }
}
