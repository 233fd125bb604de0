import Foundation

/// The encoding of an answer's text, as its `Content-Type` declares it.
///
/// JSON is UTF-8, but servers that call it something else mean it.
struct AnswerCharset: Equatable {
  /// As the server has it, in small letters.
  let name: String

  /// Nil if none is declared, or UTF-8.
  init?(contentType: String) {
    let parameters = contentType.split(separator: ";").dropFirst().map {
      $0.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: Self.around) }
    }
    guard let name = parameters.first(where: { $0.count == 2 && $0[0].lowercased() == "charset" })?[1],
      !name.isEmpty, !Self.utf8Names.contains(name.lowercased())
    else { return nil }
    self.name = name.lowercased()
  }

  /// The same text in UTF-8.
  ///
  /// - Throws: `TransportFailure.unknownCharset`, also if the bytes are none of that encoding, and `.tooLarge` if
  ///   there is no room for it.
  func utf8(of body: AnswerBody) throws(TransportFailure) -> AnswerBody {
    guard let encoding = Self.encodings[name],
      let text = String(data: Data(body.bytes), encoding: encoding)
    else { throw .unknownCharset(name) }
    var bytes = Array(text.utf8)
    let decoded = AnswerBody(budget: body.budget)
    guard decoded.claim(bytes.count),
      bytes.withUnsafeMutableBytes({ decoded.append(UnsafeRawBufferPointer($0)) })
    else { throw .tooLarge }
    return decoded
  }

  private static let around = CharacterSet(charactersIn: " \t\"'")
  private static let utf8Names: Set = ["utf-8", "utf8", "us-ascii", "ascii"]

  /// The names that servers use, by the registry of the IANA and by habit.
  private static let encodings: [String: String.Encoding] = [
    "iso-8859-1": .isoLatin1, "iso8859-1": .isoLatin1, "iso_8859-1": .isoLatin1, "latin1": .isoLatin1,
    "iso-8859-2": .isoLatin2, "latin2": .isoLatin2,
    "windows-1250": .windowsCP1250, "windows-1251": .windowsCP1251, "windows-1252": .windowsCP1252,
    "cp1252": .windowsCP1252, "windows-1253": .windowsCP1253, "windows-1254": .windowsCP1254,
    "utf-16": .utf16, "utf-16le": .utf16LittleEndian, "utf-16be": .utf16BigEndian,
    "utf-32": .utf32, "utf-32le": .utf32LittleEndian, "utf-32be": .utf32BigEndian,
    "shift_jis": .shiftJIS, "euc-jp": .japaneseEUC, "iso-2022-jp": .iso2022JP, "macintosh": .macOSRoman,
  ]
}
