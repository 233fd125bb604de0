@testable import Customers

/// The order by name, from its description.
enum ReferenceOrder {
  static func isByName(_ first: Customer, _ second: Customer) -> Bool {
    if let isBefore = isBefore(first.name, second.name) { return isBefore }
    if !first.name.utf8.elementsEqual(second.name.utf8) {
      return first.name.utf8.lexicographicallyPrecedes(second.name.utf8)
    }
    return first.id < second.id
  }

  /// Whether one text stands before the other; nil if they count as the same.
  static func isBefore(_ first: String, _ second: String) -> Bool? {
    let pieces = [pieces(of: first), pieces(of: second)]
    if pieces[0].isEmpty != pieces[1].isEmpty { return pieces[1].isEmpty }
    for (one, other) in zip(pieces[0], pieces[1]) where one != other { return one < other }
    return pieces[0].count == pieces[1].count ? nil : pieces[0].count < pieces[1].count
  }

  /// A character, or a number without zeros in front.
  private enum Piece: Equatable {
    case sign(UInt32)
    case number(String)

    static func < (first: Piece, second: Piece) -> Bool {
      switch (first, second) {
      case (.number(let one), .number(let other)):
        one.count == other.count ? one < other : one.count < other.count
      case (.number, .sign(let other)): 0x30 < other
      case (.sign(let one), .number): one < 0x30
      case (.sign(let one), .sign(let other)): one < other
      }
    }
  }

  private static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var digits: String?
    func end() {
      if let digits { pieces.append(.number(String(digits.drop { $0 == "0" }))) }
      digits = nil
    }
    for scalar in ReferenceFolding.fold(text).scalars {
      if ("0"..."9").contains(scalar) {
        digits = (digits ?? "") + String(scalar)
      } else {
        end()
        pieces.append(.sign(max(1, scalar.value)))
      }
    }
    end()
    return pieces
  }
}
