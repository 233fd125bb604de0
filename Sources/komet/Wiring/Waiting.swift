import Dispatch

/// Runs asynchronous work from a thread that is none of its pool's, and waits for it.
func waiting<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
  let box = ResultBox<Value>()
  let done = DispatchSemaphore(value: 0)
  Task.detached {
    box.value = await work()
    done.signal()
  }
  done.wait()
  guard let value = box.value else { preconditionFailure("the work ended without a value") }
  return value
}

/// Carries one value from the task that makes it to the thread that waits for it.
private final class ResultBox<Value: Sendable>: @unchecked Sendable {
  // Written before the semaphore is signalled and read after it was waited for.
  var value: Value?
}
