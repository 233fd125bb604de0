import Foundation
import ProofTesting
import Testing

@testable import Customers

/// How many of the customers who were entered twice by known rules are found, and how many of those told are none.
@Suite struct DuplicateProofTests {
  /// Firms as there may be, of words that the sample customers lack.
  private static let invented: [String] = {
    let owners = [
      "Abernathy", "Bracamonte", "Czerwinski", "Dellinger", "Echeverria", "Fitzwilliam", "Guggenheim",
      "Hallstrom",
      "Iwanowski", "Jaramillo", "Kowalczyk", "Lindqvist", "Montenegro", "Nakashima", "Oyelaran", "Papadakis",
      "Quesada", "Ravenscroft", "Schumacher", "Thorvaldsen", "Urquhart", "Villanueva", "Wetherby",
      "Xanthopoulos",
      "Yamaguchi", "Zimmerman",
    ]
    let trades = [
      "Nursery", "Greenhouse", "Botanicals", "Horticulture", "Bouquets", "Landscaping", "Arboretum",
    ]
    let places = ["Riverside", "Highland", "Meadowbrook", "Lakeshore", "Stonegate", "Fairview", "Westwood"]
    let forms = ["", " LLC", ", Inc.", "", " Ltd", "", " S.A."]
    // Nobody is there twice by having the same owners the other way round.
    var known: Set<Set<String>> = []
    return (0..<1_200).compactMap { number in
      let owner = owners[number % owners.count]
      let second = owners[(number / owners.count * 7 + number % 5 + 3) % owners.count]
      guard owner != second, known.insert([owner, second]).inserted else { return nil }
      return "\(owner) \(second) \(places[number * 3 % places.count]) \(trades[number / 26 % trades.count])"
        + forms[number % forms.count]
    }
  }()

  private func score(_ names: [String], seed: UInt64) throws -> (
    score: DuplicateScore, samples: DuplicateSamples
  ) {
    let samples = DuplicateSamples(names: names, seed: seed)
    let (table, contacts) = samples.table()
    let snapshot = CustomerSnapshot(table, contacts: contacts)
    let search = snapshot.duplicates(apart: []).value(isCancelled: { false })
    let found = try #require(search)
    let groups = (0..<found.groupCount).map { found.rows(ofGroup: $0).map(Int.init) }
    return (DuplicateScore(groups, of: samples), samples)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `of customers entered twice nine in ten are found, and of those told nineteen in twenty are`(
    seed: UInt64
  ) throws {
    let names = Array(Set(Self.invented)).sorted()
    let (score, samples) = try score(names, seed: seed)
    #expect(samples.pairs.count > 100)
    #expect(score.recall >= 0.9, "\(score.missed)")
    #expect(score.precision >= 0.95, "\(score.wrong)")
  }

  /// The names stand in a file, one a line, that `KOMET_PROOF_NAMES` names.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["KOMET_PROOF_NAMES"] != nil))
  func `real names are told apart as well`() throws {
    let path = ProcessInfo.processInfo.environment["KOMET_PROOF_NAMES"] ?? ""
    let names = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    let (score, samples) = try score(names, seed: 7)
    /// What equal cells find, in any case or not.
    func recall(_ key: (String) -> String) -> Double {
      let same = samples.pairs.filter(\.rule.isSame)
      let found = same.count { key(samples.samples[$0.one].name) == key(samples.samples[$0.other].name) }
      return Double(found) / Double(max(same.count, 1))
    }
    print(
      "\(samples.samples.count) customers: precision \(score.precision), recall \(score.recall);",
      "sort | uniq -d \(recall { $0 }), remove duplicates \(recall { $0.lowercased() })")
    #expect(score.recall >= 0.9, "\(score.missed)")
    #expect(score.precision >= 0.95, "\(score.wrong)")
  }
}
