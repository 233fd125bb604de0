import CNcurses

/// Reads keys, mouse and pastes from ncurses.
struct InputReader {
  private enum Token {
    case scalar(Unicode.Scalar)
    /// A code of ncurses or one of those given to `KeySequences`.
    case code(Int32)
  }

  private struct Paste {
    /// In bytes; what a person pastes into a filter is far shorter.
    static let limit = 1 << 20

    private(set) var text = ""
    private(set) var lastArrival: ContinuousClock.Instant

    init(startedAt time: ContinuousClock.Instant) {
      lastArrival = time
    }

    mutating func append(_ scalar: Unicode.Scalar, at time: ContinuousClock.Instant) {
      lastArrival = time
      guard text.utf8.count < Self.limit else { return }
      text.unicodeScalars.append(scalar == "\r" ? "\n" : scalar)
    }
  }

  /// A pad, since reading from a window paints that window.
  private let pad: UnsafeMutablePointer<WINDOW>?
  private let clock = ContinuousClock()
  private var paste: Paste?
  private var lastPress: (position: Position, time: ContinuousClock.Instant)?

  init() {
    pad = newpad(1, 1)
    nodelay(pad, true)
    keypad(pad, true)
    for (offset, (sequence, _)) in KeySequences.all.enumerated() {
      define_key(sequence, Self.firstOwnCode + Int32(offset))
    }
    define_key(KeySequences.pasteStart, Self.pasteStartCode)
    define_key(KeySequences.pasteEnd, Self.pasteEndCode)
    // Waiting for a click to become a double one would hold up every click.
    mouseinterval(0)
    mousemask(komet_button1_pressed() | komet_button4_pressed() | komet_button5_pressed(), nil)
  }

  /// Everything that has come in.
  mutating func readAll() -> [Input] {
    var inputs: [Input] = []
    if let input = finishStalledPaste() { inputs.append(input) }
    while let token = nextToken() {
      inputs += paste == nil ? read(token) : continuePaste(with: token)
    }
    return inputs
  }

  private func nextToken() -> Token? {
    // What is no scalar, as after a broken sequence of bytes, is passed over.
    while true {
      var value: wint_t = 0
      switch wget_wch(pad, &value) {
      case KEY_CODE_YES:
        return .code(Int32(bitPattern: value))
      case OK:
        if let scalar = Unicode.Scalar(value) { return .scalar(scalar) }
      default:
        return nil
      }
    }
  }

  private mutating func read(_ token: Token) -> [Input] {
    switch token {
    case .code(Self.pasteStartCode):
      paste = Paste(startedAt: clock.now)
      return []
    case .code(KEY_MOUSE):
      return mouseInput().map { [$0] } ?? []
    case .scalar(Self.escape):
      return readAfterEscape()
    default:
      return Self.key(for: token).map { [.key($0)] } ?? []
    }
  }

  /// An escape alone is the key; with something at its heels it is Alt, or a sequence that nobody knows.
  private mutating func readAfterEscape() -> [Input] {
    guard let next = nextToken() else { return [.key(Key(.escape))] }
    switch next {
    case .scalar(Self.escape), .code(Self.pasteStartCode), .code(KEY_MOUSE):
      return [.key(Key(.escape))] + read(next)
    case .scalar("["), .scalar("O"):
      return skipUnknownSequence(after: next)
    default:
      guard var key = Self.key(for: next) else { return [] }
      key.modifiers.insert(.alt)
      return [.key(key)]
    }
  }

  /// Drops the rest of a control sequence (ECMA-48, 5.4), so that it isn't taken for typing.
  private func skipUnknownSequence(after introducer: Token) -> [Input] {
    var isEmpty = true
    while case .scalar(let scalar)? = nextToken() {
      isEmpty = false
      if (0x40...0x7e).contains(scalar.value) { break }
    }
    guard isEmpty, case .scalar(let scalar) = introducer else { return [] }
    return [.key(Key(.character(Character(scalar)), .alt))]
  }

