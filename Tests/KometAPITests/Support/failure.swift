import KometAPI

/// The error that `body` throws, or nil if it throws none.
func failure(of body: () async throws(KometAPIError) -> some Any) async -> KometAPIError? {
  do {
    _ = try await body()
    return nil
  } catch {
    return error
  }
}
