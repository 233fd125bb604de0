extension BrowserCommand {
  /// What the keys of the browser do, by kind, as help and the palette show it.
  package static let sections: [(title: String, commands: [BrowserCommand])] = [
    (
      "Look",
      [
        .toggleScope, .cycleStatus, .facets, .columns, .sortMenu, .sortNext, .sortReverse, .accept,
        .focusNext, .focusFilter, .undoFilter, .showChanged, .showMissing, .changes, .duplicates, .back,
        .contacts,
        .searchDetails,
        .findNext,
        .findPrevious,
      ]
    ),
    (
      "Mark",
      [
        .toggleMark, .markRange, .markAll, .invertMarks, .clearMarks, .undoMarks, .redoMarks,
        .toggleOnlyMarked,
      ]
    ),
    ("Keep", [.toggleStar, .editNote, .setDue, .showDue]),
    (
      "Copy",
      [
        .copy, .copyField, .copyRow, .copyCode, .copyName, .copyID, .copyAccountingCode, .copyMail,
        .copyPhone,
      ]
    ),
    (
      "Do",
      [
        .export, .open, .openExported, .copyPath, .saveFilter, .refresh, .fullSync, .fetchContacts,
        .nextTheme, .profiles,
        .commands, .help, .redraw, .suspend, .quit,
      ]
    ),
    (
      "Move",
      [.moveUp, .moveDown, .pageUp, .pageDown, .halfPageUp, .halfPageDown, .moveToTop, .moveToBottom]
    ),
    (
      "Edit",
      [
        .previousFilter, .nextFilter, .cursorLeft, .cursorRight, .wordLeft, .wordRight, .lineStart, .lineEnd,
        .deleteBackward,
        .deleteForward, .deleteWord, .deleteWordForward, .deleteToStart, .deleteToEnd,
      ]
    ),
  ]

  /// The commands that the palette offers in a place.
  static func offered(in focus: Focus) -> [BrowserCommand] {
    sections.flatMap(\.commands).filter {
      $0 != .commands && (!editCommands.contains($0) || focus == .filter)
        && (!detailCommands.contains($0) || focus == .detail)
    }
  }

  private static let editCommands = sections.last?.commands ?? []
  private static let detailCommands: [BrowserCommand] = [.copyField, .findNext, .findPrevious]

  /// What the command does in a place.
  package func summary(in focus: Focus) -> String {
    switch (self, focus) {
    case (.accept, .filter): "to the list, keeping the filter"
    case (.accept, .list): "details"
    case (.accept, .detail): "back to the list"
    case (.moveUp, .detail): "one field up"
    case (.moveDown, .detail): "one field down"
    case (.moveToTop, .detail): "to the first field"
    case (.moveToBottom, .detail): "to the last field"
    default: summary
    }
  }
}
