import Foundation

/// The sizes named as arguments, or the usual ones.
let named = CommandLine.arguments.dropFirst().compactMap(Int.init)
let sizes = named.isEmpty ? [10_000, 100_000, 1_000_000] : named
let benchmarks: [any Benchmark.Type] = [
  MemoryBenchmark.self, SortBenchmark.self, SearchBenchmark.self, RenderBenchmark.self,
  ExportBenchmark.self, FetchBenchmark.self, CacheBenchmark.self,
]

for benchmark in benchmarks {
  for size in sizes {
    print("\(benchmark.title), \(size.formatted()) customers")
    benchmark.run(customers: size)
  }
}
