import Customers

extension BrowserState {
  /// Takes one event in and says what is to be done; the only code that changes the state.
  package mutating func update(_ event: BrowserEvent) -> [BrowserEffect] {
    let wasInFilter = focus == .filter
    var effects = take(event)
    if wasInFilter, focus != .filter { effects += rememberFilter() }
    countDue()
    return effects + followHistory() + followCurrentCustomer() + followReaches() + keepView() + keepMarks()
      + keepLooks()
  }

  /// Whether an event tells nothing new, so that it need neither be taken in nor painted.
  package func knows(_ event: BrowserEvent) -> Bool {
    switch event {
    case .changesLoaded(let changes, let generation):
      generation != changesGeneration || changes == detail.changes
    case .searchFinished(_, let generation): generation != searchGeneration
    default: false
    }
  }

  /// Lets the next browser go on here, if anything differs from what was kept last.
  private mutating func keepView() -> [BrowserEffect] {
    let view = SavedView(self)
    guard view != keptView else { return [] }
    keptView = view
    return [.keepView(view)]
  }

  private mutating func take(_ event: BrowserEvent) -> [BrowserEffect] {
    switch event {
    case .started:
      return [.loadCachedCustomers, .loadNotes]
    case .commandGiven(let command):
      return perform(command)
    case .textTyped(let text):
      return type(text)
    case .textPasted(let text):
      return paste(text)
    case .ownCommandGiven(let place):
      return runCommand(at: place)
    case .rowClicked(let line, let isDouble):
      return clickRow(line, isDouble: isDouble)
    case .headerClicked(let column):
      return sort(by: column)
    case .filterClicked(let place):
      focusFilter()
      filter.moveCursor(to: place)
      return []
    case .detailClicked(let line):
      notice = nil
      clickDetail(line: line)
      return []
    case .choiceClicked(let place, let isDouble):
      return clickChoice(place, isDouble: isDouble)
    case .facetClicked(let facet, let group, let isDouble):
      return clickFacet(facet, group: group, isDouble: isDouble)
    case .outsideClicked:
      return clickOutside()
    case .wheelTurned(let lines):
      moveWithWheel(by: lines)
      return []
    case .themeChanged(let name):
      theme = name
      if case .themes(let panel) = popup {
        endPreview(of: panel, isReadable: true)
        return []
      }
      notice = Notice(.info, "Theme: \(name)")
      return []
    case .themesListed(let names):
      return show(themes: names)
    case .profileOpened:
      notice = notice ?? Notice(.info, "Profile: \(ProfilePanel.title(settings.profile))")
      return []
    case .profileFailed(let name, let failure):
      show(failure, ofProfile: name)
      return []
    case .themeRejected(let reason):
      if case .themes(let panel) = popup { endPreview(of: panel, isReadable: false) }
      notice = Notice(.warning, reason)
      return []
    case .viewportChanged(let viewport):
      return change(viewport)
    case .clockTicked(let now):
      self.now = now
      lookIfLingering()
      return refreshIfStale()
    case .firstCustomersLoaded(let first):
      show(first)
      return []
    case .cachedCustomersLoaded, .noCachedCustomersFound, .cacheFailed:
      return updateCache(event)
    case .syncProgressed, .customersArrived, .customersSynced, .syncFailed:
      return updateSync(event)
    case .marksMoved(let before, let after, let generation):
      return take(before: before, after: after, generation: generation)
    case .searchFinished(let result, let generation):
      if generation == searchGeneration { show(result) }
      return []
    case .completionsFound(let completions, let generation):
      if generation == completionGeneration { self.completions = completions }
      return []
    case .facetsCounted(let counts, let generation):
      if generation == facetGeneration { show(counts) }
      return []
    case .filterCounted(let name, let count, let generation):
      if generation == filterCountGeneration { filterCounts[name] = count }
      return []
    case .missingFound(let missing, let count, let generation):
      if generation == searchGeneration { tellMissing(missing, of: count) }
      return []
    case .namesFound(let found, let generation):
      return take(found, generation: generation)
    case .changesLoaded, .changesFailed, .keptContactsLoaded:
      updateChanges(event)
      return []
    case .changesListed(let list, let generation):
      show(list, generation: generation)
      return []
    case .duplicatesListed(let list, let generation):
      show(list, generation: generation)
      return []
    case .duplicatesProgressed(let progress):
      if awaitsDuplicates { duplicateProgress = progress }
      return []
    case .cachedContactsLoaded, .contactsFetched, .contactsFailed:
      return updateContacts(event)
    case .reachesLoaded(let reaches):
      self.reaches = reaches
      return []
    case .contactRoundProgressed, .contactRoundEnded, .contactRoundFailed:
      return updateContactRound(event)
    case .exportFinished, .exportTargetExisted, .exportFolderMissing, .exportCancelled, .exportFailed:
      return updateExport(event)
    case .openingFailed(let reason, let link):
      notice = Notice(
        .warning, reason, about: link.map { .link($0) } ?? .exportedFile,
        followUps: Notice.FollowUp(.copy, link == nil ? "copies its path" : "copies the address"))
      return []
    case .pageUnknown(let reason):
      notice = Notice(.warning, "Not opened: \(reason)")
      return []
    case .commandReady, .commandRefused, .commandEnded:
      return updateCommand(event)
    case .memoryFailed(let failure):
      notice = Notice(.warning, [failure.what, failure.why].joined(separator: " "))
      return []
    case .notesLoaded, .notesFailed, .noteAnswered, .noteNotKept:
      return updateNotes(event)
    case .linesGathered(let text, let order):
      return copy(text, of: order)
    case .copyEnded(let text, let outcome):
      endCopy(of: text, outcome)
      return []
    case .clipboardMissing(let text):
      return [.copyThroughTerminal(text)]
    case .suspensionRefused:
      notice = Notice(.info, "No shell is here that could bring komet back, so it stays")
      return []
    }
  }

