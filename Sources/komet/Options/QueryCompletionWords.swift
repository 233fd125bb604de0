import ArgumentParser
import Customers

/// What a shell offers for a word of a query: the fields, and what some of them know.
struct QueryCompletionWords {
  let words: [String]

  static let kind = CompletionKind.custom { words, index, prefix in
    let offered = QueryCompletionWords(words, index: index, prefix: prefix).words
    // In zsh a description follows a bare colon.
    return CompletionShell.requesting == .zsh ? offered.map { $0.replacing(":", with: "\\:") } : offered
  }

  /// `index` is the place of the word, and `prefix` what stands before the cursor of it.
  ///
  /// For bash a colon is a word of its own.
  init(_ line: [String], index: Int, prefix: String) {
    let before = line.prefix(max(0, index))
    if line.indices.contains(index), line[index] == ":", let field = before.last {
      words = Self.terms(for: "\(field):").map { String($0.dropFirst(field.count + 1)) }
    } else if before.last == ":", let field = before.dropLast().last {
      words = Self.terms(for: "\(field):\(prefix)").map { String($0.dropFirst(field.count + 1)) }
    } else {
      words = Self.terms(for: prefix)
    }
  }

  private static func terms(for word: String) -> [String] {
    guard !word.isEmpty else { return CustomerQuery.fieldNames.map { "\($0):" } }
    let nobody = CustomerSnapshot(CustomerTableBuilder().finish().table)
    return CustomerQuery.completions(of: word, cursor: word.count, in: nobody).map(\.text)
  }
}
