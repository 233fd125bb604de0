import ArgumentParser
import TerminalUI

extension RawRepresentable<String> where Self: CaseIterable {
  /// Reads what a person wrote after an option; throws with the word that was meant, or all there are.
  static func argument(_ word: String) throws -> Self {
    if let value = Self(rawValue: word) { return value }
    throw ValidationError(nameAdvice(for: word, among: allCases.map(\.rawValue)))
  }

  /// What a shell offers after the option.
  static var completion: CompletionKind { .list(allCases.map(\.rawValue)) }
}
