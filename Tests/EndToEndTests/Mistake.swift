import Testing

/// A command line that can't do what it says, and what comes of it.
struct Mistake: CustomTestStringConvertible, Sendable {
  let line: String
  let status: Int32
  /// What the message says among other things.
  let words: String

  init(_ line: String, _ status: Int32, _ words: String) {
    self.line = line
    self.status = status
    self.words = words
  }

  var testDescription: String { line }

  private static let commands = [
    "", "browse", "list", "export a.csv", "show T3526", "sync", "changes", "login", "logout", "config",
    "config init", "config path", "config show", "config check", "doctor", "themes", "themes list",
    "themes check", "themes preview", "themes picture a.svg", "simulate", "manual",
  ]

  static let unknownOptions = commands.map { Mistake("\($0) --frobnicate", 2, "'--frobnicate'") }

  static let misspelled = [
    Mistake("frobnicate", 2, "There is no command 'komet frobnicate': there is `browse`"),
    Mistake("lst bella", 2, "did you mean `list`?"), Mistake("themes chek", 2, "did you mean `check`?"),
    Mistake("help lst", 2, "did you mean `list`?"), Mistake("list --colums name", 2, "'--columns'"),
    Mistake("list --columns nam", 2, "did you mean `name`?"),
    Mistake("list --columns ''", 2, "`salesperson`"),
    Mistake("export a.csv --columns name,cod", 2, "did you mean `code`?"),
    Mistake("list --sort nmae", 2, "did you mean `name`?"), Mistake("list --sort name,size", 2, "`updated`"),
    Mistake("browse --sort nmae", 2, "did you mean `name`?"),
    Mistake("list --format cvs", 2, "did you mean `csv`?"), Mistake("list --format xml", 2, "`jsonl`"),
    Mistake("changes --format cvs", 2, "did you mean `csv`?"),
    Mistake("show T3526 --format jsn", 2, "did you mean `json`?"),
    Mistake("list --sort -Updated", 2, "did you mean `-updated`?"),
    Mistake("list --scope ours", 2, "`mine`"), Mistake("list --status activ", 2, "did you mean `active`?"),
    Mistake("themes check nrod", 2, "did you mean `nord`?"),
    Mistake("themes preview nrod", 2, "did you mean `nord`?"),
    Mistake("themes picture a.svg nrod", 2, "did you mean `nord`?"),
    Mistake("list --config profile.toml --profile nort", 2, "did you mean `north`?"),
    Mistake("simulate --fault gremlins", 2, "gremlins"),
    Mistake(
      "list --config key.toml", 2, "key.toml:2: `exprot` is not an action of [keys]; did you mean `export`?"),
    Mistake(
      "list --config setting.toml", 2,
      "setting.toml:2: `tokn` is not a setting of [api]; did you mean `token`?"),
    Mistake("config check --config theme.toml", 2, "did you mean `dark`?"),
  ]

  static let values = [
    Mistake("list --columns", 2, "--columns"), Mistake("list --sort", 2, "--sort"),
    Mistake("list --format", 2, "--format"), Mistake("list --profile", 2, "--profile"),
    Mistake("export", 2, "<file>"), Mistake("show", 2, "<customer>"), Mistake("show ''", 2, "empty"),
    Mistake("changes --since", 2, "--since"), Mistake("list --limit x", 2, "--limit"),
    Mistake("list --limit -1", 2, "--limit must be 1 or more"),
    Mistake("list --limit 0", 2, "komet list --count"), Mistake("export a.csv --limit 0", 2, "1 or more"),
    Mistake("list --delimiter ';' --format json", 2, "--delimiter is for CSV, and this is to be json"),
    Mistake("list --delimiter ';'", 2, "this is to be table"),
    Mistake("export a.tsv --delimiter ';'", 2, "this is to be tsv"),
    Mistake("list --columns name,id,name", 2, "names the column `name` twice"),
    Mistake("list --sort type,-type", 2, "names the column `type` twice"),
    Mistake("list --config twice.toml", 2, "twice.toml:2: `columns` names `code` twice"),
    Mistake("list --demo 5", 2, "Did you mean --demo=5?"), Mistake("--demo 5", 2, "put it before --demo"),
    Mistake("show --demo 25475", 2, "Did you mean --demo=25475?"),
    Mistake("list -TEST", 2, "komet list -- -TEST"), Mistake("show -1", 2, "komet show -- -1"),
    Mistake("changes -5", 2, "komet changes -- -5"), Mistake("export a.csv -rosa", 2, "-- -rosa"),
    Mistake("changes --scope ours", 2, "`mine`"), Mistake("changes 'updated:>soon'", 2, "write a date as"),
    Mistake("list --delimiter ab", 2, "one character"), Mistake("list --demo=x", 2, "--demo"),
    Mistake("list --demo=-1", 2, "from 0 to 1000000"), Mistake("simulate --customers 9999999", 2, "1000000"),
    Mistake("simulate --customers -5", 2, "1000000"), Mistake("simulate --latency -5", 2, "negative"),
    Mistake("simulate --port 70000", 2, "65535"), Mistake("simulate --seed x", 2, "--seed"),
    Mistake("themes check --least x", 2, "--least"), Mistake("changes --since soon", 2, "2026-11-01"),
    Mistake("changes --since 2026-02-30", 2, "2026-02-30"),
    Mistake("list 'updated:>soon'", 2, "write a date as"),
    Mistake("list 'is:makred'", 2, "marked"), Mistake("list 'rosa |'", 2, "both sides"),
    Mistake("list --base-url http://example.com/api", 2, "encrypted"),
    Mistake("list --base-url nonsense", 2, "https"), Mistake("login --demo", 2, "nobody"),
    Mistake("sync --demo", 2, "nothing is kept"), Mistake("changes --demo", 2, "nothing is kept"),
    Mistake("sync --offline", 2, "forbids"), Mistake("browse", 2, "komet list"), Mistake("", 2, "komet list"),
    Mistake("show T3526 --offline --base-url http://127.0.0.1:1/api", 4, "Start without --offline"),
  ]

