/// Names that try to drive a terminal, break a row or run in a spreadsheet.
enum HostileName {
  /// A customer with a hostile name comes every so many customers.
  static let interval = 5

  /// Every kind of hostile name, as UTF-8.
  static let all: [[UInt8]] = [
    "Evil \u{1B}[2J\u{1B}[31mRed\u{1B}[0m Roses",
    "Title \u{1B}]0;owned\u{07} Tulips",
    "Clip \u{1B}]52;c;ZXZpbA==\u{1B}\\ Board",
    "C1 \u{9B}31m Carnations",
    "Bell\u{07}\u{07} Blooms",
    "Carriage\rReturn Florist",
    "Line\nFeed\r\nFlowers",
    "Tab\tbed\t\tFlowers",
    "Null\u{0}Byte Nursery",
    "Back\u{08}\u{08}\u{08}\u{08}space \u{7F}Delete",
    "Bidi \u{202E}sterceS\u{202C} \u{2066}isolate\u{2069} Roses",
    "Zero\u{200B}Width\u{200D}Join\u{2060}er\u{FEFF}",
    "Line\u{2028}Paragraph\u{2029}Separator",
    "Tag \u{E0041}\u{E007F} and \u{FFFE} noncharacter \u{E000} private",
    "Z" + String(repeating: "\u{0301}", count: 200) + "algo",
    String(repeating: "Long", count: 2_500),
    "",
    "   ",
    "=HYPERLINK(\"http://evil.invalid\",\"Click\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1-800-FLOWERS",
    "-2+3",
    "\t=1+1",
    "\r=1+1",
    "🧑‍🧑‍🧒‍🧒 family 👍🏽 skin 🇨🇴🇺🇸 flags",
    "\u{FDFD} wide \u{3000} ideographic blank",
  ].map { Array($0.utf8) }
}
