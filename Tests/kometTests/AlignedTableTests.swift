import Testing

@testable import komet

@Suite struct AlignedTableTests {
  private func text(_ names: [String], width: Int?) -> String {
    var text = ""
    let rows = names.enumerated().map { [$1, "C\($0)"] }
    AlignedTable(titles: ["Name", "Code"], rows: rows, width: width).write { text += $0 }
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

  @Test func `a name drives no terminal`() {
    #expect(!text(["a\u{1B}[2J\nb"], width: nil).contains("\u{1B}"))
  }
}
