import Testing

@testable import komet

@Suite struct AlignedTableTests {
  private func text(_ names: [String], width: Int?) -> String {
    var text = ""
    let rows = names.enumerated().map { [$1, "C\($0)"] }
    _ = AlignedTable(titles: ["Name", "Code"], rows: rows, width: width).write { text += $0 }
    return text
  }

  @Test func `columns are aligned by what they take on a screen`() {
    #expect(
      text(["花の店", "Mejía"], width: nil) == """
        NAME    CODE
        花の店  C0
        Mejía   C1

        """)
  }

  @Test func `on a terminal the widest column gives way`() {
    #expect(
      text(["A rather long name", "B"], width: 16) == """
        NAME        CODE
        A rather …  C0
        B           C1

        """)
  }

  @Test func `columns that have no room are left out, and counted`() {
    var text = ""
    let rows = [["Bella Rosa", "T3526", "Ana Tran"]]
    let hidden = AlignedTable(titles: ["Name", "Code", "Rep"], rows: rows, width: 14).write { text += $0 }
    #expect(hidden == 1)
    #expect(text == "NAME     CODE\nBella …  T3526\n")
  }

  @Test func `a name of a megabyte adds no megabyte of blanks to the other rows`() {
    let name = String(repeating: "a", count: 1 << 20)
    let lines = text([name, "B"], width: nil).split(separator: "\n")
    #expect(lines.map(\.utf8.count) == [206, 1 << 20 + 4, 204])
  }

  @Test func `a name drives no terminal`() {
    #expect(!text(["a\u{1B}[2J\nb"], width: nil).contains("\u{1B}"))
  }
}
