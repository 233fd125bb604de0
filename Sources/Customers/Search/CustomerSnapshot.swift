import Synchronization

/// A table with everything that searching and sorting it needs.
///
/// Making one costs nothing: the index and the orders are made once, in the background, when they are first
/// wanted. Safe to share between threads.
package final class CustomerSnapshot: Sendable {
  package let table: CustomerTable
  /// The folded texts.
  let index: Deferred<SearchIndex>
  /// Makes the first letter fast; searching does without while it isn't there.
  let letters: Deferred<LetterTable>
  let typeCounts: Deferred<ValueCounts>
  let salespersonCounts: Deferred<ValueCounts>
  private let names: Deferred<ColumnOrder>
  private let orders = Mutex<[SortOrder: Deferred<RowOrder>]>([:])

  package init(_ table: CustomerTable) {
    self.table = table
    index = Deferred { SearchIndex(table) }
    letters = Deferred { [index] in LetterTable(index.made(), table: table) }
    typeCounts = Deferred { ValueCounts(table.types, codes: table.typeCodes) }
    salespersonCounts = Deferred {
      ValueCounts(table.salespeople.map(\.name), codes: table.salespersonCodes)
    }
    names = Deferred { ColumnSort(table: table).nameOrder() }
  }

  /// Makes what keys need: the index, then the order by name, then what makes the first letter fast.
  ///
  /// Takes up to a second for a million customers, so call it on a thread of its own, after the first screen
  /// is painted; searches can go on meanwhile. Without it the first search makes what it needs, and waits.
  package func prepare() {
    _ = index.made()
    _ = rows(in: SortOrder(.name)).made()
    _ = letters.made()
  }

  /// All rows in an order.
  func rows(in sort: SortOrder) -> Deferred<RowOrder> {
    orders.withLock { orders in
      if let rows = orders[sort] { return rows }
      let rows = Deferred { [table, names] in
        let order = ColumnSort(table: table).order(by: sort.column, names: names.made())
        return RowOrder(sort.isDescending ? order.descendingRows() : order.rows)
      }
      orders[sort] = rows
      return rows
    }
  }
}
