import CNcurses
import Foundation
import TerminalText
import Wording

/// The terminal of the process, driven by ncurses.
///
/// There is one at a time. Make the `SignalWatcher` first: ncurses then leaves its signals alone.
package final class NcursesTerminal: Terminal {
  package private(set) var size: Size
  package let charset: Charset
  package let inputDescriptor = STDIN_FILENO
  /// What a person should know about the terminal; nil if all is as usual.
  package let remark: String?

  private enum Mode {
    case active
    case suspended
    case restored
  }

  private let output: TerminalOutput
  private var mode = Mode.active
  private var painter: ScreenPainter
  /// Nil for a terminal that isn't known to have links.
  private var links: LinkPainter?
  private var reader: InputReader
  private var modes: InputModes
  /// Whether a frame has taken the screen.
  private var hasScreen = false
  /// Whether it can be sent what it may not know, such as OSC.
  private let takesControlStrings: Bool
  /// What the kind of terminal is known to have.
  private var offeredProtocol: KeyboardProtocol?
  /// How the line was before.
  private let lineSettings: LineSettings?

  /// What the window is called; nil until that is said.
  private var title: String?

  /// Takes the screen.
  ///
  /// Throws if standard input and output are no terminal, or one that can't move its cursor. Without `usesColor`
  /// there are attributes only (no-color.org). `wanted` is what a UTF-8 locale gets; any other gets ASCII. Without
  /// `reportsMouse` the terminal keeps the mouse to itself.
  package init(usesColor: Bool, charset wanted: Charset, reportsMouse: Bool = true) throws(SetupError) {
    for (descriptor, name) in [(STDIN_FILENO, "input"), (STDOUT_FILENO, "output")]
    where isatty(descriptor) == 0 {
      throw Self.unusable("standard \(name) is not one")
    }
    charset = CharacterLocale.current.isUTF8 ? wanted : .ascii

    let type = ProcessInfo.processInfo.environment["TERM"] ?? ""
    lineSettings = LineSettings(of: STDIN_FILENO)
    do {
      output = try TerminalOutput()
    } catch {
      throw Self.unusable("it could not be opened once more: \(error)")
    }
    let stream = output.stream
    let known = Self.withClampedSize {
      TerminalCapabilities.types(for: type).first { komet_newterm($0, stream) != nil }
    }
    guard let known else {
      throw Self.unusable(
        type.isEmpty ? "TERM doesn't say which it is" : "nothing is known about TERM=\(visibleText(type))")
    }
    remark =
      known == type ? nil : "Nothing is known here about TERM=\(visibleText(type)), so it counts as \(known)"
    guard Self.capability("cup") != nil else {
      endwin()
      throw Self.unusable("TERM=\(visibleText(type)) can't move its cursor")
    }
    output.namesColumns = Self.capability("hpa") == "\u{1B}[%i%p1%dG"
    takesControlStrings = TerminalCapabilities.takesControlStrings(type: type)
    raw()
    noecho()
    nonl()
    size = Size(columns: Int(komet_cols()), rows: Int(komet_lines()))
    painter = ScreenPainter(usesColor: usesColor)
    if takesControlStrings, charset != .ascii,
      TerminalCapabilities.showsLinks(type: type, environment: ProcessInfo.processInfo.environment)
    {
      links = LinkPainter()
    }
    keypad(komet_stdscr(), true)
    let hasMouse = Self.capability("kmous") != nil
    modes = InputModes(reportsMouse: reportsMouse && hasMouse)
    reader = InputReader(from: inputDescriptor, reportsMouse: modes.reportsMouse)
    CrashRestoration.arm(with: restoringSequences, to: output.terminal, lineSettings: lineSettings)
    output.write(modes.enabling)
    offeredProtocol = takesControlStrings ? KeyboardProtocol(type: type) : nil
    // Others than xterm and its like might show the question.
    if hasMouse, takesControlStrings, offeredProtocol == nil, !type.hasPrefix("screen") {
      reader.noteQuestion()
      output.write(KeyboardProtocol.question)
    }
    updateSize()
  }

  deinit { restore() }

  package var colorDepth: ColorDepth { painter.colorDepth }

  package func present(_ frame: Frame) {
    guard mode == .active else { return }
    if painter.isAboutToForget { links?.forget() }
    let linked = links?.sequences(for: frame, on: size) ?? ""
    output.writeFrame(followedBy: linked) { painter.paint(frame, on: size) }
    hasScreen = true
    enableKeyboardProtocol()
  }

  /// Not before the first frame, which takes the screen: kitty keeps the flags of each screen.
  private func enableKeyboardProtocol() {
    guard hasScreen, modes.keyboard == nil, let offered = offeredProtocol ?? reader.offeredProtocol else {
      return
    }
    if offeredProtocol == nil, case .modifyOtherKeys = offered {
      reader.noteQuestion()
      output.write(KeyboardProtocol.valueQuestion)
    }
    output.write(offered.enabling)
    use(offered)
  }

  private func use(_ keyboard: KeyboardProtocol) {
    modes.keyboard = keyboard
    CrashRestoration.replaceSequences(with: restoringSequences)
  }

  /// What the keys were set to comes back in the end, but is known only after they are set anew.
  private func noteKeyboardAnswer() {
    guard let current = modes.keyboard, let told = reader.offeredProtocol, told != current else { return }
    if case .modifyOtherKeys = current, offeredProtocol == nil { use(told) }
  }

  package func readInput() -> [Input] {
    guard mode == .active else { return [] }
    var inputs: [Input] = updateSize() ? [.resized] : []
    inputs += reader.readAll()
    noteKeyboardAnswer()
    enableKeyboardProtocol()
    if inputs.isEmpty, isClosed { inputs.append(.closed) }
    return inputs
  }

  package var inputDeadline: ContinuousClock.Instant? { mode == .active ? reader.deadline : nil }

  package func redraw() {
    painter.forget()
    links?.forget()
    clearok(komet_stdscr(), true)
  }

  package func bell() {
    output.writeFrame { beep() }
  }

  package func copyToClipboard(_ text: String) -> Bool {
    guard mode == .active, takesControlStrings else { return false }
    output.write("\u{1b}]52;c;\(Data(text.utf8).base64EncodedString())\u{7}")
    return true
  }

  package func setTitle(_ title: String) {
    guard mode == .active, takesControlStrings, title != self.title else { return }
    let saving = self.title == nil ? KeySequences.saveTitle : ""
    self.title = title
    if !saving.isEmpty { CrashRestoration.replaceSequences(with: restoringSequences) }
    output.writeWithNextFrame("\(saving)\u{1b}]2;\(title)\u{7}")
  }

  package func suspend() {
    guard mode == .active else { return }
    mode = .suspended
    reader.takeAnswers()
    noteKeyboardAnswer()
    leaveScreen()
    lineSettings?.restore(on: STDIN_FILENO)
  }

  private func leaveScreen() {
    output.write(modes.disabling)
    modes.keyboard = nil
    hasScreen = false
    if title != nil { output.write(KeySequences.restoreTitle) }
    title = nil
    CrashRestoration.replaceSequences(with: restoringSequences)
    // Written by ncurses itself, it would wait for a terminal that nobody reads.
    output.writeFrame { endwin() }
  }

  package func resume() {
    guard mode != .restored else { return }
    // In the background this stops the process until it is in front again.
    reset_prog_mode()
    if mode == .active {
      // Others may have used the terminal meanwhile: everything is told anew.
      leaveScreen()
      reset_prog_mode()
    }
    mode = .active
    updateSize()
    redraw()
    // It was switched off with the screen, and ncurses would switch it on again when asked for a key.
    output.writeFrame { keypad(komet_stdscr(), true) }
    output.write(modes.enabling)
  }

  package func restore() {
    guard mode != .restored else { return }
    if mode == .active { suspend() }
    mode = .restored
    CrashRestoration.disarm()
  }

  /// The part of the terminal that is drawn on, or nil if the system doesn't know its size.
  private static var currentSize: Size? {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 else {
      return nil
    }
    return Size(columns: Int(window.ws_col), rows: Int(window.ws_row)).clamped
  }

  /// Lets ncurses find a size that it can count to, wherever it looks for it.
  private static func withClampedSize<Result>(_ start: () -> Result) -> Result {
    let environment = ProcessInfo.processInfo.environment
    let told = Size(
      columns: environment["COLUMNS"].flatMap { Int($0) } ?? 0,
      rows: environment["LINES"].flatMap { Int($0) } ?? 0)
    let size = currentSize ?? told.clamped
    for (name, value) in [("COLUMNS", size.columns), ("LINES", size.rows)] where value > 0 {
      setenv(name, String(value), 1)
    }
    defer {
      for name in ["COLUMNS", "LINES"] {
        if let value = environment[name] { setenv(name, value, 1) } else { unsetenv(name) }
      }
    }
    return start()
  }

  /// Follows the terminal's size; returns whether it changed.
  @discardableResult
  private func updateSize() -> Bool {
    guard let current = Self.currentSize, current != size else { return false }
    resizeterm(Int32(current.rows), Int32(current.columns))
    size = current
    painter.forget()
    links?.forget()
    return true
  }

  private var isClosed: Bool {
    var descriptor = pollfd(fd: inputDescriptor, events: Int16(POLLIN), revents: 0)
    let closed = Int16(POLLHUP | POLLERR | POLLNVAL)
    return poll(&descriptor, 1, 0) > 0 && descriptor.revents & closed != 0
  }

  private static func unusable(_ cause: String) -> SetupError {
    SetupError(
      .terminal, "komet needs a terminal", cause: cause, advice: "for scripts use `komet list`")
  }

  static func capability(_ name: String) -> String? {
    // (char *)-1 says that there is no capability of that name.
    guard let text = tigetstr(name), text != UnsafeMutablePointer(bitPattern: -1) else { return nil }
    return String(cString: text)
  }

  /// Whatever undoes what the terminal was told: keyboard, paste, mouse, title, keypad, colours, cursor, alternate screen.
  private var restoringSequences: String {
    modes.disabling + (title == nil ? "" : KeySequences.restoreTitle)
      + ["rmkx", "sgr0", "op", "cnorm", "rmcup"].compactMap(Self.capability).joined()
  }
}
