import CNcurses

/// The colour pairs of ncurses, given out as styles ask for them.
struct ColorPairs {
  /// Two colours as ncurses numbers them; -1 is the terminal's own.
  private struct Colors: Hashable {
    let foreground: Int32
    let background: Int32
  }

  private let depth: ColorDepth
  /// Whether ncurses knows the terminal's own colours, as -1.
  private let hasDefaults: Bool
  private let limit: Int
  private var pairs: [Colors: Int32] = [:]
  /// Whether a pair was wanted when there were no more.
  private(set) var isExhausted = false

  /// Starts the colours of the terminal that ncurses drives.
  init(usesColor: Bool) {
    guard usesColor, has_colors(), start_color() == OK else {
      depth = .none
      hasDefaults = false
      limit = 0
      return
    }
    hasDefaults = use_default_colors() == OK
    limit = Int(komet_color_pairs())
    depth = Self.depth(colors: Int(komet_colors()), isDirect: tigetflag("RGB") > 0)
  }

  var colorDepth: ColorDepth { depth }

  /// The pair for the style's colours; 0, the terminal's own, if there is none.
  mutating func pair(for style: Style) -> Int32 {
    guard depth > .none else { return 0 }
    let colors = Colors(
      foreground: number(of: style.foreground, standard: 7),
      background: number(of: style.background, standard: 0))
    if colors == Colors(foreground: -1, background: -1) { return 0 }
    if let pair = pairs[colors] { return pair }
    let pair = Int32(pairs.count + 1)
    guard pair < limit else {
      isExhausted = true
      return 0
    }
    guard init_extended_pair(pair, colors.foreground, colors.background) == OK else { return 0 }
    pairs[colors] = pair
    return pair
  }

  /// Takes all pairs back; everything must be painted anew.
  mutating func reset() {
    reset_color_pairs()
    pairs = [:]
    isExhausted = false
  }

  /// What ncurses calls the colour; `standard` stands for the default where that has no number.
  private func number(of color: Color?, standard: Int32) -> Int32 {
    switch color?.quantised(to: depth) {
    case nil, .terminalDefault: return hasDefaults ? -1 : standard
    case .rgb(let red, let green, let blue): return Self.directNumber([red, green, blue])
    case .indexed(let index):
      guard depth == .direct, index >= Self.paletteOfDirect, let components = color?.components else {
        return Int32(index)
      }
      return Self.directNumber(components.map { UInt8($0) })
    }
  }

  /// With direct colours the first eight numbers still mean the terminal's palette (terminfo, xterm+direct).
  private static let paletteOfDirect = 8

  private static func directNumber(_ components: [UInt8]) -> Int32 {
    let number = components.reduce(0) { $0 << 8 | Int32($1) }
    return max(number, Int32(paletteOfDirect))
  }

  static func depth(colors: Int, isDirect: Bool) -> ColorDepth {
    if isDirect { return .direct }
    if colors >= 256 { return .palette }
    if colors >= 16 { return .sixteen }
    return colors >= 8 ? .eight : .none
  }
}
