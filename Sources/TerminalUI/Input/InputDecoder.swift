/// Something that comes from the terminal.
package enum Input: Hashable, Sendable {
  case key(Key)
  /// Esc with a key at its heels, or that key with Alt: terminals send the same for both.
  case escaped(Key)
  case mouse(MouseAction, at: Position)
  /// Text that was pasted in one piece; never to be taken as commands.
  case paste(String)
  /// The terminal's size changed; `Terminal.size` has the new one.
  case resized
  /// The terminal is gone; nothing will come any more.
  case closed
}

package enum MouseAction: Hashable, Sendable {
  /// The main button went down.
  case press
  /// It went down a second time at the same place and soon.
  case doubleClick
  case wheelUp
  case wheelDown
}

/// Makes keys, mouse actions and pastes of the bytes that a terminal sends.
///
/// It depends on nothing but the bytes and the times at which they come, and the packets they come in don't matter:
/// what is not whole yet waits for its rest. Only where a key's bytes begin those of another, as Esc begins every
/// sequence, does time decide: call `decode` without bytes at the `deadline`.
///
/// Whatever is no UTF-8 is one U+FFFD. Answers of the terminal that come late are swallowed.
struct InputDecoder {
  typealias Instant = ContinuousClock.Instant

  /// A key's own bytes, as terminfo knows them; each begins with Esc.
  typealias KeySequence = (bytes: [UInt8], key: Key)

  private enum Mode {
    case keys
    case paste
    /// Within an answer of the terminal, of which so many bytes have come.
    case controlString(length: Int)
  }

  private let reportsMouse: Bool
  private let escapeDelay: Duration
  private let sequences: [KeySequence]
  /// What the bytes from 0x80 on stand for, in a locale where each is a letter; nil for UTF-8.
  private let letters: [Unicode.Scalar?]?

  private var mode = Mode.keys
  /// What has come and is not decoded yet.
  private var pending: [UInt8] = []
  private var pasted: [UInt8] = []
  private var lastArrival: Instant?
  private var lastPress: (position: Position, time: Instant)?

  /// The protocol that the terminal says it has.
  private(set) var offeredProtocol: KeyboardProtocol?
  /// How often the terminal has said what it is, which any can.
  private(set) var identityCount = 0

  /// `escapeDelay` is how long Esc alone waits for the rest of a sequence.
  init(
    reportsMouse: Bool = true, escapeDelay: Duration = defaultEscapeDelay, sequences: [KeySequence] = [],
    letters: [Unicode.Scalar?]? = nil
  ) {
    self.reportsMouse = reportsMouse
    self.escapeDelay = escapeDelay
    self.sequences = sequences
    self.letters = letters
  }

  /// Longer than the bytes of one key are apart on a slow line, shorter than a person feels.
  static let defaultEscapeDelay = Duration.milliseconds(100)

  /// Begun for certain, a sequence may take longer.
  private static let sequencePatience = Duration.milliseconds(500)
  /// What follows a paste whose end got lost is typing again; what follows a mere pause is not.
  private static let pastePatience = Duration.seconds(5)
  private static let doubleClickTime = Duration.milliseconds(400)
  /// In bytes; the names of a million customers are longer, their codes are not.
  private static let pasteLimit = 16 << 20
  /// In bytes; no answer to anything that is asked here is as long.
  private static let controlStringLimit = 4_096

  /// When what has come means something even if nothing follows; nil if it can wait forever.
  var deadline: Instant? {
    let patience: Duration
    switch mode {
    case .paste: patience = Self.pastePatience
    case .controlString: patience = Self.sequencePatience
    case .keys:
      // A letter that has come in part is kept until it is whole.
      guard pending.first == Byte.escape else { return nil }
      patience = pending.count > 2 ? max(escapeDelay, Self.sequencePatience) : escapeDelay
    }
    return lastArrival?.advanced(by: patience)
  }

  /// What these bytes bring, with what was waiting for them.
  ///
  /// Without any, what has waited until its deadline counts as it is.
  mutating func decode(_ bytes: some Collection<UInt8>, at now: Instant) -> [Input] {
    let isOverdue = bytes.isEmpty
    if isOverdue {
      guard let deadline, deadline <= now else { return [] }
    } else {
      lastArrival = now
    }
    pending += bytes
    var inputs: [Input] = []
    var rest = pending[...]
    while let count = take(rest, isOverdue: isOverdue, at: now, into: &inputs) {
      rest = rest.dropFirst(count)
    }
    pending = Array(rest)
    return inputs
  }

  /// Decodes the first of the bytes; returns how many those were, or nil if they must wait.
  private mutating func take(
    _ bytes: ArraySlice<UInt8>, isOverdue: Bool, at now: Instant, into inputs: inout [Input]
  ) -> Int? {
    switch mode {
    case .paste: return takePasted(bytes, isOverdue: isOverdue, into: &inputs)
    case .controlString(let length): return skip(bytes, after: length, isOverdue: isOverdue)
    case .keys:
      guard !bytes.isEmpty, let piece = piece(of: bytes) ?? (isOverdue ? overduePiece(of: bytes) : nil)
      else { return nil }
      take(piece.meaning, at: now, into: &inputs)
      return piece.length
    }
  }

