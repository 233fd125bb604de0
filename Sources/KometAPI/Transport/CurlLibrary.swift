import CCurl

/// libcurl, which is loaded and made ready when it is first asked for.
enum CurlLibrary {
  /// Why there is no libcurl to work with; nil if all is well.
  ///
  /// Takes some milliseconds the first time. Nothing else of libcurl may be called before.
  static let failure: TransportFailure? = {
    if let reason = curl_library_load() { return .noLibrary(String(cString: reason)) }
    return curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK ? nil : .outOfMemory
  }()
}
