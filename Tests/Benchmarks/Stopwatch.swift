/// Times pieces of work and prints the figures.
enum Stopwatch {
  /// Runs `body` some times; returns the durations in milliseconds, ascending.
  static func milliseconds(repetitions: Int, _ body: () -> Void) -> [Double] {
    (0..<repetitions).map { _ in
      let duration = ContinuousClock().measure(body)
      return Double(duration.components.attoseconds) / 1e15 + Double(duration.components.seconds) * 1e3
    }
    .sorted()
  }

  /// Prints median and worst of some durations.
  static func report(_ label: String, _ sorted: [Double]) {
    let median = sorted[sorted.count / 2]
    let worst = sorted[sorted.count - 1]
    print("  \(label.padded(to: 36)) \(median.inMilliseconds) median  \(worst.inMilliseconds) worst")
  }
}

extension String {
  /// The text with blanks behind it, or in front of it for a negative width.
  func padded(to width: Int) -> String {
    let blanks = String(repeating: " ", count: Swift.max(0, abs(width) - count))
    return width < 0 ? blanks + self : self + blanks
  }
}

extension Double {
  fileprivate var inMilliseconds: String {
    let hundredths = Int((self * 100).rounded())
    let fraction = String(hundredths % 100)
    return "\(hundredths / 100).\(fraction.count < 2 ? "0" : "")\(fraction) ms".padded(to: -11)
  }
}

/// A piece of work whose speed is measured.
protocol Benchmark {
  /// What is measured, as the heading of its figures.
  static var title: String { get }
  /// Measures with so many customers and prints the figures.
  static func run(customers: Int)
}
