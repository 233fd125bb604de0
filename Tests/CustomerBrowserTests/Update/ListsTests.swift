import BrowserTesting
import Customers
import Testing
import Wording

@testable import CustomerBrowser

/// Themes and profiles, chosen in a list.
@Suite struct ListsTests {
  private func names(_ browser: BrowserDriver) -> [String] {
    browser.effects.compactMap { effect in
      switch effect {
      case .previewTheme(let name): name
      case .restoreTheme: "restored"
      default: nil
      }
    }
  }

  @Test func `T shows the next theme in a list of all, and Enter keeps the one that shows`() {
    var browser = BrowserDriver()
    browser.give(.nextTheme)
    #expect(browser.state.theme == "lily")
    browser.give(.nextTheme)
    #expect(browser.state.theme == "nord")
    browser.give(.moveDown, .moveUp, .accept)
    #expect(browser.state.popup == nil)
    #expect(browser.state.theme == "nord")
    #expect(browser.state.notice?.text == "Theme: nord")
    #expect(names(browser) == ["lily", "nord", "default", "nord"])
    guard case .keepView(let view)? = browser.effects.last else {
      Issue.record("the theme is not kept")
      return
    }
    #expect(view.theme == "nord")
  }

  @Test func `Esc brings back the theme from before, and one that was only looked at is not kept`() {
    var browser = BrowserDriver()
    browser.give(.nextTheme, .moveDown, .back)
    #expect(browser.state.popup == nil)
    #expect(browser.state.theme == "default")
    #expect(names(browser) == ["lily", "nord", "restored"])
    #expect(!browser.effects.contains { if case .keepView = $0 { true } else { false } })
  }

  @Test func `a theme that can't be read is not kept, and the old look stays`() {
    var browser = BrowserDriver()
    browser.breaksThemes = true
    browser.give(.nextTheme)
    #expect(browser.state.notice?.text == "lily.toml:2: not TOML")
    #expect(browser.state.theme == "default")
    browser.give(.accept)
    #expect(browser.state.popup != nil)
    browser.give(.back)
    #expect(browser.state.theme == "default")
  }

  private func browser(profile: String? = nil) -> BrowserDriver {
    var settings = BrowserSettings()
    settings.profiles = ["north", "south"]
    settings.profile = profile
    return BrowserDriver(settings: settings)
  }

  private func step(_ browser: BrowserDriver) -> ProfilePanel.Step? {
    if case .profiles(let panel) = browser.state.popup { panel.step } else { nil }
  }

  @Test func `Enter opens another profile, the one at hand just closes the list`() {
    var browser = browser(profile: "north")
    browser.give(.profiles, .accept)
    #expect(browser.state.popup == nil)
    browser.give(.profiles, .moveUp, .accept)
    #expect(step(browser) == .opening(nil))
    guard case .openProfile(nil)? = browser.effects.last else {
      Issue.record("no profile is opened")
      return
    }
    #expect(browser.state.isOpening(nil))
    #expect(!browser.state.isOpening("south"))
  }

  @Test func `a profile that can't be used says why, and another may be tried`() {
    var browser = browser()
    let failure = UserFacingError(.usage, what: "There is no token yet.", advice: "Set one.")
    browser.give(.profiles, .moveDown, .accept)
    browser.send(.profileFailed("south", failure))
    #expect(step(browser) == .opening("north"))
    browser.send(.profileFailed("north", failure))
    #expect(step(browser) == .failed(failure))
    browser.give(.moveDown)
    #expect(step(browser) == .choosing)
    browser.give(.accept, .back)
    browser.send(.profileFailed("south", failure))
    #expect(browser.state.popup == nil)
    #expect(browser.state.notice == nil)
  }

  @Test func `where the config has no profiles that is said`() {
    var browser = BrowserDriver()
    browser.give(.profiles)
    #expect(browser.state.popup == nil)
    #expect(browser.state.notice?.text == "The config has no other profile; see: komet config init")
  }
}
