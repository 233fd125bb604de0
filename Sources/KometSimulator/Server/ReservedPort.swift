#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A loopback port that is taken but that nothing listens on, so that connections to it are refused.
struct ReservedPort: Sendable {
  let number: Int
  private let descriptor: Int32

  /// Takes the port, or any free one for 0.
  init(_ wanted: Int) throws(SimulatorError) {
    #if canImport(Darwin)
    let kind = SOCK_STREAM
    #else
    let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    let descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { throw .portUnavailable(wanted, errorNumber: errno) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(truncatingIfNeeded: wanted).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(descriptor, generic, size) == 0 && getsockname(descriptor, generic, &size) == 0
      }
    }
    guard isBound else {
      let error = SimulatorError.portUnavailable(wanted, errorNumber: errno)
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    number = Int(in_port_t(bigEndian: address.sin_port))
  }

  /// Gives the port back; to be called once.
  func release() {
    close(descriptor)
  }
}

extension SimulatorError {
  /// A port that the operating system does not give, for the reason behind its error number.
  static func portUnavailable(_ port: Int, errorNumber: Int32) -> SimulatorError {
    .portUnavailable(port, reason: String(cString: strerror(errorNumber)))
  }
}
