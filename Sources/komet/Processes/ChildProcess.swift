import Foundation

/// Another program, run without a shell and waited for.
///
/// Foundation's `Process` waits for the program's daemons, too (a password manager starts one), so the
/// system is asked directly. Source: posix_spawn(3).
package struct ChildProcess {
  /// The program, by path or by its name in PATH, and its arguments.
  package var arguments: [String]
  package var environment = Self.inherited(from: ProcessInfo.processInfo.environment)
  /// Whether its stderr is kept, rather than shown.
  package var keepsErrors = false
  /// Whether what it writes to its stderr goes where its output goes.
  package var mixesErrors = false
  /// Writes what the program reads from its stdin.
  package var input: Input?
  /// Whether nobody listens to what it says, so that what it leaves behind can go on saying it.
  package var isUnheard = false
  /// Whether it stays out of this program's job, so that ^Z and a closed window don't reach what it leaves behind.
  package var hasOwnJob = false
  /// After this it is killed.
  package var timeout: Duration?
  /// If it prints more than so many bytes, it is killed.
  package var maxOutputBytes = Int.max

  /// Whether it is to be killed, and if it has its own job, with all of that; asked every now and then.
  package var isCancelled: () -> Bool = { false }

  package typealias Input = @Sendable (_ sink: (UnsafeRawBufferPointer) throws -> Void) throws -> Void

  /// The environment without the tokens, which are nobody else's business.
  static func inherited(from environment: [String: String]) -> [String: String] {
    environment.filter { !["KOMET_TOKEN", "KOMET_COMPANY_TOKEN"].contains($0.key) }
  }

  /// What helps with one line, such as a token, gets no more time and room than this.
  package static func helper(_ arguments: [String]) -> ChildProcess {
    ChildProcess(arguments: arguments, timeout: .seconds(10), maxOutputBytes: 64 << 10)
  }

  package struct Outcome {
    /// The exit code, or 128 + the signal that ended it.
    package let status: Int32
    package let output: String
    package let errors: String
  }

  package enum Failure: Error, Equatable {
    /// It could not be started, with the system's reason.
    case notStarted(String)
    case timedOut
    case printedTooMuch
    case cancelled
  }

  /// Runs it until it ends; what it left behind may still hold its output.
  ///
  /// `onErrorLine` takes each line of its stderr as it comes, which is not shown then. `output` has what it wrote
  /// until then whatever happens.
  package func run(onErrorLine: ((String) -> Void)? = nil) throws(Failure) -> Outcome {
    try run(writingTo: OutputPipe(maxBytes: maxOutputBytes), onErrorLine: onErrorLine)
  }

  func run(
    writingTo output: OutputPipe, onErrorLine: ((String) -> Void)? = nil
  ) throws(Failure) -> Outcome {
    let input = input.map(InputPipe.init)
    defer { input?.close() }
    let errors = keepsErrors || onErrorLine != nil ? OutputPipe(maxBytes: maxOutputBytes) : nil
    defer {
      output.close()
      if let onErrorLine { errors?.takeLines(andRest: true).forEach(onErrorLine) }
      errors?.close()
    }
    let process = try spawn(input: input, output: output, errors: errors)
    let status: Int32
    do throws(Failure) {
      status = try wait(for: process, reading: [output, errors].compactMap(\.self)) {
        if let onErrorLine { errors?.takeLines(andRest: false).forEach(onErrorLine) }
      }
    } catch {
      kill(hasOwnJob ? -process : process, SIGKILL)
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      output.readRest()
      throw error
    }
    return Outcome(status: Self.exitCode(of: status), output: output.text, errors: errors?.text ?? "")
  }

  private static func exitCode(of status: Int32) -> Int32 {
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }

  /// Lets it have the terminal until it ends, and returns its exit code, or 128 + the signal that ended it.
  ///
  /// It is a job of its own in front, as a shell would start it, so that ^C and ^Z reach it alone. `stop` is called with the
  /// terminal taken back when it was stopped, and returns when it shall go on. As soon as `isEnding`, it is
  /// asked to end, and soon after that killed. Source: glibc manual, "Implementing a Job Control Shell".
  package func runInTerminal(stop: () -> Void, isEnding: () -> Bool) throws(Failure) -> Int32 {
    let ownJob = getpgrp()
    let process = try spawn(input: nil, output: nil, errors: nil)
    Self.putInFront(process)
    defer { Self.putInFront(ownJob) }
    var askedToEnd: ContinuousClock.Instant?
    var pause: Int32 = 1
    while true {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG | WUNTRACED) == process {
        guard status & 0xFF == 0x7F else { return Self.exitCode(of: status) }
        // One that came to read before it was in front goes on.
        if ![SIGTTIN, SIGTTOU].contains(status >> 8 & 0xFF) {
          Self.putInFront(ownJob)
          stop()
        }
        Self.putInFront(process)
        kill(-process, SIGCONT)
        continue
      }
      if let askedToEnd {
        if askedToEnd + .milliseconds(500) < .now { kill(-process, SIGKILL) }
      } else if isEnding() {
        askedToEnd = .now
        for signal in [SIGTERM, SIGCONT] { kill(-process, signal) }
      }
      poll(nil, 0, pause)
      pause = min(pause * 2, Self.longestPause)
    }
  }

  /// Gives the terminal to a job, also from behind it.
  private static func putInFront(_ job: pid_t) {
    var (signals, before) = (sigset_t(), sigset_t())
    sigemptyset(&signals)
    sigaddset(&signals, SIGTTOU)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    tcsetpgrp(STDIN_FILENO, job)
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  /// The longest pause between two looks at whether the process has ended without letting go of its output.
  private static let longestPause: Int32 = 50

  /// Takes in what the process writes until it ends, and returns its status.
  private func wait(
    for process: pid_t, reading pipes: [OutputPipe], onProgress: () -> Void
  ) throws(Failure) -> Int32 {
    let deadline = timeout.map { ContinuousClock.now + $0 }
    var pause: Int32 = 1
    while true {
      try OutputPipe.read(pipes, milliseconds: pause)
      onProgress()
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        for pipe in pipes { pipe.readRest() }
        return status
      }
      if let deadline, deadline <= .now { throw .timedOut }
      if isCancelled() { throw .cancelled }
      pause = min(pause * 2, Self.longestPause)
    }
  }

  /// Without `output` it has the terminal.
  private func spawn(
    input: InputPipe?, output: OutputPipe?, errors: OutputPipe?
  ) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input.readEnd, STDIN_FILENO)
    } else if output != nil {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    }
    if isUnheard {
      for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
      }
    } else if let output {
      posix_spawn_file_actions_adddup2(&actions, output.writeEnd, STDOUT_FILENO)
      if mixesErrors { posix_spawn_file_actions_adddup2(&actions, output.writeEnd, STDERR_FILENO) }
    }
    if let errors { posix_spawn_file_actions_adddup2(&actions, errors.writeEnd, STDERR_FILENO) }
    // Nothing else that is open here is its business: a cache, or a connection that it would keep from ending.
    #if canImport(Darwin)
    if output == nil {
      for descriptor in [STDIN_FILENO, STDOUT_FILENO] {
        posix_spawn_file_actions_addinherit_np(&actions, descriptor)
      }
    }
    if errors == nil { posix_spawn_file_actions_addinherit_np(&actions, STDERR_FILENO) }
    let isolation = POSIX_SPAWN_CLOEXEC_DEFAULT
    #else
    for descriptor in Self.openDescriptors where descriptor > STDERR_FILENO {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    let isolation: Int32 = 0
    #endif
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // This program ignores some signals, and some of its threads block others; programs expect to die of them.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for number in [SIGPIPE, SIGXFSZ] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let job: Int32 = hasOwnJob || output == nil ? POSIX_SPAWN_SETPGROUP : 0
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | job | isolation))

    var process = pid_t()
    let code = Self.withCStrings(arguments) { arguments in
      Self.withCStrings(environment.map { "\($0)=\($1)" }) { environment in
        arguments[0].map { posix_spawnp(&process, $0, &actions, &attributes, arguments, environment) }
          ?? EINVAL
      }
    }
    input?.begin()
    output?.closeWriteEnd()
    errors?.closeWriteEnd()
    guard code == 0 else { throw .notStarted(String(cString: strerror(code))) }
    return process
  }

  #if !canImport(Darwin)
  private static var openDescriptors: [Int32] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/dev/fd")) ?? []).compactMap { Int32($0) }
  }
  #endif

  private static func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}

