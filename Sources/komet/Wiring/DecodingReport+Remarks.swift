import CustomerBrowser
import KometAPI

extension DecodingReport {
  /// What a person should know about the answers; empty if all came as it should.
  var remarks: [String] {
    let example = samples.first.map { ", for example \($0)" } ?? ""
    var remarks: [String] = []
    if skipped > 0 {
      remarks.append(
        "\(skipped.grouped) record\(skipped == 1 ? "" : "s") could not be read, so what was known stays\(example)."
      )
    }
    if repairedFields > 0 {
      let fields = "\(repairedFields.grouped) field\(repairedFields == 1 ? "" : "s")"
      remarks.append("\(fields) could not be read and count as unknown, or stay as they were\(example).")
    }
    if repairedTexts > 0 {
      remarks.append("\(repairedTexts.grouped) broken characters were replaced by \u{FFFD}.")
    }
    if duplicates > 0 {
      remarks.append("\(duplicates.grouped) records had the id of a later one and gave way to it.")
    }
    return remarks
  }
}
