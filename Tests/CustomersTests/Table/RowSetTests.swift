import ProofTesting
import Testing

@testable import Customers

@Suite struct RowSetTests {
  @Test(arguments: [0, 1, 63, 64, 65, 200])
  func setAlgebraAgreesWithSets(count: Int) {
    var random = RandomSource(seed: UInt64(count))
    let first = Set((0..<count).filter { _ in random.chance(2) })
    let second = Set((0..<count).filter { _ in random.chance(3) })
    func check(_ operation: (inout RowSet) -> Void, _ expected: Set<Int>) {
      var rows = Self.rows(first, count)
      operation(&rows)
      #expect(Array(rows) == expected.sorted())
      #expect(rows.count == expected.count)
      #expect(rows.isEmpty == expected.isEmpty)
    }
    let other = Self.rows(second, count)
    check({ $0.formUnion(other) }, first.union(second))
    check({ $0.formIntersection(other) }, first.intersection(second))
    check({ $0 = $0.intersection(other) }, first.intersection(second))
    check({ $0 = RowSet(rowCount: count, rows: second.map(UInt32.init)) }, second)
    check({ $0 = RowSet(rowCount: count, words: $0.words.map { ~$0 }) }, Set(0..<count).subtracting(first))
    check({ $0.subtract(other) }, first.subtracting(second))
    check({ $0.formSymmetricDifference(other) }, first.symmetricDifference(second))
    #expect(Self.rows(first, count).commonCount(with: other) == first.intersection(second).count)
    check({ $0 = $0.complement }, Set(0..<count).subtracting(first))
    check({ $0 = RowSet(allOf: count) }, Set(0..<count))
  }

  @Test func insertsAndRemoves() {
    var rows = RowSet(rowCount: 130)
    rows.insert(129)
    rows.insert(0)
    #expect(rows.contains(129))
    #expect(Array(rows) == [0, 129])
    rows.remove(0)
    #expect(Array(rows) == [129])
  }

  @Test(arguments: [0, 1, 63, 64, 65, 127, 128, 129, 1_000])
  func `a set is filled a block at a time`(count: Int) {
    let rows = RowSet(rowCount: count, blockSize: 128) { rows, block in
      block.insert(count: rows.count) { (rows.lowerBound + $0) % 3 == 0 }
      if rows.contains(64) { block.insert(64 - rows.lowerBound) }
    }
    let expected = (0..<count).filter { $0 % 3 == 0 || $0 == 64 }
    #expect(rows.map { Array($0) } == expected)
    for start in stride(from: 0, to: count, by: 128) {
      let block = start..<min(start + 128, count)
      #expect(rows?.rows(in: block) == expected.filter(block.contains).map { UInt32($0 - start) })
    }
  }

  @Test func `a set whose making was cancelled is none`() {
    let isCancelled = { @Sendable in true }
    let rows = RowSet(rowCount: 1_000, blockSize: 64, isCancelled: isCancelled) { _, _ in }
    #expect(rows == nil)
  }

  private static func rows(_ members: Set<Int>, _ count: Int) -> RowSet {
    var rows = RowSet(rowCount: count)
    for row in members { rows.insert(row) }
    return rows
  }
}