  static let files = [
    Mistake("list --config none.toml", 2, "none.toml"), Mistake("list --config folder", 2, "Is a directory"),
    Mistake("list --config bad.toml", 2, "bad.toml:1: not TOML"),
    Mistake("list --config noise.toml", 2, "not UTF-8"), Mistake("config check --config folder", 2, "folder"),
    Mistake("config init --config taken.csv", 6, "There is a config taken.csv already"),
    Mistake("config init --config taken.csv/a.toml", 6, "taken.csv"),
    Mistake("export ''", 2, "No file is named"), Mistake("export -", 2, "komet list --format"),
    Mistake("export a.xls", 2, "ending"), Mistake("export taken.csv", 6, "--force"),
    Mistake("export folder.csv", 6, "That is a folder"),
    Mistake("export folder.csv --force", 6, "That is a folder"),
    Mistake("export new.csv/", 6, "That is a folder"), Mistake("export missing/a.csv", 6, "No such file"),
    Mistake("export taken.csv/a.csv", 6, "Not a directory"),
    Mistake("export full.csv --force", 6, "not a regular file"),
    Mistake("themes check ./folder", 2, "Is a directory"),
    Mistake("themes check ./none.toml", 2, "No such file"),
    Mistake("themes picture taken.csv nord", 6, "--force"),
    Mistake("themes picture taken.csv/a.svg nord", 6, "Not a directory"),
  ]

  /// What happens to the cache's folder, which stands before `komet`.
  static let folders = ["list --offline", "sync", "changes"].flatMap { command in
    [
      Mistake("\(command) # in taken.csv", 6, "taken.csv/komet: Not a directory"),
      Mistake("\(command) # in /proc", 6, "/proc/komet"),
    ]
  }

  private static let writers = [
    "list", "list --format csv", "list --count", "show T3526", "sync", "doctor", "themes",
    "themes check nord",
    "themes preview nord", "config show", "config path", "config check", "manual", "--help", "list --help",
    "--version", "--generate-completion-script bash",
  ]

  static let streams = writers.flatMap { command in
    [
      Mistake("\(command) >&-", 6, "Bad file descriptor"),
      Mistake("\(command) > /dev/full", 6, "No space left on device"),
    ]
  }

  static let long = [
    Mistake("$LONG", 2, "There is no command"), Mistake("show $LONG", 1, "No customer"),
    Mistake("export $LONG.csv", 6, "File name too long"), Mistake("export $LONG/a.csv", 6, "long"),
    Mistake("list --columns $LONG", 2, "There is no column"),
    Mistake("list --config $LONG", 2, "config file"),
    Mistake("list --profile $LONG", 2, "has no profile"), Mistake("list --sort $LONG", 2, "--sort"),
    Mistake("list --base-url https://$LONG/", 4, "could not"),
    Mistake("themes check $LONG", 2, "there is no theme"),
    Mistake("changes --since $LONG", 2, "takes a day"), Mistake("simulate --port $LONG", 2, "--port"),
    Mistake("themes picture $LONG.svg nord", 6, "File name too long"),
    Mistake("login --user $LONG --password-command echo x", 3, "200 characters"),
  ]
}
