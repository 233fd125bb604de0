import Foundation

/// Folding by Foundation, with the differences that are meant.
enum FoundationFolding {
  /// NFKD without marks and what is to be ignored, in folded case, twice; then the differences.
  static func fold(_ scalar: Unicode.Scalar) -> String {
    var text = String(scalar)
    for _ in 0..<2 {
      let bases = text.decomposedStringWithCompatibilityMapping.unicodeScalars.filter { scalar in
        !isMark(scalar) && !scalar.properties.isDefaultIgnorableCodePoint
      }
      text = String(String.UnicodeScalarView(bases)).folding(options: .caseInsensitive, locale: nil)
    }
    let decomposed = text.decomposedStringWithCompatibilityMapping.unicodeScalars
    // A sign such as U+00B4 would become a blank and a mark.
    return differences[scalar] ?? decomposed.map { differences[$0] ?? String($0) }.joined()
  }

  /// Foundation's own set of marks is older than the rest of it.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    [.nonspacingMark, .spacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
  }

  /// What becomes of a scalar that Foundation leaves as it is.
  private static let differences: [Unicode.Scalar: String] = {
    var differences: [Unicode.Scalar: String] = ["\u{B4}": "'"]
    for pair in "\(signs) \(letters) \(newerCases)".split(separator: " ") {
      let scalars = pair.unicodeScalars
      guard let first = scalars.first else { continue }
      differences[first] = String(String.UnicodeScalarView(scalars.dropFirst()))
    }
    return differences
  }()

  /// Typographic signs become the ones on a keyboard.
  private static let signs = """
    ʻ' ʼ' ‐- ‒- –- —- ―- ‘' ’' ‛' “" ”" „" ‟" ′' ⁄/ −-
    """

  /// Letters with an addition that has no decomposition become the letter.
  private static let letters = """
    æae ðd øo þth đd ħh ıi łl ŋn œoe ŧt ƀb ƃb ƈc ƌd ƒf ƙk ƚl ƞn ƥp ƫt ƭt ƴy ƶz ǥg ȡd ȥz ȴl ȵn \
    ȶt ȷj ȼc ȿs ɀz ɇe ɉj ɋq ɍr ɏy ɓb ɕc ɖd ɗd ɠg ɦh ɨi ɫl ɬl ɭl ɱm ɲn ɳn ɼr ɽr ɾr ʂs ʈt ʋv ʐz \
    ʑz ʝj ʠq ᵬb ᵭd ᵮf ᵯm ᵰn ᵱp ᵲr ᵳr ᵴs ᵵt ᵶz ᵽp ᶀb ᶁd ᶂf ᶃg ᶄk ᶅl ᶆm ᶇn ᶈp ᶉr ᶊs ᶌv ᶍx ᶎz ᶏa \
    ᶑd ᶒe ᶖi ᶙu ỿy ⱡl ⱥa ⱦt ⱨh ⱪk ⱬz ⱱv ⱳw ⱴv ⱸe ⱺo ꝁk ꝃk ꝅk ꝉl ꝋo ꝍo ꝑp ꝓp ꝕp ꝗq ꝙq ꝟv ꞎl ꞑn \
    ꞓc ꞔc ꞕh ꞗb ꞙf ꞡg ꞣk ꞥn ꞧr ꞩs ꞹu ꟈd ꟊs Ꟍs ꟍs ꬴe ꬷl ꬸl ꬹl ꬺm ꬻn ꭉr ꭎu ꭒu ꭖx ꭗx ꭘx ꭙx ꭚy 𝼉t \
    𝼑l 𝼓l 𝼖r 𝼚i 𝼛o 𝼝c 𝼞s 𝼥d 𝼦l 𝼧n 𝼨r 𝼩s 𝼪t
    """

  /// Cases in a newer Unicode than Foundation's, and Cyrillic variants that case folding makes equal.
  private static let newerCases = """
    ᲀв ᲁд ᲂо ᲃс ᲄт ᲅт ᲆъ ᲇѣ ᲈꙋ Ᲊᲊ Ɤɤ ꟎꟏ ꟒ꟓ ꟔ꟕ Ꟛꟛ Ƛƛ 𐵐𐵰 𐵑𐵱 𐵒𐵲 𐵓𐵳 𐵔𐵴 𐵕𐵵 𐵖𐵶 𐵗𐵷 𐵘𐵸 𐵙𐵹 𐵚𐵺 𐵛𐵻 𐵜𐵼 𐵝𐵽 \
    𐵞𐵾 𐵟𐵿 𐵠𐶀 𐵡𐶁 𐵢𐶂 𐵣𐶃 𐵤𐶄 𐵥𐶅 𖺠𖺻 𖺡𖺼 𖺢𖺽 𖺣𖺾 𖺤𖺿 𖺥𖻀 𖺦𖻁 𖺧𖻂 𖺨𖻃 𖺩𖻄 𖺪𖻅 𖺫𖻆 𖺬𖻇 𖺭𖻈 𖺮𖻉 𖺯𖻊 𖺰𖻋 𖺱𖻌 𖺲𖻍 𖺳𖻎 𖺴𖻏 𖺵𖻐 \
    𖺶𖻑 𖺷𖻒 𖺸𖻓
    """
}
