/// How a server proved over TLS who it is.
package struct ServerIdentity: Equatable, Sendable {
  /// Who signed its certificate, in the certificate's own words.
  package let issuer: String
  /// The file of the system's authorities; nil if the TLS library keeps them elsewhere.
  package let systemAuthorities: String?
}
