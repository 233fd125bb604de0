import CustomerBrowser
import Foundation
import TerminalUI

extension Doctor {
  /// The settings, unless they can't be read.
  func readSettings(tell: Teller) throws -> Settings? {
    let settings: Settings
    do throws(BrowserFailure) {
      settings = try Settings(options, environment: environment)
    } catch {
      try tell("config", .bad(error))
      return nil
    }
    try tell("config", config(settings))
    return settings
  }

  private func config(_ settings: Settings) -> Finding {
    guard let path = settings.configPath else {
      let path = Settings.path(named: options.config, environment)
      return .absent("none at \(path): the environment and the options count")
    }
    let profile = options.profile.map { ", profile \($0)" } ?? ""
    if let problem = settings.keyMap.unreachableKey {
      return .hindrance(problem.problem + ".", advice: "Run: komet config check")
    }
    return .good(path + profile)
  }

  func theme(_ settings: Settings) -> Finding {
    do {
      let folders = folders(settings)
      let name = settings.browser.theme
      _ = try folders.theme(named: name)
      return .good("\(name), \(folders.path(ofThemeNamed: name) ?? "built in")")
    } catch {
      return .bad(BrowserFailure(error))
    }
  }

  /// The person's own themes, each of which should be a good one.
  func themesFolder(_ settings: Settings) -> Finding {
    let folder = "\(settings.configFolder)/themes"
    let own = folders(settings).entries.compactMap(\.path).filter { $0.hasPrefix("\(folder)/") }
    guard !own.isEmpty else { return .absent("no themes of your own in \(folder)") }
    for path in own {
      do throws(TerminalUIError) {
        _ = try folders(settings).theme(namedOrAt: path)
      } catch {
        return .hindrance(error.sentence, advice: "Run: komet themes check \(path)")
      }
    }
    return .good("\(own.count) of your own in \(folder)")
  }

  private func folders(_ settings: Settings) -> ThemeFolders {
    ThemeFolders(configFolder: settings.configFolder, executable: Bundle.main.executablePath ?? "")
  }
}
