@testable import TerminalUI

/// A line over which bytes come to a decoder at times that the test names; it is read as by the main loop.
struct TypedLine {
  private var decoder: InputDecoder
  private var now = ContinuousClock.now
  private(set) var inputs: [Input] = []

  init(_ decoder: InputDecoder = InputDecoder()) {
    self.decoder = decoder
  }

  var offeredProtocol: KeyboardProtocol? { decoder.offeredProtocol }

  mutating func send(_ bytes: some Collection<UInt8>, after pause: Duration = .zero) {
    pass(pause)
    inputs += decoder.decode(bytes, at: now)
  }

  /// Sends bytes in packets of a size.
  mutating func send(_ bytes: [UInt8], by size: Int, every pause: Duration) {
    for start in stride(from: 0, to: bytes.count, by: size) {
      send(bytes[start..<min(start + size, bytes.count)], after: pause)
    }
  }

  mutating func pass(_ time: Duration) {
    let end = now + time
    while let deadline = decoder.deadline, deadline <= end { inputs += decoder.decode([], at: deadline) }
    now = end
  }
}

extension Input {
  /// The keys of a word.
  static func word(_ text: String) -> [Input] {
    text.unicodeScalars.map { .key(Key(.character(Character($0)))) }
  }

  /// A key by its spelling in settings.
  static func pressed(_ spelling: String) -> Input { .key(Key(parsing: spelling) ?? Key(.insert, .alt)) }
}
