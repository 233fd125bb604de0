import Testing

@testable import CustomerBrowser

/// Where a list scrolls to, with and without a line in it that is no row.
@Suite struct ListCursorTests {
  @Test func `a line stands between the rows and is none of them`() {
    let lines = ListLines(rowCount: 5, divider: 2)
    #expect(lines.count == 6)
    #expect((-1...6).map(lines.row) == [nil, 0, 1, nil, 2, 3, 4, nil])
    #expect((0..<5).map(lines.line) == [0, 1, 3, 4, 5])
  }

  @Test func `it is the first line where no row stands above it, and none where no row stands below it`() {
    #expect(ListLines(rowCount: 2, divider: 0).row(on: 0) == nil)
    #expect(ListLines(rowCount: 2, divider: 2).count == 2)
    #expect(ListLines(rowCount: 0, divider: 0).count == 0)
    #expect(ListLines(rowCount: 2).row(on: 1) == 1)
  }

  @Test(arguments: [(5, 0), (6, 0), (7, 1), (8, 2), (39, 33)])
  func `going down scrolls as little as needed`(index: Int, top: Int) {
    var cursor = ListCursor()
    for place in 0...index { cursor.move(to: place, in: ListLines(rowCount: 40, divider: 3), height: 8) }
    #expect(cursor.index == index)
    #expect(cursor.top == top)
  }

  @Test func `whoever comes from below sees the line above the first row`() {
    let lines = ListLines(rowCount: 40, divider: 0)
    var cursor = ListCursor()
    cursor.move(to: 39, in: lines, height: 8)
    #expect(cursor.top == 33)
    cursor.move(to: 1, in: lines, height: 8)
    #expect(cursor.top == 2)
    cursor.move(to: 0, in: lines, height: 8)
    #expect(cursor.top == 0)
  }

  @Test func `in a list of one line the row shows`() {
    var cursor = ListCursor()
    cursor.move(to: 3, in: ListLines(rowCount: 5, divider: 3), height: 1)
    #expect(cursor.top == cursor.line)
  }

  @Test func `who jumps keeps the distance from the first visible line`() {
    var cursor = ListCursor()
    cursor.move(to: 20, count: 100, height: 10)
    cursor.move(to: 15, count: 100, height: 10)
    #expect(cursor.line - cursor.top == 4)
    cursor.jump(to: 30, in: ListLines(rowCount: 100, divider: 12), height: 10)
    #expect(cursor.line - cursor.top == 4)
    #expect(cursor.line == 31)
  }

  @Test(arguments: 0...7, [nil, 0, 1, 3, 6])
  func `the row is in sight, and nothing is scrolled away needlessly`(height: Int, divider: Int?) {
    var cursor = ListCursor()
    for count in [7, 0, 3, 1, 7] {
      let lines = ListLines(rowCount: count, divider: divider)
      for index in [0, 6, 3, 4, -5, 90, 1, 0] {
        cursor.move(to: index, in: lines, height: height)
        #expect(lines.row(on: cursor.line) == (count == 0 ? nil : cursor.index))
        #expect((cursor.top..<cursor.top + max(height, 1)).contains(cursor.line))
        #expect(cursor.top == 0 || cursor.top + height <= lines.count)
      }
    }
  }
}
