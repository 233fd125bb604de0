/// A table with everything that searching and sorting it needs.
///
/// Making one is expensive: do it off the main thread. Safe to share between threads.
package final class CustomerSnapshot: Sendable {
  package let table: CustomerTable

  package init(_ table: CustomerTable) {
    self.table = table
  }
}
