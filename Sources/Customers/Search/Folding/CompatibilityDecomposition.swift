import Foundation

extension Unicode.Scalar {
  /// The scalar in Unicode's normalization form KD (UAX #15).
  var compatibilityDecomposition: String.UnicodeScalarView {
    String(self).decomposedStringWithCompatibilityMapping.unicodeScalars
  }
}
