import CustomerBrowser
import Customers
import Foundation
import TerminalText

/// Runs what the person's own commands name, each in a job of its own, without a shell and without the tokens.
struct OwnPrograms: ProgramRunning {
  /// Of more nobody reads on a screen.
  private static let maxOutputBytes = 64 << 10

  func run(_ call: ProgramCall, isCancelled: @escaping @Sendable () -> Bool) -> ProgramOutcome {
    var process = ChildProcess(arguments: call.arguments, timeout: .seconds(call.timeout))
    process.mixesErrors = true
    process.hasOwnJob = true
    process.isCancelled = isCancelled
    if let customers = call.input { process.input = { sink in try customers.write(to: sink) } }
    let output = OutputPipe(maxBytes: Self.maxOutputBytes, cuts: true)
    func outcome(_ end: ProgramOutcome.End) -> ProgramOutcome {
      ProgramOutcome(end, output: output.text, isCut: output.isCut)
    }
    do throws(ChildProcess.Failure) {
      return outcome(.exited(try process.run(writingTo: output).status))
    } catch {
      return outcome(Self.end(of: call, error))
    }
  }

  func runInTerminal(_ call: ProgramCall, stop: () -> Void, isEnding: () -> Bool) -> ProgramOutcome {
    do throws(ChildProcess.Failure) {
      let process = ChildProcess(arguments: call.arguments)
      return ProgramOutcome(.exited(try process.runInTerminal(stop: stop, isEnding: isEnding)))
    } catch {
      return ProgramOutcome(Self.end(of: call, error))
    }
  }

  private static func end(of call: ProgramCall, _ failure: ChildProcess.Failure) -> ProgramOutcome.End {
    switch failure {
    case .timedOut: return .timedOut
    case .cancelled, .printedTooMuch: return .cancelled
    case .notStarted(let reason):
      let program = visibleText(call.arguments.first ?? "")
      switch reason {
      case String(cString: strerror(ENOENT)):
        return .notStarted("there is no program \(program); see its argv")
      case String(cString: strerror(EACCES)):
        return .notStarted("\(program) may not be executed; chmod +x lets it")
      case String(cString: strerror(ENOEXEC)):
        return .notStarted("\(program) is no program; a script begins with #! and its interpreter")
      case String(cString: strerror(E2BIG)): return .notStarted("its arguments are too long")
      default: return .notStarted("\(program): \(reason)")
      }
    }
  }
}
