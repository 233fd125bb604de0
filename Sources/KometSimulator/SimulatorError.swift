/// Why the sample server does not start, in one sentence for people.
package enum SimulatorError: Error, Equatable, CustomStringConvertible {
  case customerCountOutOfRange(Int)
  case portOutOfRange(Int)
  case portUnavailable(Int, reason: String)

  package var description: String {
    switch self {
    case .customerCountOutOfRange(let count):
      "The sample server can't make up \(count) customers; choose a number from "
        + "\(SampleCustomers.countRange.lowerBound) to \(SampleCustomers.countRange.upperBound)."
    case .portOutOfRange(let port):
      "There is no port \(port); choose one from 1 to 65535, or 0 for any that is free."
    case .portUnavailable(let port, let reason):
      "The sample server can't listen on port \(port) of 127.0.0.1 (\(reason)); choose another port, "
        + "or 0 for any that is free."
    }
  }
}