/// What another program writes.
final class OutputPipe {
  private var readEnd: Int32
  private(set) var writeEnd: Int32
  private var bytes: [UInt8] = []
  /// How many of the bytes were taken as lines.
  private var takenCount = 0
  private var isAtEnd = false
  private let maxBytes: Int
  /// Whether what is beyond them is read and left out, rather than too much.
  private let cuts: Bool
  /// Whether something was left out.
  private(set) var isCut = false

  init(maxBytes: Int, cuts: Bool = false) {
    self.maxBytes = maxBytes
    self.cuts = cuts
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    (readEnd, writeEnd) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(readEnd, F_SETFL, O_NONBLOCK)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The lines that have come since the last call; `andRest`: also the last one, without its end.
  func takeLines(andRest: Bool) -> [String] {
    let fresh = bytes[takenCount...]
    let end = andRest ? fresh.endIndex : fresh.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? takenCount
    defer { takenCount = end }
    return String(decoding: bytes[takenCount..<end], as: UTF8.self)
      .split(whereSeparator: \.isNewline).map(String.init)
  }

  func closeWriteEnd() {
    Foundation.close(writeEnd)
    writeEnd = -1
  }

  func close() {
    Foundation.close(readEnd)
    if writeEnd >= 0 { closeWriteEnd() }
  }

  /// Takes in what comes within so many milliseconds, which may end early.
  ///
  /// - Throws: `ChildProcess.Failure.printedTooMuch`.
  static func read(_ pipes: [OutputPipe], milliseconds: Int32) throws(ChildProcess.Failure) {
    let open = pipes.filter { !$0.isAtEnd }
    var descriptors = open.map { pollfd(fd: $0.readEnd, events: Int16(POLLIN), revents: 0) }
    guard poll(&descriptors, nfds_t(descriptors.count), milliseconds) > 0 else { return }
    for (pipe, descriptor) in zip(open, descriptors) where descriptor.revents != 0 {
      pipe.readOnce()
      guard pipe.bytes.count <= pipe.maxBytes else { throw .printedTooMuch }
    }
  }

  /// Takes in what is there already.
  func readRest() {
    while !isAtEnd, !isCut, bytes.count <= maxBytes, readOnce() {}
  }

  private static let pieceSize = 1 << 16

  /// False if there is nothing to read now.
  @discardableResult
  private func readOnce() -> Bool {
    var hasRead = true
    let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
      let taken = Foundation.read(readEnd, buffer.baseAddress, buffer.count)
      hasRead = taken >= 0
      count = max(taken, 0)
    }
    if hasRead {
      isAtEnd = piece.isEmpty
    } else {
      isAtEnd = errno != EAGAIN && errno != EINTR
    }
    bytes += cuts ? piece.prefix(maxBytes - bytes.count) : piece[...]
    if cuts, bytes.count == maxBytes { isCut = isCut || !piece.isEmpty }
    return hasRead
  }
}

