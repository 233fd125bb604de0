import Customers
import Foundation
import Wording

/// Something that happened: at the keyboard, or at the end of an effect.
package enum BrowserEvent: Sendable {
  case started
  case commandGiven(BrowserCommand)
  case textTyped(String)
  case textPasted(String)
  /// The command of the person's own at this place in the config.
  case ownCommandGiven(Int)
  /// A click on the list, `line` lines below its first visible row.
  case rowClicked(line: Int, isDouble: Bool)
  case headerClicked(CustomerColumn)
  /// A click on the filter, `place` letters from its start.
  case filterClicked(place: Int)
  /// A click on the details, `line` lines below the first visible one.
  case detailClicked(line: Int)
  /// A click on one of the choices of the popup.
  case choiceClicked(Int, isDouble: Bool)
  /// A click on a facet's title, or on one of its groups.
  case facetClicked(Facet, group: Int?, isDouble: Bool)
  /// A click beside the popup.
  case outsideClicked
  case wheelTurned(lines: Int)
  case themesListed([String])
  case themeChanged(name: String)
  /// The file of the theme on the screen was written anew, but can't be read.
  case themeRejected(reason: String)
  case viewportChanged(Viewport)
  case clockTicked(Date)

  // From effects; those with a generation are dropped when a later one was asked for meanwhile.
  /// The cache has customers, of whom these are the first; all will follow.
  case firstCustomersLoaded(FirstPage)
  case cachedCustomersLoaded(CustomerSnapshot, FetchedCustomers)
  case noCachedCustomersFound
  case cacheFailed(UserFacingError)
  case syncProgressed(FetchProgress, generation: Int)
  /// The customers are here, and are about to be kept.
  case customersArrived(CustomerSnapshot, FetchedCustomers, generation: Int)
  case customersSynced(CustomerSnapshot, FetchedCustomers, generation: Int)
  case syncFailed(UserFacingError, generation: Int)
  /// The marks as rows of the customers that are about to be shown.
  case marksMoved(before: Marks, after: Marks, generation: Int)
  case searchFinished(SearchResult, generation: Int)
  case completionsFound([QueryCompletion], generation: Int)
  /// Those of some alternatives that find nobody.
  case missingFound([String], of: Int, generation: Int)
  case namesFound(FoundNames, generation: Int)
  case facetsCounted(FacetCounts, generation: Int)
  /// How many customers a named filter finds.
  case filterCounted(name: String, count: Int, generation: Int)
  case changesLoaded([CustomerChange], generation: Int)
  case changesFailed(UserFacingError)
  case changesListed(ChangeList, generation: Int)
  case duplicatesListed(DuplicateList, generation: Int)
  /// Somebody waits for duplicates, which are found as far as this, from 0 to 1.
  case duplicatesProgressed(Double)
  /// The contacts that are kept of the same customer; nil if the cache has none.
  case keptContactsLoaded(FetchedContacts?, generation: Int)
  /// nil: the cache has none.
  case cachedContactsLoaded(FetchedContacts?, generation: Int)
  case contactsFetched(FetchedContacts, generation: Int)
  case contactsFailed(UserFacingError, generation: Int)
  /// What the columns of contacts show.
  case reachesLoaded(ContactReaches)
  /// Contacts of several customers were fetched, as many as was possible.
  case contactRoundProgressed(fetched: Int, wanted: Int)
  /// `isAsked` says whether the person asked for them.
  case contactRoundEnded(ContactRound, isAsked: Bool)
  case contactRoundFailed(UserFacingError)
  case exportFinished(path: String, rowCount: Int, generation: Int)
  case exportTargetExisted(generation: Int)
  /// The folder that it should go to is not there.
  case exportFolderMissing(String, generation: Int)
  /// It was given up, and nothing was written.
  case exportCancelled(generation: Int)
  case exportFailed(UserFacingError, generation: Int)
  /// The desktop did not open a file, or the page at this address.
  case openingFailed(reason: String, link: String?)
  /// What the address of a customer's page needs is not known.
  case pageUnknown(reason: String)
  /// What to run in the terminal.
  case commandReady(ProgramCall, generation: Int)
  /// Something that it needs is not known.
  case commandRefused(reason: String, generation: Int)
  case commandEnded(ProgramOutcome, generation: Int)
  /// A view, a filter or marks could not be kept.
  case memoryFailed(UserFacingError)
  case notesLoaded(CustomerNotes, remarks: [String])
  case notesFailed(UserFacingError)
  case noteAnswered(NoteChange, NoteOutcome)
  /// Nothing is changed on the disk.
  case noteNotKept(NoteChange, UserFacingError)
  /// What is to be copied of several customers; nil if none of them has any.
  case linesGathered(CopiedText?, of: CopyOrder)
  case copyEnded(CopiedText, CopyOutcome)
  /// Nobody took the text, so the terminal is left.
  case clipboardMissing(CopiedText)
  /// Nobody could continue the program if it stopped.
  case suspensionRefused
  /// This is another profile than before.
  case profileOpened
  /// A profile can't be used.
  case profileFailed(String?, UserFacingError)
}

