/// What the manual page of the program says beyond its commands.
///
/// A section is prose, then names with what they stand for.
enum ManualSections {
  typealias Section = (title: String, prose: [String], entries: [(name: String, words: String)])

  static let usage: [Section] = [browser, filters, export, freshness]
  static let closing: [Section] = [exitStatus, environment, security, files]

  private static let browser: Section = (
    "THE BROWSER",
    [
      """
      What you type filters, at once. Enter or Tab goes to the list and keeps the filter; / comes back. Esc undoes one \
      layer and never quits. F1 or ? shows the keys of the place where you are, : every command by name. Keys may come \
      faster than rows: what is about rows waits for them.
      """,
      """
      The filter is edited as in a shell: ^A ^E ^W ^U ^K, Alt-B Alt-F Alt-D, arrows. A pasted column of codes \
      finds each (a long one as is:listed); o in the list shows those that are missing. The mouse clicks, double-clicks and \
      scrolls, in menus, too; a click beside a menu closes it.
      """,
      """
      In the details the arrows go from field to field, below which stands what refreshes changed; y copies one. c asks \
      the server for contacts (one request, with the company token) and keeps them; they stand there, as links, and in \
      the columns phone and mail.
      """,
      """
      Stars, notes (a new line by ^J), follow-ups (tomorrow, mon, +2w, 2026-12-05) and duplicates that are none (x in \
      their view) are yours: in a file of its own for each profile, kept for each account, untouched by refresh, logout or \
      a new cache.
      """,
      """
      Copies go to wl-copy, xclip, xsel, pbcopy, tmux or the terminal (OSC 52), and the browser tells who took them. Saved \
      filters (w), and those of the config, stand first in the palette with their counts, then your own commands; ^X there \
      deletes a filter. A profile (P) has its own cache, session and notes. komet comes back as you left it, with query, \
      view, columns and marks; with --fresh it keeps only the marks.
      """,
    ], []
  )

  private static let filters: Section = (
    "THE FILTER LANGUAGE",
    [
      """
      Terms are separated by blanks, and all must match. Case and accents don't matter. Where few match, others follow \
      below a line, such as ≈ 34 similar: misspelt, with another ending or the same sound, or without one of the words, \
      which the line names. All shown means the matches, or if there are none the similar ones. A term that can't be \
      read is underlined, with the reason beside it, and left out. The bar offers field names and values as you type; the right arrow at the \
      end of the line takes the first.
      """
    ],
    [
      ("bella rosa", "Both words, in name, code, id, accounting code, salesperson or type."),
      (
        "mejia, obrien, llc, t3526",
        "Mejía, O'Brien, L.L.C., T-3526; & is the same as and."
      ),
      ("\"rosa floral\"", "The two words together."),
      ("rosa | lily, !inactive", "Either; without the word."),
      ("^bella, floral$", "A field that begins, or ends, like that."),
      (
        "name: code: id: acct: rep: repid: type:",
        "In that field only, as in rep:ana type:wholesale."
      ),
      (
        "305 555 0199, maria@",
        "Customers with such a contact, as far as it is here (komet contacts); phone: mail: contact: look there only."
      ),
      (
        "updated:2026-01, updated:>=2026-01-15, updated:<7d, updated:2026-01..2026-03",
        "By the date of the last update."
      ),
      (
        "changed:yesterday, new:<7d",
        "Changed, or new, when a refresh saw it; dates as for updated:."
      ),
      (
        "is:starred, note:fridge, has:note, due:<=today, due:+1w, no:due",
        "By what you keep about them."
      ),
      ("is:marked", "Marked."), ("is:mine", "Yours."), ("is:new", "Changed by the last refresh."),
      ("is:listed", "In the pasted list."), ("is:duplicate", "Who seems to be there twice."),
      ("is:recent", "Looked at lately."), ("status:inactive", "By status."),
      ("has:code, no:rep", "With a field, or without."),
    ]
  )

  private static let export: Section = (
    "EXPORT",
    [
      """
      Written are the marked customers, or else all that are shown, in the order on the screen; the dialog says what goes \
      where. Tab there goes through the formats (the last one is kept), F6 changes the columns; afterwards o opens the file \
      and y copies its path. A file appears whole or not at all; an existing one is asked about, or with the command \
      needs --force, and keeps its mode; a missing folder is asked about, too.
      """,
      """
      In a spreadsheet (.xlsx) texts stay texts, so codes keep their zeros. CSV follows RFC 4180, in UTF-8 with a byte order mark in \
      files; a cell that a spreadsheet would run as a formula gets an apostrophe in front, unless you say --raw. TSV is for \
      pipes: a row a line, with \\t \\n \\r \\\\ in cells, and neither quotes nor apostrophes.
      """,
      """
      The columns are name, code, type, salesperson, updated, id, accounting_code, salesperson_id, active and mine; phone and mail of \
      contacts; star, note and due of your own. --columns takes them by name, and all for all that the server tells.
      """,
    ], []
  )

