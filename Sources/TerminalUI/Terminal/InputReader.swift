import CNcurses
import Foundation

/// Reads what the terminal sends, and has it decoded.
///
/// ncurses reads nothing: what waits inside it would be invisible to `poll`, and its patience is its own.
struct InputReader {
  private let descriptor: Int32
  private var decoder: InputDecoder
  /// When the terminal was asked what it has.
  private var askedAt: ContinuousClock.Instant?
  /// How many answers end what it was asked.
  private var questionCount = 0

  /// To be made when ncurses knows the terminal.
  init(from descriptor: Int32, reportsMouse: Bool) {
    self.descriptor = descriptor
    decoder = InputDecoder(
      reportsMouse: reportsMouse, escapeDelay: Self.escapeDelay, sequences: Self.terminfoSequences,
      letters: Self.localLetters)
  }

  /// Everything that has come in.
  mutating func readAll() -> [Input] {
    decoder.decode(arrivedBytes(), at: .now)
  }

  var deadline: ContinuousClock.Instant? { decoder.deadline }

  var offeredProtocol: KeyboardProtocol? { decoder.offeredProtocol }

  mutating func noteQuestion() {
    askedAt = .now
    questionCount += 1
  }

  private var hasAnswered: Bool { decoder.identityCount >= questionCount }

  /// Takes in the answers to what was asked a moment ago, lest the shell finds them typed.
  ///
  /// It waits only for a terminal that may still answer.
  mutating func takeAnswers() {
    guard let askedAt, !hasAnswered else { return }
    let deadline = min(askedAt + Self.answerPatience, .now + Self.lastPatience)
    while !hasAnswered, case let left = deadline - .now, left > .zero {
      var input = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let count = poll(&input, 1, Int32(left / .milliseconds(1)) + 1)
      if count < 0, errno == EINTR { continue }
      // Neither answers the terminal of a closed window.
      guard count > 0, input.revents == Int16(POLLIN) else { break }
      _ = readAll()
    }
    self.askedAt = nil
    questionCount = decoder.identityCount
  }

  private static let answerPatience = Duration.seconds(1)
  private static let lastPatience = Duration.milliseconds(200)

  private func arrivedBytes() -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < Self.limit {
      var input = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&input, 1, 0) > 0, input.revents & Int16(POLLIN) != 0 else { break }
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer.prefix(count)
    }
    return bytes
  }

  /// So that a flood can't keep the browser from painting.
  private static let limit = 1 << 20

  /// What `ESCDELAY` says in milliseconds, as to every program on ncurses.
  private static var escapeDelay: Duration {
    guard let delay = ProcessInfo.processInfo.environment["ESCDELAY"].flatMap({ Int($0) }),
      (0...10_000).contains(delay)
    else { return InputDecoder.defaultEscapeDelay }
    return .milliseconds(delay)
  }

  /// The keys that terminfo knows, for terminals that send them in their own way.
  private static var terminfoSequences: [InputDecoder.KeySequence] {
    let functions = (1...12).map { ("kf\($0)", Key(.function($0))) }
    return (namedKeys + functions).compactMap { name, key in
      guard let sequence = NcursesTerminal.capability(name).map({ Array($0.utf8) }), sequence.count > 1,
        sequence.first == Byte.escape
      else { return nil }
      return (sequence, key)
    }
  }

  private static let namedKeys: [(String, Key)] = [
    ("kcuu1", Key(.up)), ("kcud1", Key(.down)), ("kcub1", Key(.left)), ("kcuf1", Key(.right)),
    ("khome", Key(.home)), ("kend", Key(.end)), ("kpp", Key(.pageUp)), ("knp", Key(.pageDown)),
    ("kich1", Key(.insert)), ("kdch1", Key(.delete)), ("kent", Key(.enter)), ("kcbt", Key(.tab, .shift)),
    ("kri", Key(.up, .shift)), ("kind", Key(.down, .shift)), ("kLFT", Key(.left, .shift)),
    ("kRIT", Key(.right, .shift)), ("kHOM", Key(.home, .shift)), ("kEND", Key(.end, .shift)),
    ("kDC", Key(.delete, .shift)),
  ]

  /// What each byte from 0x80 on is in the locale; nil where none is a letter by itself, as in UTF-8.
  private static var localLetters: [Unicode.Scalar?]? {
    guard String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" else { return nil }
    let letters = (0x80...0xFF).map {
      Unicode.Scalar(UInt32(bitPattern: Int32(truncatingIfNeeded: btowc($0))))
    }
    return letters.contains { $0 != nil } ? letters : nil
  }
}
