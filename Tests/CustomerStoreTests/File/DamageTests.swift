import CustomerStore
import Customers
import Foundation
import ProofTesting
import Testing

@Suite struct DamageTests {
  private let temporary = TemporaryCache()
  private let server = SampleServer((1...600).map { .sample($0, "Customer \($0)") })

  private func fill() throws {
    try temporary.open().sync(server, 10)
  }

  private func overwrite(_ edit: (inout Data) -> Void) throws {
    var content = try #require(FileManager.default.contents(atPath: temporary.path))
    edit(&content)
    try content.write(to: URL(filePath: temporary.path))
  }

  private func noise(_ count: Int, _ random: inout RandomSource) -> Data {
    Data((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) })
  }

  @Test func `noise is set aside, told, and begun anew`() throws {
    try fill()
    var random = RandomSource(seed: 1)
    for number in ["", ".2", ".3"] {
      try overwrite { $0 = noise(30_000, &random) }
      let (cache, event) = try CustomerCache.open(at: temporary.path, identity: TemporaryCache.identity)
      let quarantine = "\(temporary.path).damaged\(number)"
      #expect(event == .rebuilt(quarantine: quarantine))
      #expect(event.notice?.contains(quarantine) == true)
      #expect(FileManager.default.contents(atPath: quarantine)?.count == 30_000)
      let error = try #require(throws: CustomerStoreError.self) { _ = try cache.load() }
      #expect(error.kind == .damaged(quarantine: quarantine))
      #expect(try cache.sync(server, 11).customers.table.count == 600)
    }
  }

  @Test func `damage is said, whatever is asked, until a sync has mended it`() throws {
    try fill()
    try overwrite { $0 = $0.prefix($0.count / 2) }
    // The first one sets it aside; to the others the new cache is just empty.
    for _ in 1...2 {
      let cache = try temporary.open()
      for ask in [
        { _ = try cache.load() }, { _ = try cache.listStart() },
        { _ = try cache.changes(since: .distantPast) },
        { _ = try cache.changes(ofCustomer: 1) }, { _ = try cache.contacts(ofCustomer: 1) },
      ] as [() throws -> Void] {
        let error = try #require(throws: CustomerStoreError.self) { try ask() }
        #expect(error.kind == .damaged(quarantine: "\(temporary.path).damaged"))
        #expect(error.description.contains("komet sync") || error.description.contains("Refresh"))
      }
    }
    let cache = try temporary.open()
    try cache.sync(server, 11)
    #expect(try cache.load()?.table.count == 600)
    #expect(try cache.changes(since: .distantPast).isEmpty)
  }

  @Test func `a file of which nothing is left was damaged, too`() throws {
    try fill()
    try overwrite { $0 = Data() }
    #expect(throws: CustomerStoreError.self) {
      _ = try CustomerCache.inspect(
        at: temporary.path, identity: TemporaryCache.identity, today: LocalDate(daysSinceEpoch: 20_463))
    }
    let (_, event) = try CustomerCache.open(at: temporary.path, identity: TemporaryCache.identity)
    #expect(event == .rebuilt(quarantine: "\(temporary.path).damaged"))
  }

  @Test(arguments: [0.02, 0.1, 0.5, 0.9, 0.999])
  func `a truncated file is never half shown`(part: Double) throws {
    try fill()
    try overwrite { $0 = $0.prefix(Int(Double($0.count) * part)) }
    try expectWholeOrDamaged()
  }

  @Test(arguments: 1...24 as ClosedRange<UInt64>)
  func `a page of noise anywhere is noticed`(seed: UInt64) throws {
    try fill()
    var random = RandomSource(seed: seed)
    try overwrite { content in
      let start = Int.random(in: 100..<content.count - 512, using: &random)
      content.replaceSubrange(start..<start + 512, with: noise(512, &random))
    }
    try expectWholeOrDamaged()
  }

  @Test(arguments: 1...24 as ClosedRange<UInt64>)
  func `a single wrong byte anywhere is noticed`(seed: UInt64) throws {
    try fill()
    var random = RandomSource(seed: seed)
    try overwrite { content in
      content[Int.random(in: 100..<content.count, using: &random)] ^= UInt8.random(
        in: 1...255, using: &random)
    }
    try expectWholeOrDamaged()
  }

  @Test func `a change by hand is noticed by a sync, too`() throws {
    try fill()
    try overwrite { content in
      if let place = content.range(of: Data("Customer 234".utf8)) { content[place.lowerBound] = 0x4b }
    }
    let cache = try temporary.open()
    let error = try #require(throws: CustomerStoreError.self) { try cache.sync(server, 11) }
    #expect(error.kind == .damaged(quarantine: "\(temporary.path).damaged"))
    #expect(try cache.sync(server, 11).customers.table.count == 600)
  }

  @Test func `whoever has the file open when another process sets it aside goes on with the new one`() throws
  {
    try fill()
    let other = try temporary.open()
    try overwrite { content in
      if let place = content.range(of: Data("Customer 234".utf8)) { content[place.lowerBound] = 0x4b }
    }
    let cache = try temporary.open()
    #expect(throws: CustomerStoreError.self) { _ = try cache.load() }
    try cache.sync(SampleServer([.sample(1, "A")]), 11)
    #expect(try other.load()?.table.ids == [1])
    #expect(temporary.files.filter { $0.hasSuffix(".damaged") }.count == 1)
  }

  @Test func `tables that are missing are damage`() throws {
    try fill()
    try overwrite { content in
      while let place = content.range(of: Data("CREATE TABLE request".utf8)) {
        content.replaceSubrange(place, with: Data("CREATE TABLE recuest".utf8))
      }
    }
    let (_, event) = try CustomerCache.open(at: temporary.path, identity: TemporaryCache.identity)
    #expect(event == .rebuilt(quarantine: "\(temporary.path).damaged"))
  }

  /// The customers are all there as they were, or the damage is told and the cache works again.
  private func expectWholeOrDamaged() throws {
    let whole = server.customers.values.sorted { $0.id < $1.id }.map { customer in
      var customer = customer
      customer.isMine = false
      return customer
    }
    let (cache, event) = try CustomerCache.open(at: temporary.path, identity: TemporaryCache.identity)
    do {
      if let loaded = try cache.load() {
        #expect(loaded.table.customers == whole)
      } else {
        #expect(event.notice != nil || event == .created)
      }
    } catch {
      #expect(error.kind == .damaged(quarantine: "\(temporary.path).damaged"))
    }
    // What nobody read so far may be noticed only now.
    _ = try? cache.sync(server, 12, full: true)
    #expect(try cache.sync(server, 13, full: true).customers.table.customers == whole)
  }
}