  private static let freshness: Section = (
    "FRESH AND OFFLINE",
    [
      """
      komet keeps the customers in a cache for you alone, shows them at once, and refreshes behind them when they are \
      older than max_age, with at most three requests. list, export, count and show answer from the cache while it is young, \
      and where the server can't be reached, wants to be left alone, or lacks many customers at once, with its age on stderr; \
      --refresh insists on the server, --offline never asks it. Only data goes to stdout.
      """,
      """
      A cache is never shown to another server, account or token. What can't be read of an answer stays as it was; if more \
      than twenty customers and a tenth of all are missing at once, they stay until you let them go: by A in the browser, or komet \
      sync --accept-losses. Inactive customers of your salesperson are yours, too. A dot marks what the last refresh changed.
      """,
      """
      A server that has had too many requests (HTTP 429, or a message about them) is left alone for as long as it asks, else for a quarter of an hour, \
      or for an hour if those of the day are used up: by every komet that shares the cache, across restarts. The \
      status line, komet doctor and komet sync say until when. r, komet sync and --refresh ask all the same; komet sync --quiet, as cron runs it, does \
      not.
      """,
    ], []
  )

  private static let exitStatus: Section = (
    "EXIT STATUS", [],
    [
      ("0", "Done."), ("1", "No customer matched."), ("2", "Wrong usage."),
      ("3", "Refused by the server: token, account, or too many requests."), ("4", "Server not reached."),
      ("5", "Answer not understood."), ("6", "File or cache trouble."), ("130", "Interrupted."),
    ]
  )

  private static let environment: Section = (
    "ENVIRONMENT", ["These count before the config; options count before both."],
    [
      ("KOMET_TOKEN", "A user token."), ("KOMET_COMPANY_TOKEN", "A company or vendor token."),
      ("KOMET_ACCOUNT", "The id of the company; goes with the user token."),
      ("KOMET_SALES_CHANNEL", "WEB_APP, MOBILE_APP, K2K or ECOMMERCE_LITE."),
      ("KOMET_BASE_URL", "The address of the API."),
      ("KOMET_SALESPERSON_ID", "Which customers are yours, without a user token."),
      ("KOMET_LOCATION_ID", "One location of a company with several."),
      ("KOMET_CONFIG", "The config file."),
      ("HTTPS_PROXY, ALL_PROXY", "The proxy that the server is asked through."),
      ("NO_PROXY", "The hosts that are asked without it."), ("NO_COLOR", "If set, no colours are used."),
    ]
  )

  private static let security: Section = (
    "SECURITY", ["What is protected from whom, and what is not."],
    [
      (
        "Other users of the machine",
        """
        Token, cache, notes and session are files that only you can read; a token in a file that \
        others may read is refused. No token or password stands in an argument list, a message, \
        a log or an export. Exports obey your umask; files that you name are yours to protect.
        """
      ),
      (
        "The network",
        """
        HTTPS with verified certificates, which nothing turns off (ca_file adds an authority); \
        redirects only within the same host; plain HTTP only to this machine. The API has the \
        token in the address of a request, so whoever runs the server, or a proxy that opens \
        HTTPS with an authority you trust, sees it.
        """
      ),
      (
        "A hostile server",
        """
        Answers are limited in size (answer_limit_mb) and time, and refused as a whole if they \
        are no whole answer; many customers missing at once are not taken for gone until you say \
        so. What it tells about customers is believed.
        """
      ),
      (
        "Hostile names",
        """
        Control characters and hidden letters are shown as visible signs, on the screen and in \
        messages. Cells that a spreadsheet would run get an apostrophe (not with --raw, TSV or \
        JSON). Your own commands get values as arguments, without a shell; what they do with \
        them is theirs.
        """
      ),
      (
        "A lost laptop",
        """
        Nothing here is encrypted: use the disk's encryption. Change your Komet Sales password, \
        and have the company token replaced; komet logout removes the kept token only. A \
        token_command keeps tokens in a password manager.
        """
      ),
      (
        "Not protected from",
        """
        The machine's administrator, programs that run as you, and whoever reads your screen, \
        clipboard or exports.
        """
      ),
    ]
  )

  private static let files: Section = (
    "FILES", [],
    [
      (
        "$XDG_CONFIG_HOME/komet/config.toml",
        "The config, see komet-config(5); komet setup or komet config init writes one."
      ),
      (
        "/etc/xdg/komet/config.toml",
        "The config for everybody on the machine, under the person's own; XDG_CONFIG_DIRS names other folders."
      ),
      (
        "$XDG_CONFIG_HOME/komet/token",
        "The token that komet setup and komet login keep; token-NAME for a profile."
      ),
      ("$XDG_CONFIG_HOME/komet/themes/", "Themes of your own."),
      ("$XDG_DATA_HOME/komet/", "The cache, one file a profile."),
      (
        "$XDG_DATA_HOME/komet/notes/",
        "Stars, notes, follow-ups and who is not the same, one file a profile, with a copy for each of the last 7 days."
      ),
      ("$XDG_STATE_HOME/komet/", "Session, marks, filter history and saved filters."),
    ]
  )
}
