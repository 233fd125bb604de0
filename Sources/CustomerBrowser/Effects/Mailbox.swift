import Synchronization

/// Carries messages from any thread to the one that takes them out.
package final class Mailbox<Message: Sendable>: Sendable {
  private let messages = Mutex<[Message]>([])
  private let wake: @Sendable () -> Void

  /// Makes a mailbox that calls `wake` whenever it was empty and no longer is.
  package init(wake: @escaping @Sendable () -> Void) {
    self.wake = wake
  }

  package func post(_ message: Message) {
    let wasEmpty = messages.withLock { messages in
      messages.append(message)
      return messages.count == 1
    }
    if wasEmpty { wake() }
  }

  /// Takes everything out, in the order of arrival.
  package func drain() -> [Message] {
    messages.withLock { messages in
      defer { messages.removeAll(keepingCapacity: true) }
      return messages
    }
  }
}
