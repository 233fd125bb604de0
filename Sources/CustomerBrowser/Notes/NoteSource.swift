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
  /// Why changes failed since nobody is there any more to be told by the screen; nil while somebody is.
  private let untold = Mutex<[UserFacingError]?>(nil)

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
        post(.noteAnswered(change, try source.keep(change)))
      } catch {
        untold.withLock { $0?.append(error) }
        post(.noteNotKept(change, error))
      }
    }
  }

  /// Returns when everything is kept: why it could not be, if so.
  func finish() -> [UserFacingError] {
    untold.withLock { $0 = [] }
    let isDone = DispatchSemaphore(value: 0)
    thread.run { isDone.signal() }
    isDone.wait()
    return untold.withLock { $0 ?? [] }
  }
}