  private mutating func continuePaste(with token: Token) -> [Input] {
    switch token {
    case .code(Self.pasteEndCode):
      return finishPaste().map { [$0] } ?? []
    case .scalar(let scalar):
      let now = clock.now
      paste?.append(scalar, at: now)
    case .code:
      break
    }
    return []
  }

  /// Gives up on a paste whose end got lost, so that keys count again.
  private mutating func finishStalledPaste() -> Input? {
    guard let paste, paste.lastArrival.duration(to: clock.now) > Self.pastePatience else { return nil }
    return finishPaste()
  }

  private mutating func finishPaste() -> Input? {
    defer { paste = nil }
    return paste.map { .paste($0.text) }
  }

  private mutating func mouseInput() -> Input? {
    var event = MEVENT()
    guard getmouse(&event) == OK else { return nil }
    let position = Position(column: Int(event.x), row: Int(event.y))
    if event.bstate & komet_button4_pressed() != 0 { return .mouse(.wheelUp, at: position) }
    if event.bstate & komet_button5_pressed() != 0 { return .mouse(.wheelDown, at: position) }
    guard event.bstate & komet_button1_pressed() != 0 else { return nil }
    let now = clock.now
    if let last = lastPress, last.position == position, last.time.duration(to: now) < Self.doubleClickTime {
      lastPress = nil
      return .mouse(.doubleClick, at: position)
    }
    lastPress = (position, now)
    return .mouse(.press, at: position)
  }

  private static let escape: Unicode.Scalar = "\u{1b}"
  private static let doubleClickTime = Duration.milliseconds(400)
  private static let pastePatience = Duration.seconds(1)

  /// Above all codes of ncurses itself, which end at `KEY_MAX` (0777).
  private static let firstOwnCode: Int32 = 0x1000
  private static let pasteStartCode: Int32 = 0x2000
  private static let pasteEndCode: Int32 = 0x2001

  private static func key(for token: Token) -> Key? {
    switch token {
    case .scalar(let scalar): return key(typed: scalar)
    case .code(let code):
      let offset = Int(code - firstOwnCode)
      if KeySequences.all.indices.contains(offset) { return KeySequences.all[offset].key }
      if (KEY_F0 + 1...KEY_F0 + 12).contains(code) { return Key(.function(Int(code - KEY_F0))) }
      return namedKeys[code]
    }
  }

  private static func key(typed scalar: Unicode.Scalar) -> Key {
    switch scalar.value {
    case 0: return Key(.character(" "), .control)
    case 8, 0x7f: return Key(.backspace)
    case 9: return Key(.tab)
    case 13: return Key(.enter)
    case 1...26: return control(scalar.value | 0x60)
    case 28...31: return control(scalar.value | 0x40)
    default: return Key(.character(Character(scalar)))
    }
  }

  private static func control(_ value: UInt32) -> Key {
    Key(.character(Unicode.Scalar(value).map { Character($0) } ?? " "), .control)
  }

  private static let namedKeys: [Int32: Key] = [
    KEY_UP: Key(.up), KEY_DOWN: Key(.down), KEY_LEFT: Key(.left), KEY_RIGHT: Key(.right),
    KEY_HOME: Key(.home), KEY_END: Key(.end), KEY_PPAGE: Key(.pageUp), KEY_NPAGE: Key(.pageDown),
    KEY_IC: Key(.insert), KEY_DC: Key(.delete), KEY_BACKSPACE: Key(.backspace), KEY_ENTER: Key(.enter),
    KEY_BTAB: Key(.tab, .shift), KEY_SR: Key(.up, .shift), KEY_SF: Key(.down, .shift),
    KEY_SLEFT: Key(.left, .shift), KEY_SRIGHT: Key(.right, .shift), KEY_SHOME: Key(.home, .shift),
    KEY_SEND: Key(.end, .shift), KEY_SDC: Key(.delete, .shift),
  ]
}
