import Foundation

/// The sizes named as arguments, or the usual ones.
let named = CommandLine.arguments.dropFirst().compactMap(Int.init)
let sizes = named.isEmpty ? [10_000, 100_000, 1_000_000] : named
/// What benchmarks must have in their titles to be run; any will do if nothing is named.
let words = CommandLine.arguments.dropFirst().filter { Int($0) == nil }
let benchmarks: [any Benchmark.Type] = [
  MemoryBenchmark.self, SortBenchmark.self, SearchBenchmark.self, DuplicateBenchmark.self,
  RenderBenchmark.self,
  ExportBenchmark.self, FetchBenchmark.self, CacheBenchmark.self,
]

for benchmark in benchmarks where words.isEmpty || words.contains(where: benchmark.title.contains) {
  for size in sizes {
    print("\(benchmark.title), \(size.formatted()) customers")
    benchmark.run(customers: size)
  }
}