  mutating func perform(_ command: BrowserCommand) -> [BrowserEffect] {
    let (told, wasInFilter) = (notice?.topic == nil ? nil : notice, focus == .filter)
    notice = nil
    if let topic = told?.topic, popup == nil, command == .copy { return copy(topic) }
    // What can be done with it is done in the list.
    defer { if wasInFilter, focus == .list, popup == nil { notice = notice ?? told } }
    switch command {
    case .nextTheme where popup?.isList != true: return openThemes()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .quit: return keepUnfinishedNote() + rememberFilter() + [.quit]
    default: break
    }
    if popup != nil { return performInPopup(command) }
    if isTypingFind {
      performInFind(command)
      return []
    }
    if command.concernsAllRows, hasFirstCustomersOnly {
      notice = Notice(.info, "The customers are still being loaded; try again in a moment")
      return []
    }
    if command == .cursorRight, let completion = completions.first {
      return editFilter { $0 = EditLine(completion.text, cursor: completion.cursor) }
    }
    if let edit = command.lineEdit {
      let isOneLetter = edit == .deleteBackward || edit == .deleteForward
      return editFilter(isOneLetter ? .deleting : .other) { $0.apply(edit) }
    }
    switch command {
    case .moveUp, .moveDown, .pageUp, .pageDown, .halfPageUp, .halfPageDown, .moveToTop, .moveToBottom:
      move(command)
      return []
    case .previousFilter:
      return walkHistory(by: -1)
    case .nextFilter:
      return walkHistory(by: 1)
    case .undoFilter:
      return undoFilter()
    case .showChanged:
      return showChanged()
    case .focusFilter:
      focusFilter()
      return []
    case .focusNext, .accept, .showDetails, .back:
      return changeFocus(command)
    case .toggleMark, .markRange, .markAll, .invertMarks, .clearMarks, .undoMarks, .redoMarks,
      .toggleOnlyMarked:
      return mark(command)
    case .toggleScope, .cycleStatus, .sortNext, .sortReverse, .sortMenu:
      return changeView(command)
    case .columns:
      popup = .columns(ColumnPanel(shown: listedColumns))
      return []
    case .facets:
      return openFacets()
    case .contacts:
      return openContacts()
    case .changes:
      return openChanges()
    case .duplicates:
      return openDuplicates()
    case .searchDetails:
      openFind()
      return []
    case .findNext:
      stepToFound(1)
      return []
    case .findPrevious:
      stepToFound(-1)
      return []
    case .toggleStar, .editNote, .setDue, .showDue:
      return performOnNote(command)
    case .copy, .copyField, .copyRow, .copyCode, .copyName, .copyID, .copyAccountingCode, .copyMail,
      .copyPhone:
      return copy(command)
    case .export:
      return openExportDialog()
    case .open:
      return open(told?.topic)
    case .showMissing:
      showMissing()
      return []
    case .openExported:
      return openExported()
    case .copyPath:
      return copyExportedPath()
    case .refresh:
      // Another browser may have kept something.
      return [.loadNotes] + sync(isAsked: true)
    case .fullSync:
      return sync(full: true, isAsked: true)
    case .fetchContacts:
      return openContactBudget()
    case .acceptLosses:
      askAboutLosses()
      return []
    case .saveFilter:
      openFilterNameDialog()
      return []
    case .commands:
      popup = .commands(Chooser(), focus)
      return countFilters()
    case .profiles:
      openProfiles()
      return []
    case .help:
      popup = .help(HelpPanel(focus))
      return []
    default:
      return []
    }
  }
}
