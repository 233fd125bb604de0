/// One record or field that could not be taken as it came.
package struct DecodingProblem: Equatable, Sendable {
  package enum Fault: Equatable, Sendable {
    case notAnObject
    case missing
    case notANumber
    case notAText
    case notABoolean
    case notADate
  }

  /// The record's place in the server's list, from 1.
  package let record: Int
  /// The id that the record tells; nil if it tells none.
  package let id: UInt64?
  /// The field's name in the answer; nil if it is the record as a whole.
  package let field: String?
  package let fault: Fault
}

extension DecodingProblem: CustomStringConvertible {
  /// For example `record 17 (id 25475): updatedOn is not a date`.
  package var description: String {
    "record \(record)\(id.map { " (id \($0))" } ?? ""): \(field ?? "it") \(fault.words)"
  }
}

extension DecodingProblem.Fault {
  fileprivate var words: String {
    switch self {
    case .notAnObject: "is not an object"
    case .missing: "is missing"
    case .notANumber: "is not a whole number of at most 20 digits"
    case .notAText: "is not a text"
    case .notABoolean: "is neither 1 nor 0"
    case .notADate: "is not a date"
    }
  }
}
