/// Bytes that grow at the end, used again and again to build texts in.
struct ByteBuffer: ~Copyable {
  private(set) var start: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    start = .allocate(capacity: self.capacity)
  }

  /// What was appended, until more is.
  var content: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  deinit {
    start.deallocate()
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count += 1
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    reserve(bytes.count)
    (start + count).update(from: base, count: bytes.count)
    count += bytes.count
  }

  mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends `count` bytes, behind which so many more can be read as are copied in one step.
  ///
  /// Takes less time than copying the bytes alone, whose number nobody knows beforehand.
  @inline(__always)
  mutating func append(_ bytes: UnsafePointer<UInt8>, count: Int) {
    reserve(max(count, Self.step))
    (start + self.count).update(from: bytes, count: Self.step)
    if count > Self.step {
      (start + self.count + Self.step).update(from: bytes + Self.step, count: count - Self.step)
    }
    self.count += count
  }

  /// How many bytes are copied in one step.
  static let step = 64

  /// Lets `body` write up to `most` bytes at the end; it returns how many it wrote.
  @inline(__always)
  mutating func append(atMost most: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
    reserve(most)
    count += body(start + count)
  }

  /// Lets so many bytes be read behind the last one, whatever stands there.
  mutating func makeReadable(_ more: Int) {
    reserve(more)
  }

  mutating func truncate(to count: Int) {
    self.count = count
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(for: more) }
  }

  @inline(never)
  private mutating func grow(for more: Int) {
    capacity = max(capacity * 2, count + more)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    grown.update(from: start, count: count)
    start.deallocate()
    start = grown
  }
}
