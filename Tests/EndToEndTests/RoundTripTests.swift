import Foundation
import Testing

/// What other people's programs read from the files, after other people's programs wrote the answers.
@Suite struct RoundTripTests {
  /// Serves customers, lets komet export them, and compares what is read with what was served.
  ///
  /// Says what differs, and "same" at the end.
  private static let script = #"""
    import csv, http.server, json, os, re, subprocess, sys, threading, zipfile
    import xml.etree.ElementTree as tree

    names = [
        "plain", "a,b;c", 'say "hi"', '"', "two\nlines", "old\rlines", "both\r\nlines\n", " leading", "trailing  ",
        "\tTab", "tab\there", "0042", "1e5", "12345678901234567890", "TRUE", "2020-01-01", "=1+1", "=HYPERLINK(\"x\")",
        "+1 (555) 010", "-2", "-2+3", "@SUM(A1)", "'quoted'", "Julian Mejía", "e\u0301", "花屋 🌷👩‍🌾",
        " =1+1", "\u00a0=1+1", "\u200b@x", "＝1+1", "\n=1+1", "a;=1+1", "C:\\new\\tab", "\\N", "x\ufffe\uffffy",
        "O'Hara & <Söhne>", "_x0041_", "_x0041_x0042_", "_x_", "\u202eabc", "a\\nb", "#N/A", "x" * 200,
    ]
    customers = [
        {"id": 100 + index, "name": name, "code": "%05d" % index, "accountingCode": "0%d " % index, "active": 1,
         "salesPerson": "=Mejía, " + name[::-1], "salesPersonId": 7, "customerType": name,
         "updatedOn": "2017-08-02T12:15:%02d" % index}
        for index, name in enumerate(names)
    ]
    answer = json.dumps({"status": 1, "message": "OK", "customers": customers}).encode()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)
        def log_message(self, *arguments): pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    os.environ["KOMET_BASE_URL"] = "http://127.0.0.1:%d/api" % server.server_port
    os.environ["KOMET_COMPANY_TOKEN"] = "any"

    fields = {"Name": "name", "Code": "code", "Accounting code": "accountingCode", "Salesperson": "salesPerson",
              "Type": "customerType"}

    def export(file, *options):
        subprocess.run(["komet", "export", file, "--sort", "id", *options], check=True, stderr=subprocess.DEVNULL)
        return file

    def guarded(text):
        visible = re.sub("^[\\s\u200b-\u200f\u2060\ufeff]+", "", text)
        is_number = re.fullmatch(r"[+-]\d+(\.\d+)?", visible)
        runs = text[:1] in tuple("\t\r\n") or visible[:1] in tuple("=+-@＝＋－＠")
        return "'" + text if runs and not is_number else text

    def compare(what, rows, change=lambda text: text):
        if len(rows) != len(customers): print(what, "has", len(rows), "rows")
        for row, customer in zip(rows, customers):
            if str(row["ID"]) != str(customer["id"]): print(what, "ID", row["ID"])
            for title, key in fields.items():
                if row[title] != change(customer[key]): print(what, title, repr(row[title]), repr(customer[key]))

    def read_csv(file, **options):
        with open(file, encoding="utf-8-sig", newline="") as lines: return list(csv.DictReader(lines, **options))

    def read_xlsx(file):
        main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
        sheet = tree.fromstring(zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml"))
        def value(cell):
            if cell.find(main + "f") is not None: print("xlsx runs", cell.get("r"))
            text = "".join(cell.itertext())
            # ECMA-376, ST_Xstring.
            return re.sub("_x([0-9A-F]{4})_", lambda match: chr(int(match[1], 16)), text)
        rows = [{re.sub("[0-9]", "", cell.get("r")): value(cell) for cell in row} for row in sheet.iter(main + "row")]
        return [{title: row.get(column, "") for column, title in rows[0].items()} for row in rows[1:]]

    compare("csv", read_csv(export("a.csv")), guarded)
    compare("raw csv", read_csv(export("b.csv", "--raw")))
    compare("semicolons", read_csv(export("c.csv", "--raw", "--delimiter", ";"), delimiter=";"))
    def read_tsv(file):
        with open(file, encoding="utf-8", newline="\n") as text: lines = text.read().split("\n")
        if lines.pop(): print("tsv ends without a line end")
        ends = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
        rows = [[re.sub(r"\\(.)", lambda match: ends[match[1]], cell) for cell in line.split("\t")] for line in lines]
        return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]

    compare("tsv", read_tsv(export("a.tsv")))
    compare("xlsx", read_xlsx(export("a.xlsx")), lambda text: text.replace("\ufffe", "").replace("\uffff", ""))
    keys = {**fields, "ID": "id", "Type": "customerType"}
    with open(export("a.json"), encoding="utf-8") as text:
        compare("json", [{title: row[key] for title, key in keys.items()} for row in json.load(text)])
    with open(export("a.jsonl"), encoding="utf-8") as text:
        compare("jsonl", [{title: json.loads(row)[key] for title, key in keys.items()} for row in text])
    def read_by_miller(format, file):
        read = subprocess.run(["mlr", "-S", "--i" + format, "--ojson", "cat", file], capture_output=True, check=True)
        return json.loads(read.stdout)
    # Of CSV Miller reads a line break of two characters as one.
    compare("Miller", read_by_miller("csv", "b.csv"), lambda text: text.replace("\r\n", "\n"))
    compare("Miller's tsv", read_by_miller("tsv", "a.tsv"))
    print("same")
    """#

  @Test func `everything comes back from every kind of file, but for the guard of formulas`() throws {
    let program = Program(home: try TemporaryHome())
    try program.home.write(Self.script, to: "trip.py")
    let outcome = try program.shell("python3 -X utf8 trip.py")
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output == "same\n")
  }
}