/// What another program is given to read.
final class InputPipe {
  private let source: ChildProcess.Input
  private(set) var readEnd: Int32
  private var writeEnd: Int32

  init(_ source: @escaping ChildProcess.Input) {
    self.source = source
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    (readEnd, writeEnd) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  /// Writes while the other program reads it, which by now has its end of the pipe.
  ///
  /// The thread ends when all is written, or nobody is left to read it.
  func begin() {
    closeReadEnd()
    let descriptor = writeEnd
    writeEnd = -1
    Thread.detachNewThread { [source] in
      // It would end this program; what waits for a thread ends with it.
      var signals = sigset_t()
      sigemptyset(&signals)
      sigaddset(&signals, SIGPIPE)
      pthread_sigmask(SIG_BLOCK, &signals, nil)
      try? source { piece in
        guard StandardDescriptors.write(piece, to: descriptor) == 0 else { throw ReaderGone() }
      }
      Foundation.close(descriptor)
    }
  }

  private struct ReaderGone: Error {}

  func close() {
    closeReadEnd()
    if writeEnd >= 0 { Foundation.close(writeEnd) }
    writeEnd = -1
  }

  private func closeReadEnd() {
    if readEnd >= 0 { Foundation.close(readEnd) }
    readEnd = -1
  }
}
