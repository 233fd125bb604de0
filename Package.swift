// swift-tools-version: 6.1

import PackageDescription

let package = Package(
  name: "komet",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CNcurses"),
    .target(name: "CCurl"),
    .target(
      name: "CXLSXWriter",
      linkerSettings: [
        .linkedLibrary("xlsxwriter", .when(platforms: [.macOS])),
        // So that the library, which is loaded later, finds it.
        .unsafeFlags(["-Xlinker", "--export-dynamic-symbol=lxw_tmpfile"], .when(platforms: [.linux])),
      ]),
    .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CMemory"),
    .target(name: "CScalarWidth"),
    .target(name: "CTextScan"),
    .target(name: "CThreads"),
    .target(name: "CTOML"),

    .target(name: "Threading", dependencies: ["CThreads"]),
    .target(name: "Customers", dependencies: ["CTextScan", "Threading"]),
    .target(name: "Wording", dependencies: ["Customers"]),
    .target(name: "Files", dependencies: ["Wording"]),
    .target(name: "TerminalText", dependencies: ["CScalarWidth"]),
    .target(name: "SettingsFile", dependencies: ["CTOML", "TerminalText", "Wording"]),
    .target(name: "KometAPI", dependencies: ["CCurl", "CMemory", "CSimdJSON", "Customers"]),
    .target(
      name: "CustomerStore",
      dependencies: [
        "Customers", "Files", "Threading",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]
    ),
    // Imports GRDB, too, as no cache may come near what only its owner can write again.
    .target(
      name: "PersonalNotes",
      dependencies: ["Customers", "Files", "Wording", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(name: "KometSimulator", dependencies: ["Customers"]),
    .target(name: "SpreadsheetExport", dependencies: ["CXLSXWriter", "Customers"]),
    .target(
      name: "CustomerBrowser",
      dependencies: ["Customers", "Files", "SpreadsheetExport", "Threading", "Wording"]),
    .target(
      name: "TerminalUI",
      dependencies: [
        "CNcurses", "CustomerBrowser", "Customers", "SettingsFile", "TerminalText", "Threading", "Wording",
      ]
    ),
    .target(
      name: "ThemePictures", dependencies: ["CustomerBrowser", "Customers", "TerminalText", "TerminalUI"]),
    .executableTarget(
      name: "komet",
      dependencies: [
        "CustomerBrowser", "CustomerStore", "Customers", "Files", "KometAPI", "KometSimulator",
        "PersonalNotes", "SettingsFile", "TerminalText", "TerminalUI", "ThemePictures", "Wording",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),

    .target(name: "ProofTesting", dependencies: ["KometSimulator"], path: "Tests/ProofTesting"),
    .testTarget(name: "FilesTests", dependencies: ["Files", "ProofTesting"]),
    .testTarget(name: "SettingsFileTests", dependencies: ["SettingsFile", "Wording"]),
    .testTarget(name: "TerminalTextTests", dependencies: ["TerminalText"]),
    .testTarget(name: "CustomersTests", dependencies: ["Customers", "ProofTesting", "Threading"]),
    .testTarget(
      name: "KometAPITests", dependencies: ["Customers", "KometAPI", "KometSimulator", "ProofTesting"]),
    .testTarget(
      name: "CustomerStoreTests", dependencies: ["CustomerStore", "Customers", "ProofTesting", "Threading"]),
    .testTarget(
      name: "PersonalNotesTests",
      dependencies: [
        "Customers", "PersonalNotes", "ProofTesting", "Wording",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(name: "SpreadsheetExportTests", dependencies: ["Customers", "SpreadsheetExport"]),
    .testTarget(name: "KometSimulatorTests", dependencies: ["Customers", "KometSimulator"]),
    .target(
      name: "BrowserTesting", dependencies: ["CustomerBrowser", "Customers", "TerminalUI", "Wording"],
      path: "Tests/BrowserTesting"),
    .testTarget(
      name: "CustomerBrowserTests",
      dependencies: ["BrowserTesting", "CustomerBrowser", "Customers", "Files", "ProofTesting", "Wording"]),
    .testTarget(
      name: "TerminalUITests",
      dependencies: [
        "BrowserTesting", "CustomerBrowser", "Customers", "ProofTesting", "TerminalText", "TerminalUI",
        "ThemePictures", "Wording",
      ],
      exclude: ["Frames"]),
    .testTarget(
      name: "kometTests", dependencies: ["ProofTesting", "SettingsFile", "TerminalText", "Wording", "komet"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["BrowserTesting", "KometSimulator", "ProofTesting", "TerminalUI", "komet"]),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "BrowserTesting", "CustomerBrowser", "CustomerStore", "Customers", "KometAPI", "KometSimulator",
        "TerminalUI",
      ],
      path: "Tests/Benchmarks"
    ),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

// The tests send millions of customers through these, so a debug build optimises them, too: that saves a third of the time.
for target in package.targets {
  switch target.name {
  case "CSimdJSON", "CTextScan":
    target.cSettings = [.unsafeFlags(["-O2"], .when(configuration: .debug))]
    target.cxxSettings = [.unsafeFlags(["-O2"], .when(configuration: .debug))]
  case "Customers", "KometSimulator":
    target.swiftSettings = [.unsafeFlags(["-O"], .when(configuration: .debug))]
  default: break
  }
}

// For `make fuzz`: libFuzzer has the `main`, so the program is a library beside the fuzzers; nothing else is built.
if Context.environment["KOMET_FUZZ"] != nil {
  let renamedMain: [SwiftSetting] = [
    .unsafeFlags(["-Xfrontend", "-entry-point-function-name", "-Xfrontend", "komet_main"])
  ]
  let program = package.targets.first { $0.name == "komet" }
  package.targets.removeAll { $0.isTest || $0.type == .executable }
  package.targets += [
    .target(name: "komet", dependencies: program?.dependencies ?? [], swiftSettings: renamedMain),
    .executableTarget(
      name: "Fuzzers",
      dependencies: [
        "BrowserTesting", "CustomerBrowser", "Customers", "KometAPI", "ProofTesting", "SettingsFile",
        "TerminalText",
        "TerminalUI", "Wording", "komet",
      ],
      path: "Tests/Fuzzers"),
  ]
}
