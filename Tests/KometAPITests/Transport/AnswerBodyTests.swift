import Testing

@testable import KometAPI

struct AnswerBodyTests {
  @Test func zerosFollowTheBytesHoweverItGrew() throws {
    let body = AnswerBody()
    var expected: [UInt8] = []
    for length in [1, 0, 70_000, 3, 200_000] {
      let piece = (0..<length).map { UInt8(truncatingIfNeeded: $0 | 1) }
      expected += piece
      #expect(piece.withUnsafeBytes { body.append($0) })
      #expect(body.bytes.elementsEqual(expected))
      let end = try #require(body.bytes.baseAddress) + body.count
      #expect(UnsafeBufferPointer(start: end, count: AnswerBody.padding).allSatisfy { $0 == 0 })
    }
  }
}
