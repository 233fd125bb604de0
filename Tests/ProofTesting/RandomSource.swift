import KometSimulator

/// Random numbers that are the same in each run.
package typealias RandomSource = SplitMix64

extension SplitMix64 {
  package mutating func chance(_ oneIn: Int) -> Bool {
    next(below: oneIn) == 0
  }
}
