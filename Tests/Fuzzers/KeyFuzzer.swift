@testable import TerminalUI

/// Bytes of a terminal: the packets they come in make no difference, and afterwards the keys still work.
enum KeyFuzzer {
  @Sendable static func run(_ bytes: [UInt8]) {
    let now = ContinuousClock.now
    var (whole, pieces) = (InputDecoder(), InputDecoder())
    var inputs = whole.decode(bytes, at: now)
    var piecewise: [Input] = []
    var rest = bytes[...]
    while let first = rest.first {
      let packet = rest.prefix(Int(first % 7) + 1)
      piecewise += pieces.decode(packet, at: now)
      rest = rest.dropFirst(packet.count)
    }
    inputs += flush(&whole)
    piecewise += flush(&pieces)
    require(inputs == piecewise, "\(inputs) in one packet, \(piecewise) in several")
    require(whole.offeredProtocol == pieces.offeredProtocol, "another keyboard")
    require(whole.identityCount == pieces.identityCount, "another terminal")
    let quit = whole.decode([0x11], at: now.advanced(by: .seconds(60)))
    require(quit.last == .key(Key(.character("q"), .control)), "^Q is \(quit)")
  }

  /// Lets all time pass.
  private static func flush(_ decoder: inout InputDecoder) -> [Input] {
    var inputs: [Input] = []
    var count = 0
    while let deadline = decoder.deadline {
      inputs += decoder.decode([], at: deadline)
      count += 1
      require(count < 10_000, "it waits for ever")
    }
    return inputs
  }

  static var seeds: [[UInt8]] {
    let texts = [
      "mejía núñez", "花店🌹", "\u{1b}", "\u{1b}[H", "\u{1b}[<64;10;5M", "\u{1b}[<0;3;4M\u{1b}[<0;3;4m",
      "\u{1b}OP",
      "\u{1b}Ok", "\u{1b}[200~rosa\r\nbella\u{1b}[201~", "\u{1b}[200~\u{1b}[20",
      "\u{1b}]11;rgb:0000/0000/0000\u{7}",
      "\u{1b}P>|term\u{1b}\\q", "\u{1b}_Gi=1\u{1b}\\", "\u{1b}[97;5u", "\u{1b}[32;2u", "\u{1b}[27;5;113~",
      "\u{1b}[?1u",
      "\u{1b}[?62;22c", "\u{1b}b\u{1b}f\u{1b}\u{7f}", "\u{1b}\u{1b}[A", "\u{1b}[1;5D", "\u{1b}[[C",
      "\u{1b}[M !!",
      "\u{1b}[5~\u{1b}[6~", "\u{11}\u{3}\u{1a}", "\u{1b}[<99999999999999999999;1;1M", "\u{1b}[>4;2m",
    ]
    return texts.map { Array($0.utf8) } + [
      [0xE9, 0x61, 0x62], [0xE9, 0x11], [0xC3], [0x1B, 0xC3, 0xA9], [0xFF, 0x1B],
    ]
  }
}
