import Foundation
import ProofTesting
import Testing

@testable import komet

/// Terminals of all kinds, and what people do to them.
@Suite struct RobustnessTests {
  private let server: SampleServer

  init() throws {
    server = try SampleServer(customers: 200)
  }

  @Test func `resizing all the time while somebody filters breaks nothing`() throws {
    var random = RandomSource(seed: 7)
    let screen = try TmuxScreen(try server.program())
    try screen.wait(for: "● synced")
    for round in 0..<ProofScale.rounds(full: 1_000, few: 60) {
      try screen.resize(
        columns: Int.random(in: 1...220, using: &random), rows: Int.random(in: 1...60, using: &random))
      if round % 3 == 0 {
        try screen.press(random.pick(["r", "o", "s", "a", "C-u", "Down", "PageDown"]))
      }
    }
    try screen.resize(columns: 120, rows: 30)
    try screen.press("C-u")
    try screen.type("2-14")
    let shown = try screen.wait(for: "2-14 BRIDAL CAKES")
    #expect(shown.split(separator: "\n", omittingEmptySubsequences: false).count <= 31)
    try screen.press("C-q")
    try screen.wait(for: "ended with 0")
    #expect(try screen.property("#{alternate_on} #{mouse_any_flag}") == "0 0")
  }

  @Test(
    arguments: [
      "linux", "xterm", "xterm-256color", "tmux-256color", "screen", "vt100", "dumb", "no-such-terminal", "",
    ],
    ["C", "C.UTF-8", "no_such.UTF-8", "no_such.LOCALE", latin1])
  func `every terminal in every locale starts, or is told why not, and is given back`(
    terminal: String, locale: String
  ) throws {
    var program = try server.program()
    if locale == Self.latin1 {
      let isMade = try program.shell("localedef -f ISO-8859-1 -i en_US ./\(locale)").status == 0
      program.variables["LOCPATH"] = program.home.path
      // Not every system has what locales are made from.
      guard isMade else { return }
    }
    let line = "export TERM='\(terminal)' LC_ALL='\(locale)'; '\(Program.path)'"
    let screen = try TmuxScreen(program, running: "\(line); echo ended with $?; exec cat")
    let canBrowse = !["dumb", ""].contains(terminal)
    if canBrowse {
      let shown = try screen.wait(for: "2-14 BRIDAL CAKES")
      #expect(shown.unicodeScalars.allSatisfy(\.isASCII) == !locale.contains("UTF-8"))
      #expect(
        shown.contains("Nothing is known here about TERM") == (terminal == "no-such-terminal"))
      try screen.press("C-q")
      try screen.wait(for: "ended with 0")
    } else {
      try screen.wait(for: "komet list")
      try screen.wait(for: "ended with 2")
    }
    #expect(try screen.property("#{alternate_on} #{mouse_any_flag} #{cursor_flag}") == "0 0 1")
  }

  /// Runs a script in Python that has the program in a terminal of its own; ^S is pressed by `stop`.
  private func play(_ script: String, with arguments: String = "") throws -> ChildProcess.Outcome {
    let program = try server.program()
    try program.home.write(Self.playing + script, to: "play.py")
    return try program.shell("python3 play.py \"$KOMET\" \(arguments)")
  }

  private static let playing = """
    import fcntl, os, re, select, signal, struct, sys, termios, time
    signal.alarm(600)

    def start(rows, columns, *arguments, blocks=True):
      global child, terminal, line
      terminal, line = os.openpty()
      resize(line, rows, columns)
      child = os.fork()
      if child == 0:
        os.set_blocking(line, blocks)
        os.setsid()
        fcntl.ioctl(line, termios.TIOCSCTTY)
        for descriptor in range(3): os.dup2(line, descriptor)
        os.closerange(3, 10)
        os.execv(sys.argv[1], sys.argv[1:2] + list(arguments))

    def resize(terminal, rows, columns):
      fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait_for(text, at_once=65536):
      seen = b""
      while text not in seen: seen += os.read(terminal, at_once)
      return seen

    def rest():
      seen = b""
      while select.select([terminal], [], [], 0)[0]: seen += os.read(terminal, 65536)
      return seen

    def wait_for_last_row(row):
      seen = b""
      while not re.search(b"\\x1b\\[%d[;d]" % row, seen): seen += os.read(terminal, 65536)

    def echoes(): return bool(termios.tcgetattr(line)[3] & termios.ECHO)

    def stop(): termios.tcflow(line, termios.TCOOFF)

    def end(within):
      deadline = time.monotonic() + within
      while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended: return os.waitstatus_to_exitcode(status)
      os.kill(child, signal.SIGKILL)
      return "still running"

    """

  @Test func `a signal at any moment of its start gives the terminal back, and harms no cache`() throws {
    let outcome = try play(
      """
      import random, subprocess
      random.seed(3)
      for round in range(int(sys.argv[2])):
        start(30, 120)
        told, deadline = b"", time.monotonic() + random.random() / 2
        while (left := deadline - time.monotonic()) > 0:
          if select.select([terminal], [], [], left)[0]: told += os.read(terminal, 65536)
        number = random.choice([signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
        os.kill(child, number)
        code = end(within=30)
        told += rest()
        # Before it is there, a signal ends it as it ends any program.
        if code not in (0, -number) or not echoes(): print(number, code, echoes())
        if told.count(b"1049h") != told.count(b"1049l"): print(number, "the screen is not given back")
        os.close(line)
        os.close(terminal)
      print(subprocess.run([sys.argv[1], "list", "--limit", "1"], capture_output=True).returncode)
      """, with: "\(ProofScale.rounds(full: 200, few: 10))")
    #expect(outcome.output == "0\n", "\(outcome.errors)")
  }

  @Test func `a window that is closed ends the browser, and what was marked is there at the next start`()
    throws
  {
    let outcome = try play(
      """
      start(30, 120)
      wait_for(b"synced")
      os.write(terminal, b"\\r ")
      wait_for(b"marked")
      os.close(line)
      os.close(terminal)
      print(end(within=10))
      start(30, 120)
      wait_for(b"earlier")
      os.write(terminal, b"\\x11")
      wait_for(b"1049l")
      print(end(within=10))
      """)
    #expect(outcome.output == "0\n0\n", "\(outcome.errors)")
  }

  @Test(arguments: ["SIGTERM", "SIGHUP", "SIGINT"])
  func `a terminal that nobody reads holds up no end`(signal: String) throws {
    let outcome = try play(
      """
      start(30, 120)
      wait_for(b"synced")
      stop()
      os.write(terminal, b"rosa")
      os.kill(child, signal.\(signal))
      print(end(within=5), echoes())
      """)
    #expect(outcome.output == "0 True\n")
  }

  @Test func `whatever signal ends it, the terminal is given back`() throws {
    let outcome = try play(
      """
      names = "USR1 USR2 ALRM VTALRM PROF XCPU SYS IO PWR STKFLT RTMIN RTMAX QUIT SEGV ABRT TERM HUP INT"
      for number in [getattr(signal, "SIG" + name) for name in names.split()]:
        start(30, 120)
        wait_for(b"synced")
        polite = number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
        os.kill(child, number)
        # Mouse, paste and keypad off, cursor on, title and screen from before.
        told = wait_for(b"1049l")
        code = end(within=30)
        told += rest()
        for words in [b"1000l", b"?2004l", b"\\x1b[?1l", b"\\x1b[23;2t"]:
          if words not in told: print(number, words)
        if told.rfind(b"?25l") > told.rfind(b"?25h"): print(number, "cursor")
        if code != (0 if polite else -number) or not echoes(): print(number, code, echoes())
        os.close(line)
        os.close(terminal)
      """)
    #expect(outcome.output.isEmpty && outcome.status == 0, "\(outcome.output) \(outcome.errors)")
  }

  @Test func `after a hundred thousand random bytes the browser is alive, and Esc and ^Q work`() throws {
    let outcome = try play(
      """
      import random
      random.seed(15)
      frequent = b"\\x1b\\x1b[]OPM<;0127~u_m"
      # ^Q, ^C and q would end it.
      others = bytes(set(range(256)) - set(b"\\x11\\x03q"))

      def begin():
        start(30, 120)
        wait_for(b"synced")
        os.set_blocking(terminal, False)

      def send(packet):
        # Whoever finds a way out all the same did so in order.
        try:
          while packet:
            readable, writable, _ = select.select([terminal], [terminal], [], 30)
            if readable: os.read(terminal, 65536)
            if writable: packet = packet[os.write(terminal, packet[:512]):]
        except OSError:
          code = end(within=30)
          if code: print("ended with", code)
          begin()

      left = int(sys.argv[2])
      begin()
      while left > 0:
        count = random.randint(1, 200)
        send(bytes(random.choice(random.choice([frequent, others, others])) for _ in range(count)))
        left -= count
      # A paste or an answer that was begun is over after a while.
      send(b"\\x1b[201~")
      for _ in range(12):
        send(b"\\x1b")
        while select.select([terminal], [], [], 0.3)[0]: os.read(terminal, 65536)
      os.set_blocking(terminal, True)
      os.write(terminal, b"\\x0c")
      wait_for(b"type to filter")
      os.write(terminal, b"\\x11")
      wait_for(b"1049l")
      print(end(within=30), echoes())
      """, with: "\(ProofScale.rounds(full: 100_000, few: 4_000))")
    #expect(outcome.output == "0 True\n", "\(outcome.errors)")
  }

  @Test func `a terminal that doesn't block, read slowly, gets every frame whole`() throws {
    let outcome = try play(
      """
      start(50, 200, blocks=False)
      wait_for(b"synced")
      for key in b"\\rjjjjjjjjjjjjjjjjjjjjTTTTTTTTTT\\x1b": os.write(terminal, bytes([key]))
      # Nobody reads for a while, so the terminal is full in the middle of a frame.
      while not select.select([], [], [], 0.5) == ([], [], []): pass
      os.write(terminal, b"/zzz")
      wait_for(b"zzz", at_once=64)
      os.write(terminal, b"\\x11")
      wait_for(b"1049l")
      print(end(within=30))
      """)
    #expect(outcome.output == "0\n", "\(outcome.errors)")
  }

  @Test(arguments: [(65_535, 80), (24, 65_535), (32_768, 40)])
  func `a terminal of more rows or columns than can be counted is drawn on in part`(rows: Int, columns: Int)
    throws
  {
    let outcome = try play(
      """
      start(\(rows), \(columns))
      wait_for_last_row(\(min(rows, 1_024)))
      resize(terminal, 30, 120)
      wait_for_last_row(30)
      resize(terminal, \(rows), \(columns))
      wait_for_last_row(\(min(rows, 1_024)))
      os.write(terminal, b"\\x11")
      wait_for(b"1049l")
      print(end(within=30))
      """)
    #expect(outcome.output == "0\n")
  }

  @Test(arguments: [
    "SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGALRM", "SIGXCPU", "SIGSYS", "SIGRTMIN",
  ])
  func `a signal at the password ends the login and gives the echo back`(signal: String) throws {
    let outcome = try play(
      """
      start(30, 120, "login", "--user", "julian")
      wait_for(b"Password of julian:")
      hidden = not echoes()
      os.kill(child, signal.\(signal))
      print(hidden, end(within=30) == -signal.\(signal), echoes())
      """)
    #expect(outcome.output == "True True True\n")
  }

  private static let latin1 = "en_US.ISO-8859-1"
}
