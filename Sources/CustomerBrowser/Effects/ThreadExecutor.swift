import Customers
import Threading

/// Runs the steps of tasks on one thread.
final class ThreadExecutor: TaskExecutor {
  private let thread: WorkerThread

  init(_ thread: WorkerThread) {
    self.thread = thread
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    thread.run { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
  }
}
