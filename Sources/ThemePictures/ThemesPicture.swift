import TerminalUI

/// One picture of a small browser in each of several themes, as SVG.
///
/// A theme that uses the terminal's own colours is shown twice, in a dark and in a light terminal.
///
/// This room shows themes without a terminal: the browser with made-up customers (`SampleScreen`) as SVG (`FramePicture`).
package struct ThemesPicture {
  private let panels: [Panel]

  private struct Panel {
    let title: String
    let theme: Theme
    let colors: TerminalColors
  }

  package init(_ themes: [Theme]) {
    panels = themes.flatMap { theme in
      guard theme.base.background.map(\.isTerminalsOwn) ?? true else {
        return [Panel(title: theme.name, theme: theme, colors: .dark)]
      }
      return [
        Panel(title: theme.name + ", in a dark terminal", theme: theme, colors: .dark),
        Panel(title: theme.name + ", in a light terminal", theme: theme, colors: .light),
      ]
    }
  }

  private static let screen = SampleScreen(size: Size(columns: 100, rows: 14))
  private static let panelsAbreast = 2
  private static let margin = 24
  private static let titleHeight = 26
  private static let titleBaseline = 15
  private static let ground = "#dcdce0"
  private static let ink = "#202024"
  private static let frameLine = "#a0a0a8"

  /// The picture, a document of its own.
  package var svg: String {
    let panelWidth = Self.screen.size.columns * FramePicture.cellWidth
    let panelHeight = Self.screen.size.rows * FramePicture.cellHeight
    let abreast = max(1, min(Self.panelsAbreast, panels.count))
    let width = Self.margin + abreast * (panelWidth + Self.margin)
    let rowHeight = Self.titleHeight + panelHeight + Self.margin
    let height = Self.margin + (panels.count + abreast - 1) / abreast * rowHeight
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\""
        + " viewBox=\"0 0 \(width) \(height)\">",
      "<title>The themes of komet</title>",
      "<rect width=\"\(width)\" height=\"\(height)\" fill=\"\(Self.ground)\"/>",
    ]
    for (index, panel) in panels.enumerated() {
      let x = Self.margin + index % abreast * (panelWidth + Self.margin)
      let y = Self.margin + index / abreast * rowHeight
      let top = y + Self.titleHeight
      lines += [
        "<text x=\"\(x)\" y=\"\(y + Self.titleBaseline)\" fill=\"\(Self.ink)\" font-family=\"\(FramePicture.fonts)\""
          + " font-size=\"16\" font-weight=\"bold\">\(panel.title.escapedForXML)</text>",
        Self.screen.frame(in: panel.theme).svg(in: panel.colors, x: x, y: top),
        "<rect x=\"\(x)\" y=\"\(top)\" width=\"\(panelWidth)\" height=\"\(panelHeight)\" fill=\"none\""
          + " stroke=\"\(Self.frameLine)\"/>",
      ]
    }
    return (lines + ["</svg>", ""]).joined(separator: "\n")
  }
}
