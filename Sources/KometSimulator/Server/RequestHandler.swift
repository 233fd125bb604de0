import Foundation
import NIOCore
import NIOHTTP1

/// One connection: gathers each request, waits the latency and writes the answer as fast as the socket
/// takes it.
///
/// At most one request is being answered at a time; those behind it wait in the pipeline.
final class RequestHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let service: SimulatorService
  private var head: HTTPRequestHead?
  private var body = ByteBuffer()
  private var isTooLarge = false
  private var writer: AnswerWriter?
  private var isWriting = false

  init(service: SimulatorService) {
    self.service = service
  }

  func channelActive(context: ChannelHandlerContext) {
    if service.takeRefusal() {
      context.channel.reset()
    } else {
      context.fireChannelActive()
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body.clear()
      isTooLarge = false
    case .body(var part):
      isTooLarge = isTooLarge || body.readableBytes + part.readableBytes > SimulatorService.requestLimit
      if !isTooLarge { body.writeBuffer(&part) }
    case .end:
      guard let head else { return }
      self.head = nil
      answerAfterLatency(head, context: context)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { writeOn(context: context) }
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    writer = nil
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A client that goes away, or that does not speak HTTP: nothing is left to be answered.
    context.close(promise: nil)
  }

  private func answerAfterLatency(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
    guard service.latency > .zero else {
      answer(head, context: context)
      return
    }
    context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(service.latency)) {
      guard context.channel.isActive else { return }
      self.answer(head, context: context)
    }
  }

  private func answer(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
    let answer =
      isTooLarge
      ? .refusal("The request is larger than 64 kB.", status: .payloadTooLarge)
      : service.answer(to: head, body: String(buffer: body))
    body = ByteBuffer()
    var headers = answer.headers
    headers.add(name: "Date", value: HTTPDate(Date()).description)
    headers.add(name: "Content-Type", value: answer.contentType)
    switch answer.body {
    case .bytes(let bytes): headers.add(name: "Content-Length", value: String(bytes.count))
    case .customers: headers.add(name: "Transfer-Encoding", value: "chunked")
    }
    let responseHead = HTTPResponseHead(version: .http1_1, status: answer.status, headers: headers)
    context.write(wrapOutboundOut(.head(responseHead)), promise: nil)
    writer = AnswerWriter(answer, keepsAlive: head.isKeepAlive)
    writeOn(context: context)
  }

  /// How many pieces are written before other connections get their turn.
  private static let piecesPerTurn = 16
  /// Long enough not to be due at once: NIO runs all tasks that are due before it looks at a socket.
  private static let pauseBetweenTurns = TimeAmount.microseconds(100)

  private func writeOn(context: ChannelHandlerContext) {
    // A flush that empties the buffer calls back here before it returns.
    guard !isWriting else { return }
    isWriting = true
    defer { isWriting = false }
    var pieces = 0
    while context.channel.isActive, context.channel.isWritable, let writer {
      guard pieces < Self.piecesPerTurn else {
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.pauseBetweenTurns) {
          self.writeOn(context: context)
        }
        return
      }
      pieces += 1
      let piece = writer.nextPiece(allocator: context.channel.allocator)
      if piece.readableBytes > 0 {
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(piece))), promise: nil)
      }
      guard let ending = writer.ending else { continue }
      self.writer = nil
      end(ending, keepsAlive: writer.keepsAlive, context: context)
    }
  }

  private func end(_ ending: AnswerEnding, keepsAlive: Bool, context: ChannelHandlerContext) {
    switch ending {
    case .complete:
      let channel = context.channel
      let ended = context.writeAndFlush(wrapOutboundOut(.end(nil)))
      if !keepsAlive { ended.whenComplete { _ in channel.close(promise: nil) } }
    case .stall: context.flush()
    case .truncated:
      let channel = context.channel
      context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer())))).whenComplete { _ in
        channel.close(promise: nil)
      }
    case .reset:
      context.flush()
      context.channel.reset()
    }
  }
}
