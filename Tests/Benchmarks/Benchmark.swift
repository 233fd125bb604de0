/// A piece of work whose speed is measured.
protocol Benchmark {
  /// What is measured, as the heading of its figures.
  static var title: String { get }
  /// Measures with so many customers and prints the figures.
  static func run(customers: Int)
}
