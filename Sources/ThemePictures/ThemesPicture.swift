import TerminalUI

/// One picture of a small browser in each of several themes, as SVG.
///
/// A theme that uses the terminal's own colours is shown twice, in a dark and in a light terminal.
///
/// This room makes pictures of the browser: of made-up customers without a terminal (`SampleScreen`), or of what a terminal
/// showed (`ScreenCapture`), as SVG (`FramePicture`), several on one sheet (`PictureSheet`).
package struct ThemesPicture {
  private let screens: [PictureSheet.Screen]

  package init(_ themes: [Theme]) {
    screens = themes.flatMap { theme in
      let frame = Self.screen.frame(in: theme)
      guard theme.base.background.map(\.isTerminalsOwn) ?? true else {
        return [PictureSheet.Screen(title: theme.name, frame: frame, colors: .dark)]
      }
      return [
        PictureSheet.Screen(title: theme.name + ", in a dark terminal", frame: frame, colors: .dark),
        PictureSheet.Screen(title: theme.name + ", in a light terminal", frame: frame, colors: .light),
      ]
    }
  }

  private static let screen = SampleScreen(size: Size(columns: 100, rows: 14))

  /// The picture, a document of its own.
  package var svg: String { PictureSheet(title: "The themes of komet", abreast: 2, screens: screens).svg }
}
