/// The config that `komet config init` writes: every setting, explained and commented out.
enum ConfigTemplate {
  static let text = """
    # The config of komet. Options beat the environment, which beats this file.
    # Take away the # in front of what you want to set; komet config check reads it over.

    [api]
    # A program that prints the user token, and its arguments; komet login keeps one for you instead.
    # token_command = ["pass", "komet/user"]
    # The same for the company or vendor token, which tells every detail of the customers.
    # company_token_command = ["pass", "komet/company"]
    # The tokens themselves, if this file is yours alone (chmod 600).
    # token = "…"
    # company_token = "…"
    # The id of your company; goes with the user token.
    # account = 1234
    # WEB_APP, MOBILE_APP, K2K or ECOMMERCE_LITE.
    # sales_channel = "WEB_APP"
    # Which customers are yours, without a user token.
    # salesperson_id = 1819
    # One location of a company with several.
    # location_id = 7
    # The address of the API.
    # base_url = "https://api.kometsales.com/api"
    # Certificates to trust besides the system's.
    # ca_file = "/etc/ssl/certs/ca-certificates.crt"
    # How many minutes the customers stay fresh.
    # max_age = 15
    # What is asked then by itself, where there are both tokens: auto: everything, in three requests; names: who is there
    # and who is yours, in two; updates: what was updated, in one. With manual nothing is asked until you do: by r, komet
    # sync or --refresh, which always ask for everything, as is done once a week.
    # refresh = "auto"
    # Up to so many minutes later, each time another number, so that many komets don't ask at once.
    # jitter = 0
    # The requests that your company has a day.
    # daily_requests = 1000
    # The largest answer to take, in megabytes.
    # answer_limit_mb = 512
    # How many seconds the server may take until its answer begins; a long list can take long.
    # timeout = 60

    [ui]
    # komet themes list names those there are.
    # theme = "default"
    # Draw with ASCII only.
    # ascii = false
    # The columns that your terminal gives to signs like ○ and ─: 1, or 2 on some in East Asia.
    # ambiguous_width = 1
    # Clicks and the wheel are komet's; with false the terminal selects text with the mouse.
    # mouse = true
    # all or mine.
    # scope = "all"
    # active, inactive or all.
    # status = "active"
    # A column, with a minus in front for descending; more columns behind commas.
    # sort = "name"
    # The columns of the list, in their order. Until you choose, a wide one also tells accounting_code and id.
    # columns = ["name", "code", "type", "salesperson", "updated"]

    [keys]
    # Any command of the palette by its name, with its key or keys; [] takes all of them away.
    # toggle-scope = ["m", "f2"]
    # export = "ctrl-x"

    [filters]
    # Queries by name, for the palette.
    # wholesalers = "type:wholesale updated:<30d"
    # "no salesperson" = "no:rep"
    # "my florists" = { query = "type:florist", scope = "mine", status = "all", sort = "-updated", columns = ["name", "updated"] }

    [export]
    # Where exports go unless told otherwise.
    # folder = "/home/me/lists"
    # csv, xlsx, tsv, json or jsonl at first; then as the last time.
    # format = "csv"
    # all or shown.
    # columns = "all"
    # Between the cells of CSV.
    # delimiter = ","
    # Leave cells that a spreadsheet would run as formulas as they are.
    # raw = false

    [contacts]
    # Of how many customers a day the browser and komet sync fetch the contacts by themselves, behind everything else.
    # daily = 0

    [open]
    # The page of a customer, which o opens; {id}, {code}, {name}, {mail} and {phone} are filled in.
    # url = "https://crm.example.com/customers/{id}"

    # Programs of your own, for the palette and a key. No shell sees what is filled in; the marked customers, else the one
    # under the cursor, come as JSON Lines on stdin; what the program writes shows in a box.
    # [[command]]
    # By which the palette offers it.
    # name = "call"
    # The key that runs it; none will do.
    # key = "ctrl-g"
    # The program and its arguments, in which {id}, {code}, {name}, {mail} and {phone} are filled in.
    # argv = ["dial", "--", "{phone}"]
    # How many seconds it may take.
    # timeout = 30
    # It has the whole terminal, as an editor does (then without stdin and time limit).
    # terminal = false

    # For another account, named by komet --profile north:
    # [profile.north.api]
    # account = 5678

    """
}
