import CustomerBrowser
import Customers
import Foundation
import TerminalText
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

/// A small browser with made-up customers, to show what a theme looks like.
///
/// It is the real screen after a person typed, marked and moved; always the same one.
package struct SampleScreen: Sendable {
  package let size: Size
  private var state: BrowserState

  package init(size: Size) {
    self.size = size
    state = BrowserState(settings: BrowserSettings(timeZone: .gmt), now: Self.now)
    fit()
    send(.started)
    for event in Self.events { send(event) }
    fit()
  }

  package func frame(in theme: Theme, charset: Charset = .unicode) -> Frame {
    screen(in: theme, charset: charset).render()
  }

  private func screen(in theme: Theme, charset: Charset) -> BrowserScreen {
    BrowserScreen(
      state: state, appearance: Appearance(theme: theme, charset: charset, keyMap: .standard), size: size)
  }

  private mutating func fit() { send(.viewportChanged(screen(in: .default, charset: .unicode).viewport)) }

  /// Does what the browser's workers would do, at once.
  private mutating func send(_ event: BrowserEvent) {
    for effect in state.update(event) {
      switch effect {
      case .loadCachedCustomers:
        let fetched = FetchedCustomers(table: Self.table, syncedAt: Self.now, requestsToday: 37)
        send(.cachedCustomersLoaded(CustomerSnapshot(fetched.table), fetched))
      case .search(let request, let snapshot, let generation):
        var searcher = CustomerSearcher(snapshot)
        if let result = searcher.search(request, isCancelled: { false }) {
          send(.searchFinished(result, generation: generation))
        }
      default:
        break
      }
    }
  }

  private static let events: [BrowserEvent] =
    [.commandGiven(.cycleStatus), .textTyped("ros"), .commandGiven(.accept)]
    + [.sortNext, .moveToTop, .toggleMark, .moveDown, .toggleMark, .moveUp].map { .commandGiven($0) }

  /// 2026-03-14T08:12:00Z.
  private static let now = Date(timeIntervalSince1970: 1_773_475_920)

  private static var table: CustomerTable {
    var builder = CustomerTableBuilder()
    for (index, text) in customers.enumerated() {
      builder.append(
        Customer(
          id: 25_470 + UInt64(index), name: text.name, code: text.code, accountingCode: "ACC\(index + 10)",
          customerType: text.type, salesperson: text.salesperson, salespersonID: 1_819,
          isActive: !text.code.hasSuffix("X"), updatedOn: LocalDateTime(text.updated + "T07:45:00")))
    }
    let table = builder.finish().table
    var mine = RowSet(rowCount: table.count)
    for row in 0..<table.count where table.customer(at: row).salesperson == customers[0].salesperson {
      mine.insert(row)
    }
    return table.withMine(mine)
  }

  /// A code that ends in X is of an inactive customer; the first salesperson is the one who looks.
  private static let customers:
    [(name: String, code: String, type: String, salesperson: String, updated: String)] = [
      ("Rosa & Thorn", "ROSTH", "Wholesaler", "Julian Mejía", "2026-03-14"),
      ("Rosewood Events", "RWOOD", "Events", "Ana Tran", "2026-03-13"),
      ("Bella Rosa Floral", "BELLA", "Wholesaler", "Julian Mejía", "2026-03-12"),
      ("Primrose Lane", "PRIML", "Retailer", "Ana Tran", "2026-03-02"),
      ("Rosemary's Garden", "RGARX", "Retailer", "Petra Novák", "2024-08-19"),
      ("Jardín de Rosas", "JARDN", "Supermarket", "Julian Mejía", "2026-02-27"),
      ("花の店 Rose", "HANA", "Retailer", "Ken Sato", "2026-02-11"),
      ("Desert Rose Market", "DESRT", "Supermarket", "Ana Tran", "2025-11-30"),
      ("Wild Rose Weddings", "WILDX", "Events", "Petra Novák", "2023-05-04"),
      ("Prospect Flowers", "PROSP", "Wholesaler", "Ken Sato", "2025-09-08"),
      ("Tulip Corner", "TULIP", "Retailer", "Ana Tran", "2026-01-16"),
      ("Peony & Co.", "PEONY", "Retailer", "Ken Sato", "2025-12-21"),
    ]
}
