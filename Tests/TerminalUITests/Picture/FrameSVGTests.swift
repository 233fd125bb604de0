import Testing

@testable import TerminalUI
@testable import ThemePictures

struct FrameSVGTests {
  @Test func drawsTextGroundsLinesAndTheCursor() {
    var frame = Frame(size: Size(columns: 12, rows: 2), base: Style(background: .indexed(231)))
    frame.fill(Rectangle(column: 0, row: 0, columns: 4, rows: 1), style: Style(background: .indexed(16)))
    frame.put(
      "A & B", at: Position(column: 1, row: 0), style: Style(foreground: .rgb(red: 255, green: 0, blue: 0)))
    frame.put("│┃", at: Position(column: 8, row: 0))
    frame.put("<b>   x", at: Position(column: 0, row: 1), style: Style(attributes: [.bold, .underline]))
    frame.setCursor(at: Position(column: 7, row: 1))
    let fonts = FramePicture.fonts
    #expect(
      frame.svg(in: .light, x: 5, y: 6) == """
        <svg xmlns="http://www.w3.org/2000/svg" x="5" y="6" width="96" height="34" font-family="\(fonts)" font-size="13.3">
        <rect x="0" y="0" width="96" height="34" fill="#ffffff"/>
        <g fill="#000000" shape-rendering="crispEdges">
        <rect x="0" y="0" width="32" height="17"/>
        </g>
        <path fill="#2e3436" d="M64 0m4 0h1v17h-1zM72 0m3 0h3v17h-3z"/>
        <g fill="#ff0000">
        <text x="8" y="13" textLength="40">A &amp; B</text>
        </g>
        <g fill="#2e3436" font-weight="bold">
        <text x="0" y="30" textLength="24" text-decoration="underline">&lt;b&gt;</text>
        <text x="48" y="30" text-decoration="underline">x</text>
        </g>
        <rect x="56" y="17" width="2" height="17" fill="#2e3436"/>
        </svg>
        """)
  }

  @Test func wideSignsKeepToTheirColumns() {
    let svg = svg("a花の b")
    #expect(svg.contains("<text x=\"0\" y=\"13\">a</text>"))
    #expect(svg.contains("<text x=\"16\" y=\"13\" text-anchor=\"middle\">花</text>"))
    #expect(svg.contains("<text x=\"32\" y=\"13\" text-anchor=\"middle\">の</text>"))
    #expect(svg.contains("<text x=\"48\" y=\"13\">b</text>"))
  }

  @Test func reversesAndDims() {
    let black = Color.rgb(red: 0, green: 0, blue: 0)
    let grey = Color.rgb(red: 90, green: 90, blue: 90)
    let style = Style(foreground: grey, background: black, attributes: .reverse)
    #expect(svg("rose", style).contains("<g fill=\"#000000\">\n<text"))
    #expect(svg("rose", style).contains("<g fill=\"#5a5a5a\" shape-rendering"))
    let dim = Style(foreground: grey, background: black, attributes: .dim)
    #expect(svg("rose", dim).contains("<g fill=\"#3c3c3c\">\n<text"))
  }

  @Test func blanksAreNothing() {
    #expect(!svg("   ").contains("<text"))
    #expect(svg("a b  c ").contains(">a b</text>"))
  }

  private func svg(_ text: String, _ style: Style = Style()) -> String {
    var frame = Frame(size: Size(columns: 10, rows: 1))
    frame.put(text, at: .zero, style: style)
    return frame.svg(in: .dark)
  }
}
