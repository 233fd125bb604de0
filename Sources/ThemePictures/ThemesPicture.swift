import CustomerBrowser
import Customers
import Foundation
import TerminalText
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

/// A small browser with made-up customers, to show what a theme looks like.
///
/// It is the real screen after a person typed, marked and moved; always the same one.
package struct SampleScreen: Sendable {
  package let size: Size
  private var state: BrowserState

  package init(size: Size) {
    self.size = size
    var settings = BrowserSettings()
    settings.timeZone = .gmt
    state = BrowserState(settings: settings, now: Self.now)
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
