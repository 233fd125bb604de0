import Foundation

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// An HTTP client as simple as can be: a socket, one request, and all that comes back.
struct LoopbackClient {
  /// How reading an answer came to its end.
  enum Ending: Equatable {
    case refused
    case closed
    case reset
    /// Nothing more came, but the connection is open.
    case silent
    /// As much was read as the test asked for.
    case enough
  }

  let port: Int
  /// How long nothing may come before the connection counts as silent.
  var patience = Duration.seconds(10)

  /// Sends the bytes, reads what comes back and closes; a client that discards remembers only the last bytes.
  func exchange(
    _ request: String, limit: Int = .max, discards: Bool = false
  ) -> (bytes: [UInt8], ending: Ending) {
    #if canImport(Darwin)
    let kind = SOCK_STREAM
    #else
    let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    let descriptor = socket(AF_INET, kind, 0)
    defer { close(descriptor) }
    var wait = timeval()
    wait.tv_sec = Int(patience.components.seconds)
    wait.tv_usec = .init(patience.components.attoseconds / 1_000_000_000_000)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    guard connect(descriptor) else { return ([], .refused) }
    var rest = Array(request.utf8)[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard sent > 0 else { return ([], .reset) }
      rest = rest.dropFirst(sent)
    }
    return receive(from: descriptor, limit: limit, discards: discards)
  }

  private func connect(_ descriptor: Int32) -> Bool {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        #if canImport(Darwin)
        Darwin.connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        #else
        Glibc.connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        #endif
      }
    }
  }

  private func receive(
    from descriptor: Int32, limit: Int, discards: Bool
  ) -> (bytes: [UInt8], ending: Ending) {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 256 * 1024)
    while bytes.count < limit {
      let count = recv(descriptor, &part, part.count, 0)
      guard count > 0 else {
        let isSilent = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)
        return (bytes, count == 0 ? .closed : isSilent ? .silent : .reset)
      }
      if discards { bytes.removeAll(keepingCapacity: true) }
      bytes += part[..<count]
    }
    return (bytes, .enough)
  }
}
