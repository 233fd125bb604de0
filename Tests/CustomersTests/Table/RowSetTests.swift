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

  private static func rows(_ members: Set<Int>, _ count: Int) -> RowSet {
    var rows = RowSet(rowCount: count)
    for row in members { rows.insert(row) }
    return rows
  }
}
