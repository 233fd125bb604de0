import CustomerBrowser
import Foundation
import Wording

/// The main thread's life: waits for keys, signals and the ends of effects, and paints.
///
/// It waits in one place only, and paints once for all that has come in meanwhile.
///
/// This room is the screen. Bytes of a terminal come in and go out; between them stand keys, events and frames. In reading
/// order:
/// - `Session`: this loop;
/// - `Input`: bytes become keys (`InputDecoder`), keys become events (`KeyMap`);
/// - `Screen`: `BrowserScreen` makes a `Frame` of a state, a file for each pane; `ListPane` decides on a row's colours;
///   `Popups`: what lies over it;
/// - `Frame`: the grid of cells and its styles; `Theme`: which style each role has, and in how many colours;
/// - `Terminal`: frames become bytes, signals wake the loop, and the terminal is given back whatever happens.
package struct BrowserLoop {
  package private(set) var state: BrowserState
  private var appearance: Appearance
  private let themes: ThemeShelf
  private let terminal: any Terminal
  private let wakeup: WakeupPipe
  private var mailbox: Mailbox<BrowserEvent>
  private var runner: EffectRunner
  private let clipboard: (any Clipboard)?
  private let opener: (any FileOpening)?
  private let programs: (any ProgramRunning)?
  private let profiles: (any ProfileOpening)?
  /// Another profile, as soon as it is opened.
  private let openings: Mailbox<ProfileOpened>
  /// The profile that was opened last; nil while it is still the first one, which whoever made the loop closes.
  private var profile: BrowserProfile?
  /// What profiles that were left could not keep.
  private var unkept: [UserFacingError] = []
  /// The theme to go back to from others that are only looked at.
  private var keptTheme: Theme
  /// The theme that is on the screen or was asked for last; an earlier one may still come.
  private var wantedTheme: String
  /// What was typed and has not been taken in yet, since it is about rows that are still to come.
  private var waitingInputs: ArraySlice<Input> = []
  private var isOver = false
  /// Whether the screen shows all that has come in.
  private var isPainted = false

  /// How long a key's own answer is waited for, so that both are painted at once.
  private static let answerPatience = Duration.milliseconds(24)

  /// Makes a loop that `wakeup` wakes, also at signals.
  package init(
    state: BrowserState, appearance: Appearance, themes: ThemeFolders, terminal: any Terminal,
    wakeup: WakeupPipe,
    customers: any CustomerSource, clipboard: (any Clipboard)? = nil, opener: (any FileOpening)? = nil,
    programs: (any ProgramRunning)? = nil, memory: SessionStore?, notes: (any NoteSource)? = nil,
    profiles: (any ProfileOpening)? = nil
  ) {
    self.state = state
    self.appearance = appearance
    self.terminal = terminal
    self.wakeup = wakeup
    self.clipboard = clipboard
    self.opener = opener
    self.profiles = profiles
    keptTheme = appearance.theme
    wantedTheme = appearance.theme.name
    openings = Mailbox(wake: wakeup.wake)
    self.themes = ThemeShelf(themes, showing: appearance.theme.name, wake: wakeup.wake)
    self.programs = programs
    let mailbox = Mailbox<BrowserEvent>(wake: wakeup.wake)
    self.mailbox = mailbox
    runner = EffectRunner(
      source: customers, clipboard: clipboard, opener: opener, programs: programs, memory: memory,
      notes: notes,
      post: mailbox.post)
  }

  /// Runs until the person quits or the terminal is gone, and returns what could not be kept.
  ///
  /// The terminal then is as it was before, so that this can be told on it.
  package mutating func run() -> [UserFacingError] {
    fitViewport()
    take(.started)
    while !isOver {
      if !isPainted { paint() }
      wait(milliseconds: millisecondsToNextMinute)
      takeAll()
      // What a key brings comes soon after it; painted together they don't flicker.
      let deadline = ContinuousClock.now + Self.answerPatience
      while state.awaitsQuickAnswer || !waitingInputs.isEmpty, !isOver,
        case let left = deadline - .now, left > .zero
      {
        wait(milliseconds: Int32(left / .milliseconds(1)) + 1)
        takeAll()
      }
      takeWaysOut()
    }
    terminal.restore()
    unkept += runner.stop()
    profile?.close()
    return unkept
  }

  private mutating func takeAll() {
    for reason in wakeup.drain() { take(reason) }
    waitingInputs += terminal.readInput()
    takeInputs()
    for event in mailbox.drain() where !state.knows(event) { take(event) }
    takeInputs()
    themes.lookForChange()
    for news in themes.drain() { take(news) }
    for opened in openings.drain() { take(opened) }
    let now = Date()
    if now.minute != state.now.minute { take(.clockTicked(now)) }
  }

  private mutating func takeInputs() {
    while let input = waitingInputs.first {
      if case .paste(let text) = input, state.mustWait(for: .textPasted(text)) { return }
      guard case .key(let key) = input, let event = event(for: key) else {
        waitingInputs.removeFirst()
        take(input)
        continue
      }
      if state.mustWait(for: event) { return }
      waitingInputs.removeFirst()
      take(event)
    }
  }

  /// Lets nobody be held up who wants to get away from what the rows don't come for: what was typed before is given up.
  private mutating func takeWaysOut() {
    while !isOver, let place = waitingInputs.firstIndex(where: isWayOut) {
      let input = waitingInputs[place]
      waitingInputs = waitingInputs[(place + 1)...]
      take(input)
      takeInputs()
    }
  }

  private func isWayOut(_ input: Input) -> Bool {
    switch input {
    case .closed: true
    case .escaped(let key):
      appearance.keyMap.keys(escaped: key, in: KeyContext(state)).contains { isWayOut(.key($0)) }
    case .key(let key):
      switch event(for: key) {
      case .commandGiven(.back), .commandGiven(.quit), .commandGiven(.suspend): true
      default: false
      }
    default: false
    }
  }

  private func event(for key: Key) -> BrowserEvent? {
    appearance.keyMap.event(for: key, in: KeyContext(state))
  }

  private mutating func take(_ input: Input) {
    isPainted = false
    switch input {
    case .key(let key):
      if let event = event(for: key) { take(event) }
    case .escaped(let key):
      // Each of them may have to wait.
      waitingInputs =
        appearance.keyMap.keys(escaped: key, in: KeyContext(state)).map(Input.key) + waitingInputs
    case .mouse(let action, let position):
      if let event = screen.event(for: action, at: position) { take(event) }
    case .paste(let text):
      take(.textPasted(text))
    case .resized:
      fitViewport()
    case .closed:
      take(.commandGiven(.quit))
    }
  }

  private mutating func take(_ event: BrowserEvent) {
    isPainted = false
    for effect in state.update(event) {
      switch effect {
      case .quit: isOver = true
      case .suspend: suspend()
      case .copyThroughTerminal(let text):
        take(.copyEnded(text, terminal.copyToClipboard(text.text) ? .sent : .impossible))
      case .runInTerminal(let call, let generation):
        let outcome = lendTerminal(to: call)
        take(.commandEnded(outcome, generation: generation))
      case .listThemes:
        keptTheme = appearance.theme
        themes.list()
      case .previewTheme(let name):
        wantedTheme = name
        themes.read(name)
      case .restoreTheme:
        appearance.theme = keptTheme
        wantedTheme = keptTheme.name
        themes.follow(keptTheme.name)
        take(.themeChanged(name: keptTheme.name))
      case .openProfile(let name): open(profile: name)
      case .redraw: terminal.redraw()
      default: runner.run(effect)
      }
    }
  }

  private mutating func take(_ reason: Wakeup) {
    // What was posted is looked at in any case, and tells by itself whether there is something new.
    if reason == .posted { return }
    isPainted = false
    switch reason {
    case .interrupted, .terminated, .hungUp: take(.commandGiven(.quit))
    case .stopRequested: suspend()
    // Without a ^Z that was seen here, as after SIGSTOP, the terminal may be in any state.
    case .continued: terminal.resume()
    // The new size is looked at in any case.
    case .posted, .resized: break
    }
  }

  private mutating func take(_ news: ThemeShelf.News) {
    switch news {
    case .listed(let names):
      take(.themesListed(names))
    case .read(let theme):
      guard theme.name == wantedTheme else { return }
      appearance.theme = theme.quantised(to: terminal.colorDepth)
      take(.themeChanged(name: theme.name))
    case .rejected(let reason):
      take(.themeRejected(reason: reason))
    }
  }

  /// Opens a profile off this thread, since its token may come from another program.
  private func open(profile name: String?) {
    Thread.detachNewThread { [profiles, openings] in
      do throws(UserFacingError) {
        guard let profiles else {
          throw UserFacingError(.usage, what: "There are no profiles here.", advice: "")
        }
        openings.post(ProfileOpened(name: name, outcome: .success(try profiles.open(name))))
      } catch {
        openings.post(ProfileOpened(name: name, outcome: .failure(error)))
      }
    }
  }

  /// Goes on with another profile, of which nothing of this one is known.
  ///
  /// What is to be kept of this one is written before. An answer that was asked for here and comes later finds nobody.
  private mutating func take(_ opened: ProfileOpened) {
    switch opened.outcome {
    case .failure(let failure): take(.profileFailed(opened.name, failure))
    case .success(let profile):
      guard state.isOpening(opened.name) else { return profile.close() }
      unkept += runner.stop()
      if let left = self.profile { Thread.detachNewThread { left.close() } }
      self.profile = profile
      let mailbox = Mailbox<BrowserEvent>(wake: wakeup.wake)
      self.mailbox = mailbox
      runner = EffectRunner(
        source: profile.customers, clipboard: clipboard, opener: opener, programs: programs,
        memory: profile.memory, notes: profile.notes, post: mailbox.post)
      waitingInputs = []
      appearance.keyMap = profile.keyMap
      appearance.theme = profile.theme.quantised(to: terminal.colorDepth)
      wantedTheme = profile.theme.name
      themes.follow(profile.theme.name)
      let viewport = state.viewport
      state = BrowserState(settings: profile.settings, recalling: profile.recollection, now: Date())
      take(.viewportChanged(viewport))
      take(.started)
      take(.profileOpened)
    }
  }

  private mutating func suspend() {
    guard SignalWatcher.canBeContinued else { return take(.suspensionRefused) }
    terminal.suspend()
    SignalWatcher.stopProcess()
    terminal.resume()
  }

  /// Lets a program draw on the terminal and read from it until it ends.
  private func lendTerminal(to call: ProgramCall) -> ProgramOutcome {
    guard let programs else { return ProgramOutcome(.notStarted("nothing here runs programs")) }
    terminal.suspend()
    defer { terminal.resume() }
    return programs.runInTerminal(
      call, stop: { if SignalWatcher.canBeContinued { SignalWatcher.stopProcess() } },
      isEnding: { SignalWatcher.isEndRequested })
  }

  private var screen: BrowserScreen {
    BrowserScreen(state: state, appearance: appearance, size: terminal.size)
  }

  /// Tells the state what room there is; more room may change what is to be shown in it.
  private mutating func fitViewport() {
    let viewport = screen.viewport
    if viewport != state.viewport { take(.viewportChanged(viewport)) }
  }

  private mutating func paint() {
    fitViewport()
    terminal.setTitle(WindowTitle(of: state, charset: appearance.charset).text)
    terminal.present(screen.render())
    isPainted = true
  }

  private func wait(milliseconds: Int32) {
    var milliseconds = milliseconds
    if let left = terminal.inputDeadline.map({ $0 - .now }) {
      milliseconds = min(milliseconds, Int32(max(left, .zero) / .milliseconds(1)) + 1)
    }
    var descriptors = [terminal.inputDescriptor, wakeup.readDescriptor, themes.changeDescriptor].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    poll(&descriptors, nfds_t(descriptors.count), milliseconds)
  }

  private var millisecondsToNextMinute: Int32 {
    Int32((60 - Date().timeIntervalSince1970.truncatingRemainder(dividingBy: 60)) * 1000) + 1
  }
}

extension Date {
  /// The minutes since 1970.
  fileprivate var minute: Int { Int(timeIntervalSince1970) / 60 }
}
