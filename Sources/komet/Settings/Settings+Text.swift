import Customers
import KometAPI
import TerminalUI

extension Settings {
  /// The settings as they count, as lines of a config; no secret is in them.
  var text: String {
    var lines = ["[api]"]
    lines += Self.lines(of: userToken, "token")
    lines += Self.lines(of: companyToken, "company_token")
    lines += [
      Self.line("account", api.account), Self.line("sales_channel", quoted: api.salesChannel.rawValue),
      Self.line("salesperson_id", api.salespersonID), Self.line("location_id", api.locationID),
      Self.line("base_url", quoted: api.baseURL), Self.line("ca_file", quoted: api.caFile),
      Self.line("max_age", Int(browser.maxAge / 60)), Self.line("daily_requests", browser.dailyRequestLimit),
      Self.line("answer_limit_mb", api.limits.maxAnswerBytes >> 20),
      Self.line("timeout", api.limits.firstByteTimeout.components.seconds),
      "\n[ui]",
      Self.line("theme", quoted: browser.theme), Self.line("ascii", usesASCII),
      Self.line("ambiguous_width", ambiguousWidth), Self.line("mouse", reportsMouse),
      Self.line("scope", quoted: browser.scope.rawValue),
      Self.line("status", quoted: browser.status.rawValue),
      Self.line("sort", quoted: browser.sort.map(OrderArgument.spelling)),
      "columns = [\(browser.columns.map { Self.quoted($0.rawValue) }.joined(separator: ", "))]",
      browser.filters.isEmpty ? nil : "\n[filters]",
    ].compactMap(\.self)
    lines += browser.filters.map { "\(Self.quoted($0.name)) = \(Self.quoted($0.query))" }
    lines += [
      "\n[export]",
      Self.line("folder", quoted: browser.exportFolder),
      Self.line("columns", quoted: browser.exportColumns.rawValue),
      Self.line("delimiter", quoted: Self.delimiterName(browser.exportDelimiter)),
      Self.line("raw", exportsRaw),
    ].compactMap(\.self)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(of source: TokenSource?, _ key: String) -> [String] {
    switch source {
    case .value: ["\(key) = \(quoted(Secret.placeholder))"]
    case .command(let arguments): ["\(key)_command = [\(arguments.map(quoted).joined(separator: ", "))]"]
    case .file(let file): ["# \(key): the one that komet login keeps in \(visibleText(file.path))"]
    case nil: ["# \(key): not set"]
    }
  }

  private static func line(_ key: String, quoted text: String?) -> String? {
    text.map { "\(key) = \(quoted($0))" }
  }

  private static func line(_ key: String, _ value: (some CustomStringConvertible)?) -> String? {
    value.map { "\(key) = \($0)" }
  }

  private static func delimiterName(_ delimiter: Unicode.Scalar) -> String {
    delimiter == "\t" ? "tab" : String(delimiter)
  }

  /// A TOML string.
  private static func quoted(_ text: String) -> String {
    let escaped = visibleText(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\""
  }
}