/// Something to be done outside the state.
package enum BrowserEffect: Sendable {
  case loadCachedCustomers
  case syncCustomers(full: Bool, acceptsLosses: Bool, isAsked: Bool, generation: Int)
  case cancelSync
  case search(SearchRequest, in: CustomerSnapshot, generation: Int)
  /// Finds the marked customers of one table in another.
  case moveMarks(Marks, from: CustomerTable, to: CustomerTable, generation: Int)
  /// Looks for ways to go on with what is typed before `cursor`.
  case complete(String, cursor: Int, in: CustomerSnapshot, generation: Int)
  /// Looks for those of some alternatives that find nobody.
  case findMissing([String], in: SearchRequest, of: CustomerSnapshot, generation: Int)
  /// Looks for the customers of a list.
  case findNames(CustomerNameList, in: CustomerSnapshot, generation: Int)
  /// Counts what a search for the same would find.
  case countFacets(SearchRequest, in: CustomerSnapshot, generation: Int)
  /// Counts what named filters find, one after the other.
  case countFilters([(name: String, request: SearchRequest)], in: CustomerSnapshot, generation: Int)
  /// Looks for what the syncs changed about a customer, and for its contacts that are kept.
  case loadChanges(ofCustomer: UInt64, generation: Int)
  /// Lists what all recorded syncs changed.
  case listChanges(of: ChangeHistory, in: CustomerSnapshot, generation: Int)
  /// Groups the duplicates of whom a search finds.
  case listDuplicates(of: SearchRequest, in: CustomerSnapshot, generation: Int)
  /// Stops looking for duplicates, which nobody waits for any more.
  case stopDuplicates(in: CustomerSnapshot)
  /// Looks for the contacts that the cache has.
  case loadContacts(ofCustomer: UInt64, generation: Int)
  /// Asks the server for the contacts.
  case fetchContacts(ofCustomer: UInt64, generation: Int)
  case cancelContacts
  /// Reads what the columns of contacts show.
  case loadReaches(of: ContactBook)
  /// Fetches contacts until there are so many of today, the most wanted first.
  case fillContacts(daily: Int, in: CustomerSnapshot, ContactPriorities)
  /// Fetches the contacts of those of some customers who lack them.
  case fetchManyContacts(ofCustomers: [UInt64], budget: Int)
  case cancelContactRound
  case export(CustomerExport, path: String, replacing: Bool, makingFolder: Bool, generation: Int)
  /// Writes groups and how many customers each has.
  case exportCounts(
    RecordExport, CustomerExport.Options, path: String, replacing: Bool, makingFolder: Bool, generation: Int)
  case cancelExport
  /// Lets the desktop open a file or an address.
  case open(String)
  /// Lets the desktop open the page of a customer.
  case openPage(PlaceholderText, of: Customer)
  case runCommand(CommandOrder, generation: Int)
  case cancelCommand
  /// Gives the terminal to a program until it ends.
  case runInTerminal(ProgramCall, generation: Int)
  /// Lets the next browser go on here.
  case keepView(SavedView)
  /// Lets the next browser have these marks; both are about the same table.
  case keepMarks(Marks, insteadOf: Marks, of: CustomerTable?)
  /// Adds a filter to the history.
  case rememberFilter(String)
  /// Adds customers to those looked at, the latest last.
  case rememberLooks([UInt64])
  case saveFilter(NamedFilter)
  case deleteFilter(name: String)
  /// Reads what the person keeps about customers.
  case loadNotes
  case keepNote(NoteChange)
  /// Makes a text of what several customers have.
  case gather(CopyOrder)
  /// Hands a text to the person's clipboard.
  case copy(CopiedText)
  /// The same, by the terminal, since nobody else took it.
  case copyThroughTerminal(CopiedText)
  case listThemes
  /// Lets a theme be seen before it is chosen.
  case previewTheme(name: String)
  /// Ends that with the theme that was there before.
  case restoreTheme
  /// Goes on with the customers, the session and the notes of another profile.
  case openProfile(String?)
  case redraw
  case suspend
  case quit
}
