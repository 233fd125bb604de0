import Customers
import Dispatch
import Synchronization
import Threading
import Wording

/// Where what the person keeps about customers is kept.
package protocol NoteSource: Sendable {
  /// All of them, and what the person should know about their file, each as a sentence.
  ///
  /// Waits for the disk.
  func notes() throws(UserFacingError) -> (notes: CustomerNotes, remarks: [String])

  /// Keeps a change: when this returns, nothing but the disk's own end can lose it.
  ///
  /// Waits for the disk.
  func keep(_ change: NoteChange) throws(UserFacingError) -> NoteOutcome
}

/// Reads and changes notes, one thing after the other on a thread of its own.
final class NotesWorker: Sendable {
  private let source: any NoteSource
  private let thread = WorkerThread(name: "komet.notes")
  private let post: @Sendable (BrowserEvent) -> Void
  /// Why the latest change failed, for whoever quits with it; nil if it did not.
  private let latestFailure = Mutex<UserFacingError?>(nil)

  init(_ source: any NoteSource, post: @escaping @Sendable (BrowserEvent) -> Void) {
    self.source = source
    self.post = post
  }

  func load() {
    thread.run { [source, post] in
      do throws(UserFacingError) {
        let (notes, remarks) = try source.notes()
        post(.notesLoaded(notes, remarks: remarks))
      } catch {
        post(.notesFailed(error))
      }
    }
  }

  func keep(_ change: NoteChange) {
    thread.run { [self] in
      do throws(UserFacingError) {
        let outcome = try source.keep(change)
        latestFailure.withLock { $0 = outcome.failure?.telling(change) }
        post(.noteAnswered(change, outcome))
      } catch {
        latestFailure.withLock { $0 = error.telling(change) }
        post(.noteNotKept(change, error))
      }
    }
  }

  /// Returns when everything is kept: why the latest change could not be, if so.
  func finish() -> [UserFacingError] {
    let isDone = DispatchSemaphore(value: 0)
    thread.run { isDone.signal() }
    isDone.wait()
    return latestFailure.withLock { [$0].compactMap(\.self) }
  }
}

extension NoteOutcome {
  /// Why a text was not kept; nil if it was.
  fileprivate var failure: UserFacingError? {
    guard case .changedElsewhere = self else { return nil }
    return UserFacingError(
      .file, what: "A note was not kept.", why: "Somebody changed it meanwhile.",
      advice: "Write it once more.")
  }
}

extension UserFacingError {
  /// The same, with the text that would else be lost.
  fileprivate func telling(_ change: NoteChange) -> UserFacingError {
    guard case .text(let text, _) = change.kind, !text.isEmpty else { return self }
    return UserFacingError(kind, what: what, why: "\(why) This was the note: \(text)", advice: advice)
  }
}
