extension KometAPIError {
  /// A setting or request that can't work, found before anything was sent.
  static func wrongUsage(why: String, advice: String) -> KometAPIError {
    KometAPIError(.wrongUsage, what: "The Komet API was not asked.", why: why, advice: advice)
  }
}
