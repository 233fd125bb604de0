import ProofTesting
import Testing

@testable import TerminalUI

@Suite struct InputDecoderTests {
  /// Checks that bytes bring the same in every cut: in packets of each size, and in any two, 30 ms apart.
  private func expect(
    _ bytes: [UInt8], _ inputs: [Input], _ decoder: InputDecoder = InputDecoder(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for size in 1...bytes.count {
      for pause in [Duration.zero, .milliseconds(30)] {
        var line = TypedLine(decoder)
        line.send(bytes, by: size, every: pause)
        line.pass(.seconds(10))
        #expect(line.inputs == inputs, "packets of \(size)", sourceLocation: sourceLocation)
      }
      var line = TypedLine(decoder)
      line.send(bytes.prefix(size))
      if size < bytes.count { line.send(bytes.dropFirst(size), after: .milliseconds(30)) }
      line.pass(.seconds(10))
      #expect(line.inputs == inputs, "cut behind byte \(size)", sourceLocation: sourceLocation)
    }
  }

  private func expect(
    _ text: String, _ inputs: [Input], _ decoder: InputDecoder = InputDecoder(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expect(Array(text.utf8), inputs, decoder, sourceLocation: sourceLocation)
  }

  @Test func `accents and other scripts are whole whatever packets they come in`() {
    expect("mejía núñez 花店🌹", Input.word("mejía núñez 花店🌹"))
    expect(
      "\u{1b}[200~mejía núñez 花店🌹\rb\u{1b}[A\u{1b}[201~q",
      [.paste("mejía núñez 花店🌹\nb\u{1b}[A")] + Input.word("q"))
    var line = TypedLine()
    line.send([0xC3])
    line.send([0xAD], after: .seconds(60))
    #expect(line.inputs == Input.word("í"))
  }

  @Test(arguments: [
    ([0xE9] + Array("abc".utf8), Input.word("\u{FFFD}abc")),
    ([0xE9, 0x11], Input.word("\u{FFFD}") + [.pressed("ctrl-q")]),
    ([0xF0, 0x9F, 0x98, 0x61], Input.word("\u{FFFD}a")), ([0x61, 0x80, 0x62], Input.word("a\u{FFFD}b")),
    ([0xE9, 0xC3, 0xA9], Input.word("\u{FFFD}é")),
    ([0xE9, 0x1B, 0x5B, 0x41], Input.word("\u{FFFD}") + [.pressed("up")]),
  ])
  func `a byte that is no UTF-8 is one replacement character, and all else counts`(
    bytes: [UInt8], inputs: [Input]
  ) {
    expect(bytes, inputs)
  }

  @Test func `a letter of a locale without UTF-8 is that letter`() {
    let latin1 = (0x80...0xFF).map { Unicode.Scalar(UInt32($0)) }
    let decoder = InputDecoder(letters: latin1)
    expect([0x6D, 0xE9, 0x1B, 0x5B, 0x41], Input.word("mé") + [.pressed("up")], decoder)
    expect(Array("\u{1b}[200~".utf8) + [0xE9] + Array("\u{1b}[201~".utf8), [.paste("é")], decoder)
  }

  @Test(arguments: [
    ("\u{1b}[H", "home"), ("\u{1b}OH", "home"), ("\u{1b}[1~", "home"), ("\u{1b}[7~", "home"),
    ("\u{1b}[A", "up"),
    ("\u{1b}[1;5C", "ctrl-right"), ("\u{1b}[1;2A", "shift-up"), ("\u{1b}[3;3~", "alt-del"),
    ("\u{1b}[5;7~", "ctrl-alt-pgup"), ("\u{1b}OP", "f1"), ("\u{1b}[[B", "f2"), ("\u{1b}[15~", "f5"),
    ("\u{1b}[1;2P", "shift-f1"), ("\u{1b}[24~", "f12"), ("\u{1b}[Z", "shift-tab"), ("\u{1b}[a", "shift-up"),
    ("\u{1b}Od", "ctrl-left"), ("\u{1b}[3$", "shift-del"), ("\u{1b}[5^", "ctrl-pgup"),
    ("\u{1b}O5D", "ctrl-left"),
    ("\u{1b}", "esc"), ("\r", "enter"), ("\n", "ctrl-j"), ("\t", "tab"), ("\u{7f}", "backspace"),
    ("\u{8}", "backspace"),
    ("\0", "ctrl-space"), ("\u{11}", "ctrl-q"), ("\u{1f}", "ctrl-_"), ("\u{1}", "ctrl-a"),
  ])
  func `a key that comes in pieces is one key`(sequence: String, spelling: String) {
    expect(sequence, [.pressed(spelling)])
    guard sequence != "\u{1b}" else { return }
    expect(
      sequence + sequence + "x", [.pressed(spelling), .pressed(spelling)] + Input.word("x"))
  }

  @Test func `a mouse event that comes in pieces is one event`() {
    let position = Position(column: 9, row: 4)
    expect("\u{1b}[<64;10;5M", [.mouse(.wheelUp, at: position)])
    expect("\u{1b}[<0;10;5M\u{1b}[<0;10;5m", [.mouse(.press, at: position)])
    expect(
      "\u{1b}[<0;10;5M\u{1b}[<4;10;5M", [.mouse(.press, at: position), .mouse(.doubleClick, at: position)])
    expect([0x1B, 0x5B, 0x4D, 0x61, 0x2A, 0x25], [.mouse(.wheelDown, at: position)])
    expect([0x1B, 0x5B, 0x4D, 0x20, 0xFF, 0x21], [.mouse(.press, at: Position(column: 222, row: 0))])
    expect("\u{1b}[<35;10;5M\u{1b}[<2;10;5Mx", Input.word("x"))
  }

  @Test func `Esc alone is answered within ESCDELAY, and not before`() {
    for delay in [25, 100, 500].map(Duration.milliseconds) {
      var line = TypedLine(InputDecoder(escapeDelay: delay))
      line.send([0x1B])
      line.pass(delay - .milliseconds(1))
      #expect(line.inputs.isEmpty)
      line.pass(.milliseconds(1))
      #expect(line.inputs == [.pressed("esc")])
      line.send(Array("[H".utf8))
      #expect(line.inputs == [.pressed("esc")] + Input.word("[H"))
    }
  }

  @Test func `Alt with a letter is told apart from both only where it means something`() {
    expect("\u{1b}r", [.escaped(Key(.character("r")))])
    expect("\u{1b}ñ", [.escaped(Key(.character("ñ")))])
    expect("\u{1b}\u{7f}", [.escaped(Key(.backspace))])
    expect("\u{1b}\u{1b}[A", [.escaped(Key(.up))])
    for letter in "[OP]_" { expect("\u{1b}\(letter)", [.escaped(Key(.character(letter)))]) }
    let map = KeyMap.standard
    #expect(map.keys(escaped: Key(.character("r")), in: .list) == [Key(.escape), Key(.character("r"))])
    #expect(map.keys(escaped: Key(.character("b")), in: .filter) == [Key(.character("b"), .alt)])
    #expect(map.keys(escaped: Key(.backspace), in: .filter) == [Key(.backspace, .alt)])
  }

  @Test func `the keypad in application mode types its characters`() {
    for (letters, characters) in [("jklmno", "*+,-./"), ("pqrstuvwxy", "0123456789"), ("X", "=")] {
      for (letter, character) in zip(letters, characters) {
        expect("\u{1b}O\(letter)", Input.word(String(character)))
      }
    }
    expect("\u{1b}OM", [.pressed("enter")])
    // Alt-O and a letter that no key of the keypad sends.
    expect("\u{1b}Oz", [.escaped(Key(.character("O")))] + Input.word("z"))
  }

  @Test(arguments: [
    "\u{1b}]11;rgb:1e1e/1e1e/1e1e\u{7}", "\u{1b}]11;rgb:1e1e/1e1e/1e1e\u{1b}\\", "\u{1b}]52;c;cm9zYQ==\u{7}",
    "\u{1b}P>|XTerm(379)\u{1b}\\", "\u{1b}P1+r544e=787465726d\u{1b}\\", "\u{1b}_Gi=31;OK\u{1b}\\",
    "\u{1b}[?62;22c",
    "\u{1b}[>41;379;0c", "\u{1b}[24;80R", "\u{1b}[?2026;2$y", "\u{1b}[0n", "\u{1b}[8;24;80t", "\u{1b}[I",
    "\u{1b}[201~",
  ])
  func `a late answer of the terminal types nothing`(answer: String) {
    expect(answer + "x\u{11}", Input.word("x") + [.pressed("ctrl-q")])
  }

  @Test func `an answer whose end got lost swallows no command`() {
    var line = TypedLine()
    line.send(Array("\u{1b}]11;rgb:1e1e\u{11}".utf8))
    #expect(line.inputs == [.pressed("ctrl-q")])
    line.send(Array("\u{1b}]11;rgb:1e1e".utf8))
    line.send(Array("rosa".utf8), after: .seconds(1))
    #expect(line.inputs == [.pressed("ctrl-q")] + Input.word("rosa"))
  }

  @Test(arguments: [
    ("\u{1b}[97;5u", "ctrl-a"), ("\u{1b}[32;2u", "shift-space"), ("\u{1b}[27;5;113~", "ctrl-q"),
    ("\u{1b}[65;2u", "A"),
    ("\u{1b}[97;2u", "A"), ("\u{1b}[97:65;2u", "A"), ("\u{1b}[49:33;2u", "!"), ("\u{1b}[27;2;65~", "A"),
    ("\u{1b}[27;2;33~", "!"), ("\u{1b}[27;6;81~", "ctrl-shift-q"), ("\u{1b}[13;2u", "shift-enter"),
    ("\u{1b}[27;5;13~", "ctrl-enter"), ("\u{1b}[105;5u", "ctrl-i"), ("\u{1b}[49;5u", "ctrl-1"),
    ("\u{1b}[27u", "esc"),
    ("\u{1b}[97;65u", "A"), ("\u{1b}[97;129u", "a"), ("\u{1b}[97;1:2u", "a"), ("\u{1b}[1;1:1A", "up"),
    ("\u{1b}[57399u", "0"), ("\u{1b}[57413u", "+"), ("\u{1b}[57414u", "enter"),
    ("\u{1b}[57419;5u", "ctrl-up"),
    ("\u{1b}[1081::113;5u", "ctrl-q"), ("\u{1b}[98;3u", "alt-b"), ("\u{1b}[97;;225u", "á"),
    ("\u{1b}[9;2u", "shift-tab"),
  ])
  func `keys of the kitty protocol and of modifyOtherKeys are those keys`(sequence: String, spelling: String)
  {
    expect(sequence, [.pressed(spelling)])
  }

  @Test(arguments: [
    "\u{1b}[97;5:3u", "\u{1b}[1;1:3A", "\u{1b}[57441;2u", "\u{1b}[113;9u", "\u{1b}[1114112u", "\u{1b}[55296u",
  ])
  func `releases, modifiers alone and keys of the window system do nothing`(sequence: String) {
    expect(sequence + "x", Input.word("x"))
  }

  @Test func `a terminal's protocol is known by its answer, the better one first`() {
    var line = TypedLine()
    line.send(Array("\u{1b}[>41;379;0c\u{1b}[?62c".utf8))
    #expect(line.offeredProtocol == .modifyOtherKeys(before: nil))
    line = TypedLine()
    line.send(Array("\u{1b}[>65;7006;1c\u{1b}[?62c".utf8))
    #expect(line.offeredProtocol == nil)
    line = TypedLine()
    line.send(Array("\u{1b}[?0u\u{1b}[>41;379;0c\u{1b}[?62c".utf8), by: 3, every: .milliseconds(50))
    #expect(line.offeredProtocol == .kitty)
    line.send(Array("\u{1b}[>4;1m".utf8))
    #expect(line.offeredProtocol == .kitty)
    #expect(line.inputs.isEmpty)
    #expect(!InputModes(reportsMouse: false).enabling.contains("1000"))
  }

  @Test(arguments: [("", "\u{1b}[>4m"), ("\u{1b}[>4;0m", "\u{1b}[>4;0m"), ("\u{1b}[>4;1m", "\u{1b}[>4;1m")])
  func `the keys of xterm are given back as it says they were, or else as its resources have them`(
    answer: String, disabling: String
  ) {
    for size in 1...12 {
      var line = TypedLine()
      line.send(Array("\u{1b}[>41;379;0c\u{1b}[?62c\(answer)\u{1b}[?62cx".utf8), by: size, every: .zero)
      #expect(line.inputs == Input.word("x"))
      let modes = InputModes(reportsMouse: false, keyboard: line.offeredProtocol)
      #expect(modes.disabling.hasPrefix(disabling))
    }
  }

  @Test func `keys that terminfo alone knows are those keys`() {
    let decoder = InputDecoder(sequences: [
      (Array("\u{1b}[224z".utf8), Key(.function(1))), (Array("\u{1b}\t".utf8), Key(.tab, .shift)),
    ])
    expect(
      "\u{1b}[224zx\u{1b}\tx", [.pressed("f1")] + Input.word("x") + [.pressed("shift-tab")] + Input.word("x"),
      decoder)
  }

  @Test func `the end of a line is one, however a terminal pastes it`() {
    expect(Array("\u{1b}[200~a\r\nb\rc\nd\r\re\u{1b}[201~".utf8), [.paste("a\nb\nc\nd\n\ne")])
  }

  @Test func `a paste outlives a pause, and one without an end gives the keys back`() {
    var line = TypedLine()
    line.send(Array("\u{1b}[200~q".utf8))
    line.send(Array("q\u{1b}[201".utf8), after: .seconds(3))
    #expect(line.inputs.isEmpty)
    line.pass(.seconds(5))
    line.send(Array("\u{11}".utf8))
    #expect(line.inputs == [.paste("qq\u{1b}[201"), .pressed("ctrl-q")])
  }

  @Test func `a megabyte is pasted in well under a second`() {
    let text = String(repeating: "mejía núñez ", count: 1 << 16)
    let bytes = Array("\u{1b}[200~\(text)\u{1b}[201~".utf8)
    var line = TypedLine()
    let time = ContinuousClock().measure { line.send(bytes, by: 4_096, every: .zero) }
    #expect(line.inputs == [.paste(text)])
    #expect(time < .seconds(5), "in a debug build, too")
  }

  @Test func `after a million random bytes the keys still work`() {
    var random = RandomSource(seed: 15)
    var line = TypedLine()
    var left = ProofScale.rounds(full: 1_000_000, few: 100_000)
    while left > 0 {
      let count = min(left, Int.random(in: 1...200, using: &random))
      let frequent: [UInt8] = Array("\u{1b}\u{1b}[]OPM<;0127~u_m".utf8)
      let packet = (0..<count).map { _ in
        random.chance(3) ? random.pick(frequent) : UInt8.random(in: 0...255, using: &random)
      }
      line.send(packet, after: .milliseconds(Int.random(in: 0...200, using: &random)))
      left -= count
    }
    line.pass(.seconds(10))
    let before = line.inputs.count
    line.send([0x1B])
    line.send([0x11], after: .seconds(1))
    #expect(
      line.inputs.dropFirst(before).filter { $0 != Input.word("\u{FFFD}")[0] } == [
        .pressed("esc"), .pressed("ctrl-q"),
      ])
  }
}
