import Synchronization
import Threading

/// A table with everything that searching and sorting it needs.
///
/// Making one costs next to nothing: the index and the orders are made once, in the background, when they are first
/// wanted. Safe to share between threads.
package final class CustomerSnapshot: Sendable {
  package let table: CustomerTable
  /// What is known of the customers' contacts, which may grow.
  package let contacts: ContactBook
  /// How much room its texts take on a screen.
  package let widths: TextWidths
  /// The folded texts.
  let index: Deferred<SearchIndex>
  /// The distinct words of the texts.
  let words: Deferred<WordIndex>
  let typeCounts: Deferred<ValueCounts>
  let salespersonCounts: Deferred<ValueCounts>
  /// Stands in for the order by name until that is there.
  let nameStarts: Deferred<NameStarts>
  /// The duplicates that were looked for last, or are being looked for.
  private let duplicateSearch = Mutex<DuplicateSearch?>(nil)
  private let names: Deferred<ColumnOrder>
  private let byName: Deferred<RowOrder>
  /// The orders that were wanted last, the latest at the end.
  private let otherOrders = Mutex<[OtherOrder]>([])

  private struct OtherOrder {
    let sort: CustomerOrder
    let notes: CustomerNotes
    let contactChanges: Int
    let rows: Deferred<RowOrder>
  }

  /// Each order takes eight bytes a customer.
  private static let maxOtherOrders = 2

  package init(_ table: CustomerTable, contacts: ContactBook = ContactBook()) {
    self.table = table
    self.contacts = contacts
    widths = TextWidths(of: table)
    let index = Deferred { SearchIndex(table) }
    self.index = index
    words = Deferred { WordIndex(index.made()) }
    typeCounts = Deferred { ValueCounts(table.types, codes: table.typeCodes) }
    salespersonCounts = Deferred {
      ValueCounts(table.salespeople.map(\.name), codes: table.salespersonCodes)
    }
    nameStarts = Deferred { NameStarts(table) }
    names = Deferred(hasLowPriority: true) { ColumnSort(table: table).nameOrder() }
    byName = Deferred(hasLowPriority: true) { [names] in RowOrder(names.made().rows, .deferrable) }
  }

  /// Makes what the first keys else make and wait for.
  package func prepareIndex() {
    _ = index.made()
    _ = typeCounts.made()
    _ = salespersonCounts.made()
  }

  /// Makes what similar rows are found by, a few tenths of a second for a million customers; searches can go on
  /// meanwhile.
  package func prepareWords() {
    _ = words.made()
  }

  /// Makes the order by name, half a second for a million customers; searches can go on meanwhile.
  ///
  /// Until it is there a search for many rows has to wait, but for the first of them.
  package func prepareOrder() {
    _ = byName.made()
  }

  /// The customers who seem to be there twice, but for pairs that the person set apart.
  ///
  /// They are looked for in the background, some seconds for a million customers, and kept until other pairs are asked for.
  func duplicates(apart pairs: Set<CustomerPair>) -> DuplicateSearch {
    duplicateSearch.withLock { latest in
      if let latest, latest.pairs == pairs, !latest.work.isStopped() { return latest }
      latest?.work.stop()
      let work = DuplicateWork()
      let search = DuplicateSearch(
        pairs: pairs, work: work,
        found: Deferred(hasLowPriority: true) { [index, table, contacts] in
          Duplicates(index.made(), table, contacts.duplicateKeys(), apart: pairs, work)
        })
      latest = search
      return search
    }
  }

  /// Stops looking for duplicates unless they are found.
  package func stopDuplicates() {
    duplicateSearch.withLock { latest in
      guard let search = latest, search.found.valueIfReady == nil else { return }
      search.work.stop()
      latest = nil
    }
  }

  /// How far the search for duplicates is, from 0 to 1; nil if nobody asks for them, or they are found.
  package var duplicateProgress: Double? {
    duplicateSearch.withLock { latest in
      guard let latest, latest.found.valueIfReady == nil else { return nil }
      return latest.work.progress
    }
  }

  /// All rows in an order, which may be by what is in the notes or known of contacts.
  func rows(in sort: CustomerOrder, _ notes: CustomerNotes) -> Deferred<RowOrder> {
    if sort == CustomerOrder(.name) { return byName }
    let notes = sort.asksForNotes ? notes : CustomerNotes()
    let contactChanges = sort.asksForContacts ? contacts.changeCount : 0
    return otherOrders.withLock { orders in
      let known = orders.firstIndex {
        $0.sort == sort && $0.contactChanges == contactChanges && $0.notes == notes
      }
      .map { orders.remove(at: $0).rows }
      let rows =
        known
        ?? Deferred { [table, names, contacts] in
          let reaches = sort.asksForContacts ? contacts.reaches() : ContactReaches()
          return RowOrder(
            ColumnSort(table: table, notes: notes, reaches: reaches).rows(in: sort, names: names.made()))
        }
      if orders.count == Self.maxOtherOrders { orders.removeFirst() }
      orders.append(
        OtherOrder(sort: sort, notes: notes, contactChanges: contactChanges, rows: rows))
      return rows
    }
  }
}
