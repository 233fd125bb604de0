/// A piece of a query's text, with its punctuation taken apart but its value not read yet.
struct QueryToken {
  enum Kind {
    case term
    case bar
  }

  let kind: Kind
  /// The whole token, in characters of the query's text.
  var range: Range<Int>
  /// How many `!` stand in front.
  var negationCount = 0
  var field: QueryField?
  /// Where the part after `!` and field begins.
  var valueStart = 0
  /// The text, without anchors and quotes.
  var value = ""
  var isAtStart = false
  var isAtEnd = false
  var isQuoted = false
  /// Whether the closing quote is there.
  var isClosed = false

  init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}
