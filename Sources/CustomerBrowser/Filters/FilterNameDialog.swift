/// The question how a filter shall be called.
package struct FilterNameDialog: Equatable, Sendable {
  package enum Step: Equatable, Sendable {
    case editing
    /// There is another filter of this name: replace it?
    case confirmingReplacement
    /// It can't be called so; the reason as a sentence.
    case refused(String)
  }

  package internal(set) var name = EditLine()
  package internal(set) var step = Step.editing
  package let query: String

  init(query: String) {
    self.query = query
  }
}
