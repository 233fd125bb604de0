import CustomerBrowser

/// The manual page of the config, made from what `komet config init` writes about each setting.
///
/// Source: man(7), man-pages(7).
struct ConfigManualPage {
  let version: String

  /// The settings of one table, as the config explains them.
  private struct Table {
    let title: String
    var prose: String
    var settings: [(spellings: [String], words: String)] = []
  }

  var text: String {
    var page = RoffText()
    page.macro("TH", "KOMET-CONFIG", "5", "", "komet \(version)", "File Formats")
    page.macro("SH", "NAME")
    page.line("komet-config - the config of komet")
    page.macro("SH", "SYNOPSIS")
    page.line("$XDG_CONFIG_HOME/komet/config.toml, else ~/.config/komet/config.toml")
    page.macro("br")
    page.line("/etc/xdg/komet/config.toml")
    page.macro("SH", "DESCRIPTION")
    page.prose(Self.description)
    page.macro("SH", "SETTINGS")
    page.line("Each with its usual value, or an example where there is none.")
    for table in Self.tables {
      page.macro("SS", table.title)
      if !table.prose.isEmpty { page.line(table.prose) }
      for (spellings, words) in table.settings { page.entry(spellings, words) }
    }
    page.macro("SH", "NAMES FOR [keys]")
    page.line("The help of the browser (F1) shows which keys they have.")
    for command in BrowserCommand.allCases { page.entry([command.rawValue], command.summary) }
    page.macro("SH", "AN OFFICE OF MANY")
    page.prose(Self.office)
    page.paragraphs(Self.officeExample)
    page.prose(Self.afterOffice)
    page.macro("SH", "SEE ALSO")
    page.line("komet(1)")
    return page.text
  }

  private static let description = [
    """
    The config is TOML. komet setup writes one for you, komet config init writes all settings, explained and commented out. \
    komet config check reads a config over without asking the server; a mistake is named with its file and line.
    """,
    """
    Options count before the environment, which counts before the person's own config, which counts before that of the machine: \
    /etc/xdg/komet/config.toml, or what XDG_CONFIG_DIRS names. komet config show tells what counts, and where each value is from. \
    --config FILE or KOMET_CONFIG name another file instead of the person's own.
    """,
    """
    A file with a token in it must be its owner's alone (chmod 600); better is a command that prints the token, or what komet login \
    keeps.
    """,
  ]

  private static let office = [
    """
    The requests of a day (1,000, unless your contract says otherwise) are the company's: all who ask share them. A browser that is open for 10 \
    hours with the usual settings sends up to 120 of them, since it asks every 15 minutes and each refresh takes three; nine such desks use \
    them up. komet doctor reckons it for the settings at hand.
    """,
    """
    For 40 desks put this into /etc/xdg/komet/config.toml of each:
    """,
  ]

  private static let officeExample = """
      [api]
      account = 1042         # your company's id
      refresh = "updates"    # one request a refresh
      max_age = 30
      jitter = 10            # so that not all ask at once
    """

  private static let afterOffice = [
    """
    A desk then sends some 20 requests in 10 hours: 770 of 1,000 a day for all 40, and what is on the screen is 40 minutes \
    old at worst, some 18 on the average. The rest is for contacts, and for whoever presses r, which asks for everything. With refresh = \
    "names" it is twice as many requests (max_age = 60 then); with "manual" none but those that people ask for.
    """,
    """
    Who is gone, and whose a new customer is, shows with "updates" at the next whole refresh: once a week, by r, or by komet sync. One \
    line for cron on each desk, at another minute each, makes it once a day for 3 requests more: 30 6 * * 1-5 komet sync --quiet
    """,
    """
    If the server says that there were too many requests, all komets at the same cache leave it alone until it is over; see komet(1).
    """,
    """
    Behind a proxy set HTTPS_PROXY, and ca_file if it signs with certificates of its own; verification can't be turned off.
    """,
  ]

  /// The tables in the order of the template, without the lines at its head.
  private static var tables: [Table] {
    var tables: [Table] = []
    var words: [String] = []
    func takenWords() -> String {
      defer { words = [] }
      return words.joined(separator: " ")
    }
    for line in ConfigTemplate.text.split(separator: "\n", omittingEmptySubsequences: false) {
      let line = line.trimmingPrefix("# ")
      if line.isEmpty {
        words = []
      } else if line.hasPrefix("[") {
        tables.append(Table(title: String(line), prose: takenWords()))
      } else if line.firstMatch(of: #/^([a-z_-]+|"[^"]+") = /#) != nil, let last = tables.indices.last {
        if words.isEmpty, let previous = tables[last].settings.indices.last {
          tables[last].settings[previous].spellings.append(String(line))
        } else {
          tables[last].settings.append(([String(line)], takenWords()))
        }
      } else {
        words.append(String(line))
      }
    }
    return tables
  }
}
