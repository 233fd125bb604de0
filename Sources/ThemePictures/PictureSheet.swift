import TerminalUI

/// Screens with titles beside and below each other, as one SVG document.
struct PictureSheet {
  let title: String
  /// How many screens stand in a row.
  var abreast = 1
  /// All of one size.
  let screens: [Screen]

  struct Screen {
    let title: String
    let frame: Frame
    let colors: TerminalColors
  }

  private static let margin = 24
  private static let titleHeight = 26
  private static let titleBaseline = 15
  private static let ground = "#dcdce0"
  private static let ink = "#202024"
  private static let frameLine = "#a0a0a8"

  var svg: String {
    let size = screens.first?.frame.gridSize ?? Size(columns: 0, rows: 0)
    let screenWidth = size.columns * FramePicture.cellWidth
    let screenHeight = size.rows * FramePicture.cellHeight
    let abreast = max(1, min(abreast, screens.count))
    let width = Self.margin + abreast * (screenWidth + Self.margin)
    let rowHeight = Self.titleHeight + screenHeight + Self.margin
    let height = Self.margin + (screens.count + abreast - 1) / abreast * rowHeight
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\""
        + " viewBox=\"0 0 \(width) \(height)\">",
      "<title>\(title.escapedForXML)</title>",
      "<rect width=\"\(width)\" height=\"\(height)\" fill=\"\(Self.ground)\"/>",
    ]
    for (index, screen) in screens.enumerated() {
      let x = Self.margin + index % abreast * (screenWidth + Self.margin)
      let y = Self.margin + index / abreast * rowHeight
      let top = y + Self.titleHeight
      lines += [
        "<text x=\"\(x)\" y=\"\(y + Self.titleBaseline)\" fill=\"\(Self.ink)\" font-family=\"\(FramePicture.fonts)\""
          + " font-size=\"16\" font-weight=\"bold\">\(screen.title.escapedForXML)</text>",
        screen.frame.svg(in: screen.colors, x: x, y: top),
        "<rect x=\"\(x)\" y=\"\(top)\" width=\"\(screenWidth)\" height=\"\(screenHeight)\" fill=\"none\""
          + " stroke=\"\(Self.frameLine)\"/>",
      ]
    }
    return (lines + ["</svg>", ""]).joined(separator: "\n")
  }
}

/// Pictures of what a terminal showed, step by step, as SVG.
package struct StepsPicture {
  private let screens: [PictureSheet.Screen]

  /// Each capture is the step's title on a line of its own, then the screen as `ScreenCapture` reads it.
  package init(_ captures: [String], columns: Int) {
    screens = captures.map { capture in
      let parts = capture.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      return PictureSheet.Screen(
        title: String(parts[0]),
        frame: ScreenCapture.frame(of: parts.count > 1 ? String(parts[1]) : "", columns: columns),
        colors: .dark)
    }
  }

  /// The picture, a document of its own.
  package var svg: String { PictureSheet(title: "komet, step by step", screens: screens).svg }
}
