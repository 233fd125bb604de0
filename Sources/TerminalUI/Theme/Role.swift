/// What a part of the screen is; the theme says how it looks.
///
/// The raw value is the name in theme files.
package enum Role: String, CaseIterable, Sendable {
  /// Everything that has no role of its own, and the ground of the whole screen.
  case text
  case dim
  case border
  case borderFocus = "border_focus"
  case title
  case header
  case headerSorted = "header_sorted"
  case cursor
  case cursorUnfocused = "cursor_unfocused"
  case mark
  case match
  case prompt
  case placeholder
  case count
  case key
  case hint
  case fieldLabel = "field_label"
  case fieldValue = "field_value"
  case active
  case inactive
  case mine
  case changed
  case stale
  case info
  case warning
  case error
  case popup
}
