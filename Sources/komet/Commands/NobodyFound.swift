import CustomerBrowser
import Customers
import TerminalUI

/// What there is to say when no customer matches: who is similar, or how somebody would be found.
struct NobodyFound {
  private let query: String
  private let similarCount: Int
  private let spellings: [String]
  private let unknownWords: String?
  private let elsewhere: [WayOut.Elsewhere]

  private static let widestQuery = 80
  private static let widestSpelling = 40

  init(_ result: SearchResult, of request: SearchRequest) {
    query = truncated(request.query.text, toWidth: Self.widestQuery)
    similarCount = result.similarCount
    let wayOut = result.wayOut ?? WayOut()
    spellings = wayOut.spellings.map { truncated($0, toWidth: Self.widestSpelling) }
    unknownWords = wayOut.unknownWords
    elsewhere = wayOut.elsewhere(besides: request.status)
  }

  /// One line; `consequence` says what was not done therefore.
  func message(_ consequence: String = "") -> String {
    let name = query.allSatisfy(\.isWhitespace) ? "" : " \(query)"
    let nearest = similarCount > 0 ? similar : unknownWords.map { ["\($0)."] } ?? []
    let others = elsewhere.map { place in
      "\(place.count.grouped) \(place.count == 1 ? "matches" : "match") with \(place.option)."
    }
    return (["komet: No customer matches\(name)\(consequence)."] + nearest + others).joined(separator: " ")
  }

  private var similar: [String] {
    guard !spellings.isEmpty else {
      return [
        similarCount == 1 ? "1 is similar: add --similar." : "\(similarCount) are similar: add --similar."
      ]
    }
    let rows = similarCount == 1 ? "that row" : "those \(similarCount) rows"
    return ["Similar: \(spellings.joined(separator: ", ")). Add --similar to get \(rows)."]
  }
}

extension WayOut.Elsewhere {
  /// What shows these customers, too, on a command line.
  fileprivate var option: String { command == .cycleStatus ? "--status all" : "--scope all" }
}
