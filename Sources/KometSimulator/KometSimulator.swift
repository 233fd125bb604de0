import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The sample server: speaks the Komet Sales API over HTTP on a loopback port, about customers that are
/// made up.
///
/// It has one thread of its own and keeps no customers in memory. What it takes for valid is in
/// `SampleCredentials`. Source of the answers: the Komet Sales API's documentation of `customer.list` and
/// `customer.by.company.list`.
package final class KometSimulator: Sendable {
  private static let host = "127.0.0.1"
  private static let backlog: Int32 = 256
  /// A list is written on as soon as less than the lower number of bytes waits for the socket, up to the
  /// higher.
  private static let writeBuffer = ChannelOptions.Types.WriteBufferWaterMark(low: 64 * 1024, high: 512 * 1024)

  package let port: Int
  private let service: SimulatorService
  private let group: MultiThreadedEventLoopGroup?
  private let reservedPort: ReservedPort?
  private let isStopped = Mutex(false)

  private init(
    port: Int, service: SimulatorService, group: MultiThreadedEventLoopGroup?, reservedPort: ReservedPort?
  ) {
    self.port = port
    self.service = service
    self.group = group
    self.reservedPort = reservedPort
  }

  deinit {
    stop()
  }

  /// Starts a server on a port of 127.0.0.1, or on any free one for 0; it answers when this returns.
  ///
  /// Blocks for the moment that this takes; not to be called on an event loop. The server runs until
  /// `stop()` or until nothing refers to it.
  package static func start(
    _ configuration: SimulatorConfiguration = SimulatorConfiguration(), port: Int = 0
  ) throws(SimulatorError) -> KometSimulator {
    guard SampleCustomers.countRange.contains(configuration.customerCount) else {
      throw .customerCountOutOfRange(configuration.customerCount)
    }
    guard UInt16(exactly: port) != nil else { throw .portOutOfRange(port) }
    let service = SimulatorService(configuration)
    if configuration.fault == SimulatorFault(.refuse) {
      let reserved = try ReservedPort(port)
      return KometSimulator(port: reserved.number, service: service, group: nil, reservedPort: reserved)
    }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let simulator: KometSimulator
    do {
      let channel = try listen(on: port, group: group, service: service)
      simulator = KometSimulator(
        port: channel.localAddress?.port ?? port, service: service, group: group, reservedPort: nil)
    } catch let error as IOError {
      shutDown(group)
      throw .portUnavailable(port, errorNumber: error.errnoCode)
    } catch {
      shutDown(group)
      throw .portUnavailable(port, reason: "\(error)")
    }
    if let interval = configuration.churn {
      let pause = TimeAmount(interval)
      group.next().scheduleRepeatedTask(initialDelay: pause, delay: pause) { _ in service.advance() }
    }
    return simulator
  }

  /// For the client's base URL, without a slash at the end.
  package var baseURL: String { "http://\(Self.host):\(port)\(APIMethod.basePath)" }

  /// The latest requests to the API, the oldest first.
  package var requests: [RecordedRequest] { service.requests }

  /// What has happened to the customers since the start, the oldest first.
  package var changes: [CustomerChange] { service.changes }

  /// Lets some customers change, as the churn does by itself.
  package func advance() {
    service.advance()
  }

  /// Lets something go wrong from now on, in the place of what did before.
  package func begin(_ fault: SimulatorFault) {
    service.begin(fault)
  }

  /// Closes all connections and gives back the port and the thread; does nothing the second time.
  package func stop() {
    let wasStopped = isStopped.withLock { isStopped in
      defer { isStopped = true }
      return isStopped
    }
    guard !wasStopped else { return }
    reservedPort?.release()
    group.map(Self.shutDown)
  }

  private static func listen(
    on port: Int, group: MultiThreadedEventLoopGroup, service: SimulatorService
  ) throws -> any Channel {
    try ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: backlog)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.writeBufferWaterMark, value: writeBuffer)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
          try pipeline.addHandler(RequestHandler(service: service))
        }
      }
      .bind(host: host, port: port)
      .wait()
  }

  private static func shutDown(_ group: MultiThreadedEventLoopGroup) {
    do {
      try group.syncShutdownGracefully()
    } catch {
      // The only failure is a group that has been shut down before.
      return
    }
  }
}
