/// The tables of the cache file, as steps from one version to the next.
///
/// `PRAGMA user_version` says how many steps a file has seen. Tables (singular) hold plain numbers and
/// keys; the views (plural) show the same to people, with names and ISO dates:
/// `sqlite3 default.sqlite 'SELECT * FROM customers LIMIT 10'`.
enum Schema {
  /// `PRAGMA application_id` of the cache files: “Komt”.
  static let applicationID = 0x4b6f_6d74

  static var version: Int { steps.count }

  /// What brings a file from version `index` to `index + 1`; a step is never changed once released.
  static let steps = [firstStep, contactsStep, listStep, unsignedStep, pauseStep]

  private static let firstStep = """
    CREATE TABLE cache (
      -- Whose customers these are: one row.
      id INTEGER PRIMARY KEY CHECK (id = 1),
      base_url TEXT NOT NULL,
      account TEXT,
      salt BLOB NOT NULL,
      identity_hash BLOB NOT NULL    -- SHA-256 of the salt, the server, the account and the tokens' hashes
    ) STRICT;

    CREATE TABLE customer_type (
      key INTEGER PRIMARY KEY,       -- 1, 2, 3, … without a gap
      name TEXT NOT NULL
    ) STRICT;

    CREATE TABLE salesperson (
      key INTEGER PRIMARY KEY,       -- 1, 2, 3, … without a gap
      name TEXT NOT NULL,            -- empty: the API told the ID only
      number INTEGER                 -- the API's salesPersonId
    ) STRICT;

    CREATE TABLE customer (
      -- What customer.list and customer.by.company.list told; NULL: the API did not say.
      id INTEGER PRIMARY KEY,        -- the API's customer ID
      name TEXT NOT NULL,
      code TEXT,
      accounting_code TEXT,
      type INTEGER REFERENCES customer_type,
      salesperson INTEGER REFERENCES salesperson,
      is_active INTEGER,             -- 1, 0
      updated_on INTEGER,            -- seconds since 1970 on the API's clock, which has no zone
      has_details INTEGER NOT NULL,  -- 1: customer.list told it
      is_listed INTEGER NOT NULL,    -- 1: in the latest customer.by.company.list
      is_mine INTEGER NOT NULL,      -- 1: in the latest list of the person's own customers
      is_gone INTEGER NOT NULL       -- 1: missed in that list; hidden, and removed by the next full sync
    ) STRICT;

    CREATE TABLE sync (
      -- One row a sync.
      number INTEGER PRIMARY KEY,
      asked_at INTEGER NOT NULL,     -- milliseconds since 1970, UTC
      is_full INTEGER NOT NULL,
      tells_mine INTEGER NOT NULL,   -- 1: it is known whose customers are whose
      customer_count INTEGER NOT NULL,
      last_update INTEGER,           -- the latest updated_on that is not in the future
      fingerprint INTEGER NOT NULL   -- sum of the hashes of this row and of all customers, types and salespeople
    ) STRICT;

    CREATE TABLE change (
      -- What each sync but the first changed.
      sync INTEGER NOT NULL REFERENCES sync ON DELETE CASCADE,
      customer INTEGER NOT NULL,     -- the customer's ID; the customer itself may be gone
      field TEXT NOT NULL,           -- a column's name; empty for new, gone and returned
      kind TEXT NOT NULL,            -- new, renamed, reassigned, deactivated, reactivated, edited, gone, returned
      customer_name TEXT NOT NULL,
      old_value TEXT,
      new_value TEXT,
      PRIMARY KEY (sync, customer, field)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE request (
      -- How many requests were sent.
      day TEXT PRIMARY KEY,          -- YYYY-MM-DD, the person's calendar
      count INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE VIEW customers AS
      SELECT
        customer.id, customer.name, code, accounting_code, customer_type.name AS type,
        nullif(salesperson.name, '') AS salesperson, salesperson.number AS salesperson_id,
        iif(is_active, 'yes', iif(is_active = 0, 'no', NULL)) AS active,
        iif(is_mine, 'yes', 'no') AS mine,
        strftime('%Y-%m-%dT%H:%M:%S', updated_on, 'unixepoch') AS updated_on
      FROM customer
        LEFT JOIN customer_type ON customer_type.key = type
        LEFT JOIN salesperson ON salesperson.key = customer.salesperson
      WHERE NOT is_gone;

    CREATE VIEW syncs AS
      SELECT
        number, strftime('%Y-%m-%dT%H:%M:%SZ', asked_at / 1000, 'unixepoch') AS asked_at,
        iif(is_full, 'full', 'update') AS kind, customer_count,
        (SELECT count(DISTINCT customer) FROM change WHERE sync = number) AS changed_customers
      FROM sync;

    CREATE VIEW changes AS
      SELECT
        strftime('%Y-%m-%dT%H:%M:%SZ', asked_at / 1000, 'unixepoch') AS synced_at,
        customer, customer_name, kind, field, old_value, new_value
      FROM change JOIN sync ON number = sync;
    """

