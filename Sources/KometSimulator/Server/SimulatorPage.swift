/// The pages on which the sample server tells about itself.
enum SimulatorPage: String {
  case changes
  case requests

  static let basePath = "/_simulator/"

  init?(path: Substring) {
    self.init(rawValue: String(path.dropFirst(Self.basePath.count)))
  }
}
