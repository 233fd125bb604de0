import Foundation
import Testing

@testable import TerminalUI

/// The themes for colour-blind people, seen as they see them.
struct ColorBlindnessTests {
  /// Roles that stand side by side and mean different things.
  private static let pairs: [(Role, Role)] = [
    (.match, .text), (.match, .dim), (.key, .hint), (.error, .info), (.warning, .info), (.stale, .info),
    (.mine, .match), (.active, .warning),
  ]

  @Test(arguments: [("deuteranopia", Self.deuteranopia), ("tritanopia", Self.tritanopia)])
  func rolesAreToldApart(name: String, matrix: [[Double]]) throws {
    let theme = try ThemeFolders.shipped.theme(named: name)
    for (first, second) in Self.pairs {
      let distance = try distance(seen(first, in: theme, by: matrix), seen(second, in: theme, by: matrix))
      #expect(distance >= Self.plainlyDifferent, "\(first) and \(second): \(distance)")
    }
  }

  /// What means trouble or absence is told by more than its colour.
  @Test(arguments: ["deuteranopia", "tritanopia"])
  func attributesTellAsWell(name: String) throws {
    let theme = try ThemeFolders.shipped.theme(named: name)
    for role in [Role.match, .mark, .inactive, .stale, .warning, .error] {
      #expect(!theme[role].attributes.isEmpty, "\(role)")
    }
  }

  /// A distance in CIE 1976 L*a*b* that nobody overlooks; about 2 can just be seen.
  private static let plainlyDifferent = 20.0

  /// On linear red, green and blue.
  ///
  /// Source: Machado, Oliveira and Fernandes 2009, severity 1.0.
  private static let deuteranopia = [
    [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
  ]
  private static let tritanopia = [
    [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
  ]

  /// The colour of a role as linear red, green and blue, 0–1, after `matrix`.
  private func seen(_ role: Role, in theme: Theme, by matrix: [[Double]]) throws -> [Double] {
    let color = try #require(theme.base.overlaid(by: theme[role]).foreground?.components)
    let linear = color.map { component in
      let share = Double(component) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return matrix.map { row in min(max(zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 }, 0), 1) }
  }

  private func distance(_ first: [Double], _ second: [Double]) -> Double {
    zip(lab(first), lab(second)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  /// CIE 1976 L*a*b* under D65.
  private func lab(_ linear: [Double]) -> [Double] {
    let rows = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    let white = [0.9505, 1, 1.089]
    let curved = zip(rows, white).map { row, white in
      let share = zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 } / white
      return share > 0.008856 ? cbrt(share) : 7.787 * share + 16.0 / 116
    }
    return [116 * curved[1] - 16, 500 * (curved[0] - curved[1]), 200 * (curved[1] - curved[2])]
  }
}
