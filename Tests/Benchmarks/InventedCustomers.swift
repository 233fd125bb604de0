import Customers

/// Makes tables of invented customers, always the same ones.
struct InventedCustomers {
  private var state: UInt64 = 0x2545_f491_4f6c_dd1d

  static func table(count: Int) -> CustomerTable {
    var samples = InventedCustomers()
    var builder = CustomerTableBuilder()
    builder.reserve(rows: count, textBytes: count * 40)
    for number in 0..<count { builder.append(samples.customer(number)) }
    return builder.finish().table.withMine(nil)
  }

  private mutating func customer(_ number: Int) -> Customer {
    let seller = Int(below(40))
    let lastUpdate: UInt64 = 1_780_000_000
    return Customer(
      id: UInt64(20_000 + number * 3 + Int(below(3))),
      name: name(),
      code: text(of: Self.codeLetters, count: 3 + Int(below(5))),
      accountingCode: below(3) == 0 ? nil : "ACC\(below(900_000))",
      customerType: Self.types[Int(below(UInt64(Self.types.count)))],
      salesperson: "\(Self.people[seller % Self.people.count]) \(Self.people[seller / 4])",
      salespersonID: UInt64(1_800 + seller),
      isActive: below(12) != 0,
      updatedOn: LocalDateTime(secondsSinceEpoch: Int64(lastUpdate - below(300_000_000))))
  }

  private mutating func name() -> String {
    var words = [Self.words[Int(below(UInt64(Self.words.count)))]]
    for _ in 0..<below(3) + 1 { words.append(Self.words[Int(below(UInt64(Self.words.count)))]) }
    if below(3) == 0 { words.append(String(below(5_000))) }
    if below(2) == 0 { words.append(Self.endings[Int(below(UInt64(Self.endings.count)))]) }
    let name = words.joined(separator: " ")
    return below(4) == 0 ? name.uppercased() : name
  }

  private mutating func text(of letters: [Character], count: Int) -> String {
    String((0..<count).map { _ in letters[Int(below(UInt64(letters.count)))] })
  }

  /// A number below `limit`, by xorshift.
  private mutating func below(_ limit: UInt64) -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state % limit
  }

  private static let codeLetters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
  private static let types = [
    "Wholesaler", "Retailer", "Event Planner", "Supermarket", "Online", "Grower", "Broker",
    "PART-TIME FLORIST",
  ]
  private static let people = [
    "Ana", "Julian", "María", "Tran", "Mejía", "Smith", "O'Brien", "Núñez", "Chen", "Kowalski",
  ]
  private static let endings = ["LLC", "Inc", "Ltda.", "S.A.S", "& Sons", "Corp", "GmbH", "Co"]
  private static let words = """
    Bella Rosa Floral Flowers Blooms Garden Gardens Petals Bridal Cakes Boston Miami Dallas Orchid Tulip \
    Lily Daisy Sunflower Violet Jasmine Iris Peony Dahlia Marigold Carnation Lavender Magnolia Camellia \
    Azalea Begonia Zinnia Poppy Aster Fern Ivy Moss Willow Cedar Maple Birch Hazel Olive Laurel Myrtle \
    Sage Thyme Basil Mint Rosemary Clover Heather Bluebell Buttercup Snowdrop Primrose Foxglove Hydrangea \
    Wisteria Lotus Anemone Ranunculus Freesia Gerbera Gladiolus Amaryllis Hyacinth Narcissus Crocus Café \
    Señorita Böhm Crème Étoile Årstiderne Łąka Straße Exotic Tropical Royal Golden Silver Crystal Emerald \
    Sapphire Ruby Pearl Diamond Sunrise Sunset Morning Evening Spring Summer Autumn Winter Wedding Event \
    Party Studio Market Shop Store House Boutique Design Designs Creations Arrangements Bouquet Basket \
    Wholesale Import Export Trading International Global National Central Northern Southern Eastern \
    Western Pacific Atlantic Valley Mountain River Lake Ocean Island Prairie Meadow Forest Grove Orchard \
    Farm Nursery Greenhouse Enterprises Company Brothers Sisters Family Heritage Legacy Classic Modern
    """.split(separator: " ").map(String.init)
}
