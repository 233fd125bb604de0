import Customers

/// Says what becomes of each customer, from what the file holds and what the server answered.
///
/// A full sync takes over what was told and nothing else. A later one takes over what was told, keeps
/// the rest, and hides a customer that was in the list of everybody's and is no longer. One that never
/// was in that list (it may leave some out, such as inactive ones) can't be missed in it.
struct AnswerMerge {
  /// Which row of which answer tells a customer's fields.
  enum Source {
    case details(Int)
    case names(Int)
    case own(Int)
  }

  /// What becomes of one customer.
  struct Outcome {
    /// Nil if the file is not to hold it.
    let row: CustomerRow?
    /// Nil if the fields are the file's.
    let source: Source?
  }

  private let isFull: Bool
  private let asksLists: Bool
  private var details: AnswerRows
  private var names: AnswerRows
  private var own: AnswerRows

  init(plan: SyncPlan, details: AnswerRows, names: AnswerRows, own: AnswerRows) {
    isFull = plan.isFull
    asksLists = plan.asksLists
    self.details = details
    self.names = names
    self.own = own
  }

  /// The least id that the answers have not been asked about yet.
  var nextID: Int64? {
    var next = details.nextID
    for id in [names.nextID, own.nextID] {
      if let id, next.map({ id < $0 }) ?? true { next = id }
    }
    return next
  }

  /// To be asked for every id that the file or an answer holds, ascending.
  mutating func outcome(ofID id: Int64, stored: CustomerRow?) -> Outcome {
    let (detailsPlace, namesPlace, ownPlace) = (details.take(id: id), names.take(id: id), own.take(id: id))
    let isListed = namesPlace != nil || ownPlace != nil
    var flags: CustomerRow.Flags = isListed ? .isListed : []
    if ownPlace != nil { flags.insert(.isMine) }

    let source: Source?
    if let detailsPlace {
      source = .details(detailsPlace)
      flags.insert(.hasDetails)
    } else if !isFull, let stored, stored.flags.contains(.hasDetails) {
      source = nil
      flags.insert(.hasDetails)
    } else {
      source = namesPlace.map { .names($0) } ?? ownPlace.map { .own($0) }
    }
    guard let source else { return kept(stored, flags, isListed: isListed) }
    var row = row(from: source)
    row.flags = flags
    return Outcome(row: row, source: source)
  }

  func row(from source: Source) -> CustomerRow {
    switch source {
    case .details(let place): details.row(at: place)
    case .names(let place): names.row(at: place)
    case .own(let place): own.row(at: place)
    }
  }

  /// A customer whose fields no answer told.
  private func kept(_ stored: CustomerRow?, _ flags: CustomerRow.Flags, isListed: Bool) -> Outcome {
    guard !isFull, var row = stored else { return Outcome(row: nil, source: nil) }
    var flags = flags
    let wasListed = row.flags.contains(.isListed)
    if !isListed, row.flags.contains(.isGone) || (asksLists && wasListed) { flags.insert(.isGone) }
    row.flags = flags
    return Outcome(row: row, source: nil)
  }
}
