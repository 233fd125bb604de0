import Foundation

/// Another program, run without a shell and waited for.
///
/// Foundation's `Process` waits for the program's daemons, too (a password manager starts one), so the
/// system is asked directly. Source: posix_spawn(3).
package struct ChildProcess {
  /// The program, by path or by its name in PATH, and its arguments.
  package var arguments: [String]
  package var environment = ProcessInfo.processInfo.environment
  /// Whether its stderr is kept, rather than shown.
  package var keepsErrors = false
  /// What it reads from its stdin.
  package var input: String?
  /// Whether nobody listens to what it says, so that what it leaves behind can go on saying it.
  package var isUnheard = false
  /// Whether it stays out of this program's job, so that ^Z and a closed window don't reach what it leaves behind.
  package var hasOwnJob = false
  /// After this it is killed.
  package var timeout: Duration?
  /// If it prints more than so many bytes, it is killed.
  package var maxOutputBytes = Int.max

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
  }

  /// Runs it until it ends; what it left behind may still hold its output.
  ///
  /// `onErrorLine` takes each line of its stderr as it comes, which is not shown then.
  package func run(onErrorLine: ((String) -> Void)? = nil) throws(Failure) -> Outcome {
    let input = input.map(InputPipe.init)
    defer { input?.close() }
    let output = OutputPipe(maxBytes: maxOutputBytes)
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
      kill(process, SIGKILL)
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      throw error
    }
    let signal = status & 0x7F
    return Outcome(
      status: signal == 0 ? status >> 8 & 0xFF : 128 + signal, output: output.text, errors: errors?.text ?? ""
    )
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
      pause = min(pause * 2, Self.longestPause)
    }
  }

  private func spawn(
    input: InputPipe?, output: OutputPipe, errors: OutputPipe?
  ) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input.readEnd, STDIN_FILENO)
    } else {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    }
    if isUnheard {
      for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
      }
    } else {
      posix_spawn_file_actions_adddup2(&actions, output.writeEnd, STDOUT_FILENO)
    }
    if let errors { posix_spawn_file_actions_adddup2(&actions, errors.writeEnd, STDERR_FILENO) }
    // Nothing else that is open here is its business: a cache, or a connection that it would keep from ending.
    #if canImport(Darwin)
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
    let job: Int32 = hasOwnJob ? POSIX_SPAWN_SETPGROUP : 0
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
    output.closeWriteEnd()
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

  init(maxBytes: Int) {
    self.maxBytes = maxBytes
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
    while !isAtEnd, bytes.count <= maxBytes, readOnce() {}
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
    bytes += piece
    return hasRead
  }
}

/// What another program is given to read.
final class InputPipe {
  private let text: String
  private(set) var readEnd: Int32
  private var writeEnd: Int32

  init(_ text: String) {
    self.text = text
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    (readEnd, writeEnd) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  /// Writes the text while the other program reads it, which by now has its end of the pipe.
  ///
  /// The thread ends when all is written, or nobody is left to read it.
  func begin() {
    closeReadEnd()
    let (descriptor, bytes) = (writeEnd, Array(text.utf8))
    writeEnd = -1
    Thread.detachNewThread {
      // It would end this program; what waits for a thread ends with it.
      var signals = sigset_t()
      sigemptyset(&signals)
      sigaddset(&signals, SIGPIPE)
      pthread_sigmask(SIG_BLOCK, &signals, nil)
      _ = bytes.withUnsafeBytes { StandardDescriptors.write($0, to: descriptor) }
      Foundation.close(descriptor)
    }
  }

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
