import CustomerBrowser

/// What failed, why, and what to do next.
struct FailurePopup {
  let failure: BrowserFailure
  let state: BrowserState
  let look: Look

  func content(room: Size) -> PopupBox.Content {
    let kept =
      state.snapshot == nil || failure.kind == .suddenLoss
      ? "" : "The customers on the screen are those from before."
    let isQuestion = failure.kind == .suddenLoss
    let keys = look.keyHints(
      (isQuestion ? [(.acceptLosses, "lets them go")] : [])
        + [
          (.refresh, isQuestion ? "asks again" : "tries again"),
          (.back, isQuestion ? "keeps them" : "closes"),
        ],
      in: .message)
    let paragraphs = [
      PopupBox.Part(failure.what, .error), PopupBox.Part(failure.why),
      PopupBox.Part(isQuestion ? "They stay here until you say that they are gone." : failure.advice),
      PopupBox.Part(kept, .dim),
    ].filter { !$0.text.isEmpty }
    func lines(gap: [[PopupBox.Part]]) -> [[PopupBox.Part]] {
      Array(paragraphs.map { PopupBox.lines(of: $0, width: room.columns) }.joined(separator: gap))
    }
    let airy = lines(gap: [[]])
    return PopupBox.Content(
      title: "Not refreshed",
      lines: PopupBox.lines(
        airy.count < room.rows ? airy : lines(gap: []), kept: 1, then: [PopupBox.Part(keys, .hint)],
        room: room))
  }
}