  private static let contactsStep = """
    CREATE TABLE contact_list (
      -- One row a customer whose contacts were asked for; removed with the customer.
      customer INTEGER PRIMARY KEY REFERENCES customer ON DELETE CASCADE,
      asked_at INTEGER NOT NULL      -- milliseconds since 1970, UTC
    ) STRICT;

    CREATE TABLE contact (
      -- What customer.contact.list told; NULL: the API did not say.
      customer INTEGER NOT NULL REFERENCES contact_list ON DELETE CASCADE,
      place INTEGER NOT NULL,        -- 1, 2, 3, … as the server listed them
      id INTEGER NOT NULL,           -- the API's contact ID
      name TEXT,
      type TEXT,                     -- what the person does there: Buyer, A/P, …
      phone TEXT,
      ext TEXT,
      mobile TEXT,
      email TEXT,
      instant_messaging TEXT,
      fax TEXT,
      description TEXT,
      PRIMARY KEY (customer, place)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX change_of_customer ON change (customer);

    CREATE VIEW contacts AS
      SELECT
        customer.id AS customer_id, customer.name AS customer_name, contact.name, contact.type, phone, ext,
        mobile, email, instant_messaging, fax, description,
        strftime('%Y-%m-%dT%H:%M:%SZ', asked_at / 1000, 'unixepoch') AS asked_at
      FROM contact
        JOIN contact_list ON contact_list.customer = contact.customer
        JOIN customer ON customer.id = contact.customer
      WHERE NOT is_gone
      ORDER BY customer.id, place;
    """

  private static let listStep = """
    CREATE TABLE list (
      -- The list that komet shows first, all active customers by name: one row.
      id INTEGER PRIMARY KEY CHECK (id = 1),
      customer_count INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE list_start (
      -- The customers that it begins with, to be shown before all are loaded.
      place INTEGER PRIMARY KEY,     -- 1, 2, 3, …
      customer INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE
    ) STRICT;
    """

  private static let pauseStep = """
    CREATE TABLE pause (
      -- The server is to be left alone until then: one row, or none.
      id INTEGER PRIMARY KEY CHECK (id = 1),
      until INTEGER NOT NULL,        -- milliseconds since 1970, UTC
      reason TEXT NOT NULL           -- a sentence for people
    ) STRICT;
    """

  /// Shows ids as they are: 64 bits without a sign, which stand in the tables as the signed numbers of these bits.
  ///
  /// From here on, `has_details` is 2 where some details could not be read so far.
  private static let unsignedStep = """
    DROP VIEW customers;
    DROP VIEW changes;
    DROP VIEW contacts;

    CREATE VIEW customers AS
      SELECT
        iif(customer.id < 0, printf('%u', customer.id), customer.id) AS id, customer.name, code,
        accounting_code, customer_type.name AS type, nullif(salesperson.name, '') AS salesperson,
        iif(salesperson.number < 0, printf('%u', salesperson.number), salesperson.number) AS salesperson_id,
        iif(is_active, 'yes', iif(is_active = 0, 'no', NULL)) AS active,
        iif(is_mine, 'yes', 'no') AS mine,
        strftime('%Y-%m-%dT%H:%M:%S', updated_on, 'unixepoch') AS updated_on
      FROM customer
        LEFT JOIN customer_type ON customer_type.key = type
        LEFT JOIN salesperson ON salesperson.key = customer.salesperson
      WHERE NOT is_gone;

    CREATE VIEW changes AS
      SELECT
        strftime('%Y-%m-%dT%H:%M:%SZ', asked_at / 1000, 'unixepoch') AS synced_at,
        iif(customer < 0, printf('%u', customer), customer) AS customer,
        customer_name, kind, field, old_value, new_value
      FROM change JOIN sync ON number = sync;

    CREATE VIEW contacts AS
      SELECT
        iif(customer.id < 0, printf('%u', customer.id), customer.id) AS customer_id,
        customer.name AS customer_name, contact.name, contact.type, phone, ext, mobile, email,
        instant_messaging, fax, description,
        strftime('%Y-%m-%dT%H:%M:%SZ', asked_at / 1000, 'unixepoch') AS asked_at
      FROM contact
        JOIN contact_list ON contact_list.customer = contact.customer
        JOIN customer ON customer.id = contact.customer
      WHERE NOT is_gone
      ORDER BY customer.id, place;
    """
}