  private mutating func take(_ meaning: InputPiece.Meaning, at now: Instant, into inputs: inout [Input]) {
    switch meaning {
    case .nothing: break
    case .key(let key): inputs.append(.key(key))
    case .escaped(let key): inputs.append(.escaped(key))
    case .mouse(let action, let position):
      inputs.append(.mouse(counted(action, at: position, now), at: position))
    case .pasteStart: mode = .paste
    case .controlString: mode = .controlString(length: 0)
    case .keyboardProtocol(let offered):
      // The kitty protocol, asked about first, tells more; how xterm's keys were is told later, or not at all.
      if offeredProtocol != .kitty { offeredProtocol = offered }
    case .identity: identityCount += 1
    }
  }

  /// A second press at the same place and soon is a double click.
  private mutating func counted(_ action: MouseAction, at position: Position, _ now: Instant) -> MouseAction {
    guard action == .press else { return action }
    if let last = lastPress, last.position == position, last.time.duration(to: now) < Self.doubleClickTime {
      lastPress = nil
      return .doubleClick
    }
    lastPress = (position, now)
    return .press
  }

  // MARK: - Pastes and answers

  private static let pasteEnd = Array(KeySequences.pasteEnd.utf8)

  private mutating func takePasted(
    _ bytes: ArraySlice<UInt8>, isOverdue: Bool, into inputs: inout [Input]
  ) -> Int? {
    var start = bytes.startIndex
    while let escape = bytes[start...].firstIndex(of: Byte.escape) {
      let tail = bytes[escape...].prefix(Self.pasteEnd.count)
      if tail.elementsEqual(Self.pasteEnd) {
        keep(bytes[..<escape])
        inputs.append(finishPaste())
        return tail.endIndex - bytes.startIndex
      }
      // It may become the end.
      if Self.pasteEnd.starts(with: tail), !isOverdue {
        keep(bytes[..<escape])
        return escape > bytes.startIndex ? escape - bytes.startIndex : nil
      }
      start = escape + 1
    }
    keep(bytes)
    if isOverdue { inputs.append(finishPaste()) }
    return isOverdue || !bytes.isEmpty ? bytes.count : nil
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    pasted += bytes.prefix(Self.pasteLimit - pasted.count)
  }

  private mutating func finishPaste() -> Input {
    defer {
      mode = .keys
      pasted = []
    }
    // What terminals make of the end of a line; some leave CR LF as it is.
    if pasted.contains(0x0D) {
      var isAfterReturn = false
      pasted.removeAll { byte in
        defer { isAfterReturn = byte == 0x0D }
        return byte == 0x0A && isAfterReturn
      }
    }
    for index in pasted.indices where pasted[index] == 0x0D { pasted[index] = 0x0A }
    guard let letters else { return .paste(String(decoding: pasted, as: UTF8.self)) }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: pasted.map { InputPiece.scalar(of: $0, among: letters) })
    return .paste(String(scalars))
  }

  /// Passes over an answer until its end; control characters, which none holds, are keys again.
  private mutating func skip(_ bytes: ArraySlice<UInt8>, after length: Int, isOverdue: Bool) -> Int? {
    guard !bytes.isEmpty else {
      if isOverdue { mode = .keys }
      return nil
    }
    let limit = Self.controlStringLimit - length
    let end =
      bytes.prefix(limit).firstIndex { $0 < 0x20 || $0 == 0x7F }
      ?? min(bytes.endIndex, bytes.startIndex + limit)
    let count = end - bytes.startIndex
    guard end < bytes.endIndex else {
      mode = count == limit ? .keys : .controlString(length: length + count)
      return count
    }
    if bytes[end] == Byte.escape, end + 1 == bytes.endIndex, !isOverdue {
      // It may become the string terminator.
      mode = .controlString(length: length + count)
      return count > 0 ? count : nil
    }
    mode = .keys
    if bytes[end] == Byte.bell { return count + 1 }
    return bytes[end] == Byte.escape && bytes[(end + 1)...].first == UInt8(ascii: "\\") ? count + 2 : count
  }

  // MARK: - Keys

  private func piece(of bytes: ArraySlice<UInt8>) -> InputPiece? {
    if bytes.first == Byte.escape {
      if let known = sequences.first(where: { bytes.starts(with: $0.bytes) }) {
        return InputPiece(length: known.bytes.count, meaning: .key(known.key))
      }
      guard !sequences.contains(where: { $0.bytes.starts(with: bytes) }) else { return nil }
    }
    return InputPiece(of: bytes, reportsMouse: reportsMouse, letters: letters)
  }

  /// What bytes mean whose rest has not come in time.
  private func overduePiece(of bytes: ArraySlice<UInt8>) -> InputPiece? {
    guard bytes.first == Byte.escape else { return nil }
    let introducers: [UInt8?] = [
      UInt8(ascii: "["), UInt8(ascii: "O"), UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"),
    ]
    let second = bytes.dropFirst().first
    if let second, introducers.contains(second), bytes.count == 2 || second == UInt8(ascii: "O") {
      return InputPiece(length: 2, meaning: .escaped(Key(.character(Character(Unicode.Scalar(second))))))
    }
    // The beginning of a sequence is no typing.
    if second == UInt8(ascii: "[") { return InputPiece(length: bytes.count, meaning: .nothing) }
    return InputPiece(length: 1, meaning: .key(Key(.escape)))
  }
}

/// Bytes that the decoder looks for.
enum Byte {
  static let bell: UInt8 = 0x07
  static let escape: UInt8 = 0x1B
}
