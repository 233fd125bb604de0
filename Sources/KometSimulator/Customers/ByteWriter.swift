import Customers

/// Writes JSON into memory that somebody else owns and has made large enough.
///
/// The memory must outlive the writer. Writing past its end is a bug and stops the program.
struct ByteWriter {
  private let memory: UnsafeMutableRawBufferPointer
  private(set) var count = 0

  init(_ memory: UnsafeMutableRawBufferPointer) {
    self.memory = memory
  }

  var remaining: Int { memory.count - count }

  mutating func append(_ byte: UInt8) {
    precondition(count < memory.count, "the answer outgrew its buffer")
    memory[count] = byte
    count += 1
  }

  mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    precondition(bytes.count <= remaining, "the answer outgrew its buffer")
    guard let source = bytes.baseAddress, let target = memory.baseAddress else { return }
    (target + count).copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
  }

  /// The number in decimal digits; `number` must not be negative.
  mutating func append(decimal number: Int) {
    var width = 1
    var limit = 10
    while number >= limit, width < Self.mostDigits {
      width += 1
      limit = limit &* 10
    }
    append(decimal: number, width: width)
  }

  /// The last `width` decimal digits, with zeros in front.
  mutating func append(decimal number: Int, width: Int) {
    precondition(width <= remaining, "the answer outgrew its buffer")
    var rest = number
    for position in stride(from: count + width - 1, through: count, by: -1) {
      memory[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += width
  }

  /// A JSON string with its quotes; the bytes are taken as they are but for what JSON must escape.
  mutating func append(jsonString text: [UInt8]) {
    append(UInt8(ascii: "\""))
    text.withUnsafeBufferPointer { bytes in
      guard bytes.contains(where: Self.needsEscape) else {
        append(bytes)
        return
      }
      for byte in bytes {
        appendEscaped(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }

  /// `YYYY-MM-DD'T'hh:mm:ss` with its quotes.
  mutating func append(dateTime secondsSinceEpoch: Int) {
    let day = LocalDate(daysSinceEpoch: secondsSinceEpoch / LocalDate.secondsPerDay)
    let second = secondsSinceEpoch - day.firstSecond
    let (year, month, dayOfMonth) = day.components
    append(UInt8(ascii: "\""))
    append(decimal: year, width: 4)
    append(UInt8(ascii: "-"))
    append(decimal: month, width: 2)
    append(UInt8(ascii: "-"))
    append(decimal: dayOfMonth, width: 2)
    append(UInt8(ascii: "T"))
    append(decimal: second / 3600, width: 2)
    append(UInt8(ascii: ":"))
    append(decimal: second / 60 % 60, width: 2)
    append(UInt8(ascii: ":"))
    append(decimal: second % 60, width: 2)
    append(UInt8(ascii: "\""))
  }

  /// The digits of `Int.max`.
  private static let mostDigits = 19

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < UInt8(ascii: " ") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      append(UInt8(ascii: "\\"))
      append(byte)
    case 0..<UInt8(ascii: " "):
      append("\\u00")
      append(Self.hexDigit(byte >> 4))
      append(Self.hexDigit(byte & 0xF))
    default:
      append(byte)
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
