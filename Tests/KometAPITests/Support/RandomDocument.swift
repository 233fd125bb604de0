import ProofTesting

@testable import KometAPI

/// Makes answers of `customer.list`: every other one as no server should send it.
struct RandomDocument {
  private var random: RandomSource
  private var isTame = false

  init(seed: UInt64) {
    random = RandomSource(seed: seed)
  }

  private static let texts: [String] = [
    "", " ", "A", "Flores SAS", "Julian Mejía", "花 🌷", "1", "0", "yes", "2017-08-02T12:15:17", "soon", "7 ",
    #"a\"b"#, #"},{\"id\":9},"#, "},{", "}", "]}", "[{", #"\\"#, #"\ud83c\udf37"#, #"\ud800"#, #"\u0000"#,
    #"\"customers\":[{"#, "customers", "//", "\u{FEFF}",
  ]
  private static let wildTexts = [#"\q"#, "a\tb", "\u{1}\n", #"\u12"#]
  private static let scalars = [
    "null", "true", "false", "0", "1", "7", "-3", "1.0", "1e3", "99999999999999999999",
  ]
  private static let wildScalars = ["x", #"\"#, #"\""#, "}", "]"]
  private static let keys: [String] = [
    "id", "name", "code", "accountingCode", "customerType", "salesPerson", "salesPersonId", "active",
    "updatedOn", "x", "customers", "status", "",
  ]
  private static let blanks = [" ", "\n", "\r\n\t"]
  /// What tells most in a wrong place.
  private static let strewn: [UInt8] = Array(#"{}[],:"\ n1"#.utf8) + [0x0A, 0x01, 0xC3, 0xFF]

  mutating func next() -> [UInt8] {
    isTame = random.chance(2)
    var bytes = Array(document().utf8)
    if slips(4) { bytes.insert(0xFF, at: place(in: bytes)) }
    if slips(4) { bytes.removeSubrange(place(in: bytes)...) }
    if slips(3) {
      for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
        bytes[place(in: bytes)] = random.pick(Self.strewn)
      }
    }
    return bytes
  }

  /// Whether something is to go wrong here.
  private mutating func slips(_ oneIn: Int) -> Bool {
    !isTame && random.chance(oneIn)
  }

  /// Cuts bytes into the pieces that they might come in.
  mutating func pieces(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 1...100, using: &random))
      pieces.append(piece)
      rest = rest.dropFirst(piece.count)
    }
    return pieces
  }

  private mutating func place(in bytes: [UInt8]) -> Int {
    bytes.isEmpty ? 0 : Int.random(in: bytes.indices, using: &random)
  }

  private mutating func document() -> String {
    var fields = [field("customers", list())]
    if random.chance(2) { fields.append(field("status", random.pick(["1", #""1""#, "0", "null"]))) }
    if random.chance(2) { fields.append(field("message", value(depth: 0))) }
    if random.chance(6) { fields.append(field("customers", random.pick(["null", "{}", list()]))) }
    if random.chance(4) { fields.append(field("x", value(depth: 3))) }
    fields.shuffle(using: &random)
    let mark = random.chance(5) ? "\u{FEFF}" : ""
    let rest = slips(12) ? random.pick(["}", "x", "{}", ",", " \n", "]"]) : ""
    return mark + blank() + "{" + fields.joined(separator: "," + blank()) + blank() + "}" + rest
  }

  private mutating func list() -> String {
    var records: [String] = []
    for _ in 0..<Int.random(in: 0...30, using: &random) {
      records.append(random.chance(12) ? value(depth: 2) : record())
    }
    let comma = slips(30) ? random.pick([",,", "", ":"]) : "," + blank()
    return "[" + records.joined(separator: comma) + (slips(20) ? "," : "") + blank() + "]"
  }

  private mutating func record() -> String {
    var fields = [#""id":\#(Int.random(in: 1...40, using: &random))"#]
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      fields.append(field(random.pick(Self.keys), value(depth: 2)))
    }
    if random.chance(4) { fields.shuffle(using: &random) }
    return "{" + fields.joined(separator: ",") + "}"
  }

  private mutating func field(_ key: String, _ value: String) -> String {
    #""\#(key)""# + blank() + ":" + blank() + value
  }

  private mutating func value(depth: Int) -> String {
    switch Int.random(in: 0..<12, using: &random) {
    case 0 where depth > 0: "[" + value(depth: depth - 1) + "," + value(depth: depth - 1) + "]"
    case 1 where depth > 0: "{" + field(random.pick(Self.keys), value(depth: depth - 1)) + "}"
    case 2 where depth > 0: "[" + record() + "," + record() + "]"
    case 3, 4: random.pick(slips(40) ? Self.wildScalars : Self.scalars)
    default: "\"" + random.pick(slips(40) ? Self.wildTexts : Self.texts) + "\""
    }
  }

  private mutating func blank() -> String {
    if slips(300) { return "\u{1}" }
    return random.chance(5) ? random.pick(Self.blanks) : ""
  }
}

extension AnswerBody {
  /// A body of these bytes, as the transport would have received it.
  convenience init(_ bytes: some Sequence<UInt8>) {
    self.init()
    Array(bytes).withUnsafeBytes { _ = append($0) }
  }

  convenience init(_ text: String) {
    self.init(text.utf8)
  }
}
