import ArgumentParser
import CustomerBrowser
import Customers
import Foundation
import SettingsFile
import TerminalUI

/// What a shell offers after options that take names.
enum NameCompletion {
  static let columns = CompletionKind.custom { _, _, prefix in
    columns(after: prefix, adding: ["all"], allowingMinus: false)
  }

  static let sortColumns = CompletionKind.custom { _, _, prefix in
    columns(after: prefix, adding: [], allowingMinus: true)
  }

  static let groupFields = CompletionKind.custom { _, _, prefix in
    lists(after: prefix, of: GroupField.allCases.map(\.rawValue))
  }

  static let themes = CompletionKind.custom { _, _, _ in
    ThemeFolders(configFolder: Environment().configFolder, executable: Bundle.main.executablePath ?? "").names
  }

  static let views = CompletionKind.custom { words, _, _ in
    let configured = names(in: "filters", of: words)
    let saved = (try? SessionStore(folder: Environment().stateFolder, profile: nil).savedFilters()) ?? []
    return configured + saved.map(\.name)
  }

  static let profiles = CompletionKind.custom { words, _, _ in names(in: "profile", of: words) }

  /// The keys of a table of the config that a command line means.
  private static func names(in table: String, of words: [String]) -> [String] {
    let option = "--config"
    let config =
      words.firstIndex(of: option).flatMap { words[($0 + 1)...].first }
      ?? words.first { $0.hasPrefix("\(option)=") }.map { String($0.dropFirst(option.count + 1)) }
    let path = Settings.path(named: config, Environment())
    // What can be read only once is left to whoever runs the command.
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return [] }
    let root = try? TOMLDocument(contentsOf: path, subject: .settings).root
    return (try? root?.table(table))?.keys ?? []
  }

  /// The lists that begin with what is typed and end with one more name.
  static func lists(after prefix: String, of names: [String]) -> [String] {
    // zsh and fish hand over the option as well where `=` stands between.
    let value = prefix.hasPrefix("--") ? prefix.drop { $0 != "=" }.dropFirst() : prefix[...]
    let parts = value.split(separator: ",", omittingEmptySubsequences: false)
    let start = parts.dropLast().map { $0 + "," }.joined()
    return names.filter { !parts.dropLast().contains($0[...]) }.map { start + $0 }
  }

  /// The lists that begin with what is typed and end with one more column.
  static func columns(after prefix: String, adding names: [String], allowingMinus: Bool) -> [String] {
    // zsh and fish hand over the option as well where `=` stands between.
    let value = prefix.hasPrefix("--") ? prefix.drop { $0 != "=" }.dropFirst() : prefix[...]
    let parts = value.split(separator: ",", omittingEmptySubsequences: false)
    let last = parts.last ?? ""
    var start = parts.dropLast().map { $0 + "," }.joined()
    if allowingMinus, last.hasPrefix("-") { start += "-" }
    let typed = Set(parts.dropLast().map { allowingMinus && $0.hasPrefix("-") ? $0.dropFirst() : $0 })
    // To all columns that the server's list tells one may add the others.
    let columns =
      typed.contains("all") ? CustomerColumn.allCases.filter { !$0.isTold } : CustomerColumn.allCases
    let known = columns.map(\.rawValue).filter { !typed.contains($0[...]) }
    return ((parts.count > 1 ? [] : names) + known).map { start + $0 }
  }
}

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
