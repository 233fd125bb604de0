import Customers
import Foundation
import Testing

@testable import KometSimulator

/// The customers that are made up.
@Suite struct SampleCustomersTests {
  private let today = LocalDate("2026-03-14")

  private func customers(_ count: Int, seed: UInt64 = 1, hostileNames: Bool = false) -> SampleCustomers {
    SampleCustomers(seed: seed, count: count, today: today, hostileNames: hostileNames)
  }

  private func records(of customers: SampleCustomers) throws -> [[String: Any]] {
    let answer = Data(customers.customerListAnswer())
    let document = try #require(try JSONSerialization.jsonObject(with: answer) as? [String: Any])
    return try #require(document["customers"] as? [[String: Any]])
  }

  @Test func sameSeedMakesTheSameBytes() {
    #expect(customers(3_000).customerListAnswer() == customers(3_000).customerListAnswer())
    #expect(customers(3_000).customerListAnswer() != customers(3_000, seed: 2).customerListAnswer())
  }

  @Test func serverStreamsTheSameBytes() throws {
    let simulator = try KometSimulator.start(
      SimulatorConfiguration(seed: 7, customerCount: 3_000, today: today))
    let customers = customers(3_000, seed: 7)
    #expect(simulator.customerList("includeInactive=true").body == customers.customerListAnswer())
    #expect(simulator.customerByCompanyList().body == customers.customerByCompanyListAnswer())
  }

  @Test(arguments: [1, 2, 99] as [UInt64])
  func idsAscendAndLeadBackToTheCustomer(seed: UInt64) {
    let customers = customers(20_000, seed: seed)
    var previous = 0
    for index in 0..<customers.count {
      let id = customers.id(at: index)
      #expect(id > previous)
      #expect(customers.index(ofID: id) == index)
      if id > previous + 1 { #expect(customers.index(ofID: id - 1) == nil) }
      previous = id
    }
    #expect(customers.index(ofID: previous + 1) == nil)
    for id in [Int.min, -1, 0, 1, 29_999, 30_000 + 7 * 20_000, Int.max] {
      #expect(customers.index(ofID: id) == nil)
    }
  }

  @Test func codesAreShortAndUniqueInAnyCase() throws {
    let codes = try records(of: customers(20_000)).compactMap { $0["code"] as? String }
    #expect(codes.allSatisfy { (1...10).contains($0.count) })
    #expect(Set(codes.map { $0.lowercased() }).count == codes.count)
    #expect(codes.contains { $0.hasPrefix("0") })
    #expect(codes.count > 19_000)
  }

  @Test func twentyThousandCustomersAreAsVariedAsRealOnes() throws {
    let records = try records(of: customers(20_000))
    #expect(records.count == 19_999)
    let names = records.map { $0["name"] as? String ?? "?" }
    for sought in ["Bella Rosa", "Mejía", "Peña", "Łódź", "Straße", "straße", "東京", "🌸", "'", "&", "\"", ","]
    {
      #expect(names.contains { $0.contains(sought) }, "\(sought)")
    }
    #expect(names.contains(""))
    #expect(Set(names).count < names.count)
    #expect(names.allSatisfy { $0.count <= 200 })
    for key in ["accountingCode", "code", "salesPerson", "salesPersonId", "customerType", "updatedOn"] {
      #expect(records.contains { $0[key] == nil }, "\(key) is never missing")
      #expect(records.contains { $0[key] != nil }, "\(key) is always missing")
    }
    for key in ["id", "active", "salesPersonId"] {
      #expect(records.contains { $0[key] is String }, "\(key)")
      #expect(records.contains { $0[key] is Int }, "\(key)")
    }
    #expect((30...50).contains(Set(records.compactMap { $0["salesPerson"] as? String }).count))
  }

  @Test func `names are credible, unless hostile ones are asked for`() throws {
    let names = try records(of: customers(20_000)).map { $0["name"] as? String ?? "?" }
    // The documented ones are as they are.
    let madeUp = names.dropFirst(6)
    for name in madeUp where !name.isEmpty {
      let first = try #require(name.unicodeScalars.first)
      #expect(
        first.properties.isAlphabetic || first.properties.numericType == .decimal || first == "'", "\(name)")
      #expect(!name.hasSuffix(" ") && !name.contains("  "), "\(name)")
      #expect(!name.contains { "<>\\=;#@".contains($0) }, "\(name)")
      #expect(!name.contains("a/k/a"), "\(name)")
    }
    let shouted = madeUp.filter { $0 == $0.uppercased() && $0 != $0.lowercased() }
    #expect(shouted.isEmpty, "\(shouted.prefix(3))")
    #expect(madeUp.filter { $0.first?.isNumber == true }.count < 200)
    #expect(names.contains { $0.hasSuffix(" e Hijos") })

    let odd = try records(of: customers(20_000, hostileNames: true)).map { $0["name"] as? String ?? "?" }
    for start in ["=", "+", "-", "@", " ", "2-14 ", "10 "] {
      #expect(odd.contains { $0.hasPrefix(start) }, "\(start)")
    }
    #expect(odd.contains { $0.hasSuffix(" ") && $0.count > 5 })
    #expect(odd.contains { $0.contains("a/k/a") })
    #expect(odd.contains { $0 == $0.uppercased() && $0 != $0.lowercased() })
  }

  @Test func updatesLieInThePastAndManyAreRecent() throws {
    let dates = try records(of: customers(5_000)).compactMap { $0["updatedOn"] as? String }
    #expect(dates.allSatisfy { $0 >= "2015-01-01" && $0 < "2026-03-14" })
    #expect(dates.filter { $0 >= "2026-01-01" }.count > 500)
    #expect(dates.contains { $0 >= "2026-03-12" })
    #expect(dates.contains { $0 < "2016-01-01" })
  }

  @Test(arguments: 0...12) func smallCompaniesBeginWithTheDocumentedCustomers(count: Int) throws {
    let expected = [7_359, 25_475, 29_623, 29_671, 29_675, 29_775].prefix(count).filter { $0 != 29_671 }
    let found = try records(of: customers(count)).compactMap { record in
      record["id"] as? Int ?? Int(record["id"] as? String ?? "")
    }
    #expect(found.filter { $0 < 30_000 } == expected)
    #expect(found.count == count - (count > 3 ? 1 : 0))
  }

  @Test func recordsHaveTheSizeOfRealOnes() {
    let size = customers(20_000).customerListAnswer().count / 20_000
    #expect((210...260).contains(size))
  }

  @Test func largestRecordFitsItsBuffer() {
    for name in HostileName.all {
      // Each byte may need six in JSON; the other fields need less than a kilobyte.
      let escaped = name.reduce(0) { $0 + ($1 < 0x20 ? 6 : $1 == 0x22 || $1 == 0x5C ? 2 : 1) }
      #expect(escaped < RecordWriter.maxRecordSize - 1_024)
    }
    #expect(AnswerBody.pieceSize >= 4 * RecordWriter.maxRecordSize)
  }
}

@Suite struct SplitMix64Tests {
  @Test func `the numbers are those of the published generator`() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(
      (1...3).map { _ in random.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }
}
