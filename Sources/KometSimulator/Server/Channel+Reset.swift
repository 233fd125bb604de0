import NIOCore

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

extension Channel {
  /// Closes the connection with a TCP reset, whatever is still to be sent.
  func reset() {
    guard let options = self as? any SocketOptionProvider else {
      close(promise: nil)
      return
    }
    // A socket that lingers for no time drops its data and resets the connection (RFC 9293, ABORT).
    options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in
      self.close(promise: nil)
    }
  }
}
