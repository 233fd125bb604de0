/// What a browser knows of earlier ones when it starts.
package struct Recollection: Sendable {
  /// How the customers were looked at last.
  package var view = SavedView()
  /// What stood in the filter in earlier sessions, the latest at the end.
  package var history: [String] = []
  /// The ids of the customers who are marked.
  package var marks: [UInt64] = []
  /// The filters saved from the program.
  package var filters: [NamedFilter] = []
  /// What the person should be told at the start.
  package var remark: String?

  package init() {}
}
