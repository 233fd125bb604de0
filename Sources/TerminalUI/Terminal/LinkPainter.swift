/// Lets texts on the screen lead to URIs (OSC 8), of which ncurses knows nothing.
///
/// After ncurses has painted a frame, the cells of its links are written once more, the same letters in the same style, within
/// the sequences of a link; then the cursor and the style are put back. ncurses takes a link away from a cell whenever
/// it writes that cell, and never writes one that stays as it is: so wherever a row with links is not what it was, those
/// cells are written anew, too, whose link has ended.
///
/// Source: Koblinger, "Hyperlinks in terminal emulators".
struct LinkPainter {
  private var shown: [Frame.Link] = []
  /// The rows that have links, as they are shown.
  private var rows: [Int: [Cell]] = [:]

  /// What is to be written after a frame; empty if the links are as they were.
  mutating func sequences(for frame: Frame, on size: Size) -> String {
    let links = frame.links.filter {
      $0.row < min(size.rows, frame.gridSize.rows) && $0.columns.upperBound <= size.columns
    }
    var written = ""
    var newRows: [Int: [Cell]] = [:]
    for row in Set(shown.map(\.row) + links.map(\.row)).sorted() where row < frame.gridSize.rows {
      let cells = Array(frame.row(row))
      let (before, after) = (shown.filter { $0.row == row }, links.filter { $0.row == row })
      if !after.isEmpty { newRows[row] = cells }
      guard before != after || rows[row] != cells else { continue }
      for link in before where row < size.rows { write(cells, link.columns, in: row, size, to: &written) }
      for link in after {
        written += "\u{1b}]8;;\(link.target)\u{1b}\\"
        write(cells, link.columns, in: row, size, to: &written)
        written += "\u{1b}]8;;\u{1b}\\"
      }
    }
    (shown, rows) = (links, newRows)
    return written.isEmpty ? "" : "\u{1b}7\(written)\u{1b}8"
  }

  /// Takes it that the screen has no links, since it is about to be painted as a whole.
  mutating func forget() {
    shown = []
    rows = [:]
  }

  private func write(
    _ cells: [Cell], _ columns: Range<Int>, in row: Int, _ size: Size, to written: inout String
  ) {
    let columns = columns.clamped(to: 0..<min(cells.count, size.columns))
    guard !columns.isEmpty else { return }
    written += "\u{1b}[\(row + 1);\(columns.lowerBound + 1)H"
    var style: Style?
    for cell in cells[columns] where !cell.glyph.isContinuation {
      if cell.style != style {
        style = cell.style
        written += cell.style.escapeSequence
      }
      cell.glyph.write(to: &written)
    }
  }
}

extension TerminalCapabilities {
  /// Whether a terminal is known to have links, so that what others make of them need not be found out.
  ///
  /// `environment` is that of the process; tmux tells its version, and hands links on from 3.4 on.
  static func showsLinks(type: String, environment: [String: String]) -> Bool {
    let program = environment["TERM_PROGRAM"] ?? ""
    if type.hasPrefix("tmux") || type.hasPrefix("screen") {
      return program == "tmux" && (Double((environment["TERM_PROGRAM_VERSION"] ?? "").prefix(3)) ?? 0) >= 3.4
    }
    return ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "wezterm", "contour"].contains(
      type)
      || ["ghostty", "WezTerm", "iTerm.app", "vscode"].contains(program)
      // VTE had mistakes with links before 0.50.
      || (Int(environment["VTE_VERSION"] ?? "") ?? 0) >= 5_000
      || environment["KONSOLE_VERSION"] != nil || environment["WT_SESSION"] != nil
  }
}
