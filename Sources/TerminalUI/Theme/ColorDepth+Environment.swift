extension ColorDepth {
  /// How many colours to write to a terminal that isn't driven by ncurses, by the variables `NO_COLOR`,
  /// `COLORTERM` and `TERM`.
  package init(noColor: String?, colorTerm: String?, term: String?) {
    let term = term ?? ""
    if noColor != nil || term.isEmpty || term == "dumb" {
      self = .none
    } else if ["truecolor", "24bit"].contains(colorTerm) || term.hasSuffix("-direct") {
      self = .direct
    } else {
      self = term.contains("256color") ? .palette : .eight
    }
  }
}
