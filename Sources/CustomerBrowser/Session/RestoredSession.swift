import Customers

/// What a browser knows of earlier ones when it starts.
package struct RestoredSession: Sendable {
  /// How the customers were looked at last.
  package var view = SavedView()
  /// What stood in the filter in earlier sessions, the latest at the end.
  package var history: [String] = []
  /// The ids of the customers who are marked.
  package var marks: [UInt64] = []
  /// The customers at whom somebody looked.
  package var recents = RecentCustomers()
  /// The filters saved from the program.
  package var filters: [NamedFilter] = []
  /// What the person should be told at the start.
  package var remark: String?

  package init() {}
}

/// How the customers were looked at last, as far as that differs from the config.
package struct SavedView: Codable, Equatable, Sendable {
  package var filter: String?
  package var scope: CustomerScope?
  package var status: StatusFilter?
  package var sort: String?
  package var columns: [CustomerColumn]?
  package var theme: String?
  /// What was exported last was written as.
  package var exportFormat: String?

  /// As if nobody had looked: everything is as the config says.
  package init() {}

  /// What to keep of a browser, so that the next one goes on there.
  init(_ state: BrowserState) {
    let configured = state.settings
    // A list that was pasted goes with the browser.
    let lasts = state.filter.text != configured.filter && !state.query.asksForList
    filter = lasts ? state.filter.text : nil
    scope = state.scope == configured.scope ? nil : state.scope
    status = state.status == configured.status ? nil : state.status
    sort = state.sort == configured.sort ? nil : state.sort?.spelling
    columns = state.columns == configured.columns ? nil : state.columns
    // One that is only looked at is not kept.
    var shown = state.theme
    if case .themes(let panel) = state.popup { shown = panel.original }
    theme = shown == configured.theme ? nil : shown
    exportFormat = state.exportFormat == configured.exportFormat ? nil : state.exportFormat.rawValue
  }

  /// What is kept of it by whoever asks for certain customers at the start: how these look.
  package var withoutView: SavedView {
    var kept = SavedView()
    kept.theme = theme
    kept.exportFormat = exportFormat
    return kept
  }

  /// The saved order; nil if there is none, or none that is known.
  package var order: CustomerOrder? { sort.flatMap(CustomerOrder.init(spelling:)) }
}

extension CustomerColumn: Codable {}
extension CustomerScope: Codable {}
extension StatusFilter: Codable {}
