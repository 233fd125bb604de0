/// What can be written in each format of text.
protocol EncodedExport {
  typealias Sink = (UnsafeRawBufferPointer) throws -> Void

  func write(with encoder: some RowEncoder, to sink: Sink) throws
}

extension EncodedExport {
  /// Writes everything in the format that the options name, which must be one of text.
  ///
  /// The grammar is chosen once and known to the compiler from there on: a million rows pass through it.
  func write(as options: CustomerExport.Options, to sink: Sink) throws {
    switch options.format {
    case .csv: try write(with: DelimitedEncoder(options), to: sink)
    case .tsv: try write(with: TabSeparatedEncoder(), to: sink)
    case .json: try write(with: JSONRowEncoder(isLines: false), to: sink)
    case .jsonl: try write(with: JSONRowEncoder(isLines: true), to: sink)
    case .xlsx: preconditionFailure("a spreadsheet is no text")
    }
  }
}
