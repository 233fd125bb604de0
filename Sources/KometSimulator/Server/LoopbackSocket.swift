import Foundation

/// A port of 127.0.0.1 that is taken; connections to it are refused unless it listens.
struct LoopbackPort: Sendable {
  static let host = "127.0.0.1"
  private static let backlog: Int32 = 256

  let number: Int
  let descriptor: Int32

  /// Takes the port, or any free one for 0.
  init(_ wanted: Int, listens: Bool) throws(SimulatorError) {
    #if canImport(Darwin)
    let kind = SOCK_STREAM
    #else
    let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    let descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { throw .portUnavailable(wanted, errorNumber: errno) }
    descriptor.closeOnExec()
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(truncatingIfNeeded: wanted).bigEndian
    address.sin_addr.s_addr = inet_addr(Self.host)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    // A port of which connections are left from a moment ago can be listened on at once. Two that don't listen
    // could share it, so one that is only reserved must not ask for that.
    if listens { descriptor.setOption(SOL_SOCKET, SO_REUSEADDR, to: Int32(1)) }
    let isTaken = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(descriptor, generic, size) == 0 && getsockname(descriptor, generic, &size) == 0
      }
    }
    // A connection that is gone again before it is accepted must not keep the thread waiting.
    guard isTaken,
      !listens || fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 && listen(descriptor, Self.backlog) == 0
    else {
      let error = SimulatorError.portUnavailable(wanted, errorNumber: errno)
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    number = Int(in_port_t(bigEndian: address.sin_port))
  }

  /// The next connection, or nil if there is none or it can't be had now.
  func nextConnection(stopSignal: StopSignal) -> LoopbackSocket? {
    let accepted = accept(descriptor, nil, nil)
    guard accepted >= 0 else { return nil }
    accepted.closeOnExec()
    accepted.setOption(Int32(IPPROTO_TCP), TCP_NODELAY, to: Int32(1))
    return LoopbackSocket(descriptor: accepted, stopSignal: stopSignal)
  }

  /// Gives the port back; to be called once.
  func release() {
    close(descriptor)
  }
}

/// Why a connection is served no longer.
enum ConnectionFailure: Error {
  /// The client has gone, or the server stops.
  case disconnected
  /// What came is no HTTP.
  case notHTTP
}

/// One accepted connection; used by the one thread that serves it.
struct LoopbackSocket: Sendable {
  fileprivate let descriptor: Int32
  fileprivate let stopSignal: StopSignal

  private static let readSize = 16 * 1024

  /// Waits until something comes, and appends it.
  func read(into bytes: inout [UInt8]) throws(ConnectionFailure) {
    var part = [UInt8](repeating: 0, count: Self.readSize)
    while true {
      guard stopSignal.wait(for: POLLIN, of: descriptor) else { throw .disconnected }
      let count = recv(descriptor, &part, part.count, Int32(MSG_DONTWAIT))
      if count > 0 {
        bytes += part[..<count]
        return
      }
      guard count < 0, Self.isRetryable(errno) else { throw .disconnected }
    }
  }

  /// Writes all of the bytes, as fast as the client takes them.
  func write(_ bytes: ArraySlice<UInt8>) throws(ConnectionFailure) {
    var rest = bytes
    while !rest.isEmpty {
      guard stopSignal.wait(for: POLLOUT, of: descriptor) else { throw .disconnected }
      let sent = rest.withUnsafeBytes { memory in
        send(descriptor, memory.baseAddress, memory.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
      }
      if sent >= 0 {
        rest = rest.dropFirst(sent)
      } else if !Self.isRetryable(errno) {
        throw .disconnected
      }
    }
  }

  /// Lets some time pass, after which the client must still be there.
  func pause(_ duration: Duration) throws(ConnectionFailure) {
    guard stopSignal.pause(duration) else { throw .disconnected }
    var byte: UInt8 = 0
    let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
    guard count > 0 || count < 0 && Self.isRetryable(errno) else { throw .disconnected }
  }

  /// Lets `hangUp` end the connection with a TCP reset, whatever is still to be sent.
  func resetWhenHungUp() {
    // A socket that lingers for no time drops its data and resets the connection (RFC 9293, ABORT).
    descriptor.setOption(SOL_SOCKET, SO_LINGER, to: linger(l_onoff: 1, l_linger: 0))
  }

  /// Closes the connection; to be called once.
  func hangUp() {
    close(descriptor)
  }

  /// Whether a call that failed with this error is to be made again.
  private static func isRetryable(_ errorNumber: Int32) -> Bool {
    errorNumber == EAGAIN || errorNumber == EWOULDBLOCK || errorNumber == EINTR
  }
}

extension Int32 {
  /// Keeps child processes from inheriting the descriptor: they would hold the connection open.
  func closeOnExec() {
    _ = fcntl(self, F_SETFD, FD_CLOEXEC)
  }

  /// Sets an option of the socket with this descriptor; none of those used here can fail.
  fileprivate func setOption<Value: BitwiseCopyable>(_ level: Int32, _ name: Int32, to value: Value) {
    var value = value
    setsockopt(self, level, name, &value, socklen_t(MemoryLayout<Value>.size))
  }
}
