import CCurl
import Foundation
import Synchronization

/// One request on its way: the awaiting caller on one side, the easy handle on the other.
///
/// `conclude` may be called from anywhere, and the first one wins. All else belongs to the curl thread from
/// `start` to `finish`.
final class CurlTransfer: @unchecked Sendable {
  typealias Outcome = Result<HTTPAnswer, TransportFailure>
  typealias ProgressHandler = @Sendable (TransferProgress) -> Void

  private enum Wait {
    case notYet
    case waiting(CheckedContinuation<Outcome, Never>)
    case concluded(Outcome)
  }

  /// How many bytes have to come in before progress is told again.
  private static let progressStep: Int64 = 256 << 10

  /// How much libcurl reads at once; its own 16 KiB make large answers slow.
  private static let readBytes = 512 << 10

  private let request: HTTPRequest
  private let onProgress: ProgressHandler?
  private let wait = Mutex(Wait.notYet)

  private let body: AnswerBody
  private var easy: UnsafeMutableRawPointer?
  private var headers: UnsafeMutablePointer<curl_slist>?
  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private var isTooLarge = false
  private var headerBytes = 0
  private var areHeadersTooLarge = false
  /// Whether the blank line behind the headers has come.
  private var haveHeadersEnded = false
  /// Whether bytes of the body have come.
  private var hasBegun = false
  /// What the server calls the encoding of its text; nil before the body begins and if it is UTF-8.
  private var charset: AnswerCharset?
  private var isOutOfMemory = false
  private var receivedBytes: Int64 = 0
  /// The progress that was told last.
  private var toldProgress = TransferProgress(receivedBytes: 0, totalBytes: 0)
  private var started = ContinuousClock.now
  private var lastArrival = ContinuousClock.now
  /// When the last `slowBytes` had come, and how many bytes there were then.
  private var pace = (since: ContinuousClock.now, bytes: Int64(0))

  init(_ request: HTTPRequest, onProgress: ProgressHandler?) {
    self.request = request
    self.onProgress = onProgress
    body = AnswerBody(budget: request.budget ?? AnswerBudget(maxBytes: request.limits.maxAnswerBytes))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    // Without headers it may be that libcurl was never loaded.
    if let headers { curl_slist_free_all(headers) }
    errorText.deallocate()
  }

  // MARK: - The caller's side

  /// Lets `continuation` wait for the outcome; false if there is one already, which it then gets.
  func await(with continuation: CheckedContinuation<Outcome, Never>) -> Bool {
    let early = wait.withLock { wait -> Outcome? in
      if case .concluded(let outcome) = wait { return outcome }
      wait = .waiting(continuation)
      return nil
    }
    guard let early else { return true }
    continuation.resume(returning: early)
    return false
  }

  var isConcluded: Bool {
    wait.withLock { wait in
      if case .concluded = wait { true } else { false }
    }
  }

  /// Settles the outcome, unless it is settled, and lets the caller go on at once.
  func conclude(_ outcome: Outcome) {
    let continuation = wait.withLock { wait -> CheckedContinuation<Outcome, Never>? in
      switch wait {
      case .concluded:
        return nil
      case .notYet:
        wait = .concluded(outcome)
        return nil
      case .waiting(let continuation):
        // Not the outcome itself, which would keep the whole body.
        wait = .concluded(.failure(.cancelled))
        return continuation
      }
    }
    continuation?.resume(returning: outcome)
  }

  // MARK: - The curl thread's side

  /// When to give up on it unless more arrives, and why then.
  var deadline: (time: ContinuousClock.Instant, failure: TransportFailure) {
    let limits = request.limits
    guard receivedBytes > 0 else { return (started + limits.firstByteTimeout, .noAnswer) }
    let (stall, slow) = (lastArrival + limits.stallTimeout, pace.since + limits.slowTimeout)
    return stall <= slow ? (stall, .stalled) : (slow, .tooSlow)
  }

  /// Sets up an easy handle for the request.
  func start(_ easy: UnsafeMutableRawPointer) {
    started = .now
    for header in request.headers { headers = curl_slist_append(headers, header) ?? headers }
    komet_setopt_list(easy, CURLOPT_HTTPHEADER, headers)
    komet_setopt_string(easy, CURLOPT_URL, request.url.value)
    // libcurl copies the form, and posts it with the content type of one.
    if let form = request.form { komet_setopt_string(easy, CURLOPT_COPYPOSTFIELDS, form.value) }
    komet_setopt_string(easy, CURLOPT_USERAGENT, request.userAgent)
    komet_setopt_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    komet_setopt_long(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
    komet_setopt_long(easy, CURLOPT_FOLLOWLOCATION, 0)
    komet_setopt_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    // The empty list means every compression that libcurl was built with.
    komet_setopt_string(easy, CURLOPT_ACCEPT_ENCODING, "")
    // Set even if there is none, or libcurl would look into the environment by itself.
    komet_setopt_string(easy, CURLOPT_PROXY, request.proxy?.url.value ?? "")
    komet_setopt_string(easy, CURLOPT_NOPROXY, "")
    setUpTrust(easy)
    if request.asksForIdentity { komet_setopt_long(easy, CURLOPT_CERTINFO, 1) }

    komet_setopt_long(easy, CURLOPT_NOSIGNAL, 1)
    // Or removing a handle would wait for the name server.
    komet_setopt_long(easy, CURLOPT_QUICK_EXIT, 1)
    komet_setopt_long(easy, CURLOPT_CONNECTTIMEOUT_MS, request.limits.connectTimeout.milliseconds)
    // A connection that died unseen, as in another network, is known before the server would be waited for.
    komet_setopt_unanswered(easy, request.limits.stallTimeout.milliseconds)
    komet_setopt_long(easy, CURLOPT_BUFFERSIZE, Self.readBytes)
    komet_setopt_offset(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(request.limits.maxAnswerBytes))

    // The loop holds the transfer for as long as libcurl knows the handle, so the callbacks find it alive.
    let context = Unmanaged.passUnretained(self).toOpaque()
    komet_setopt_pointer(easy, CURLOPT_PRIVATE, context)
    komet_setopt_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
    komet_setopt_write(
      easy,
      { bytes, size, count, context in
        guard let transfer = CurlTransfer.from(context) else { return 0 }
        return transfer.receive(UnsafeRawBufferPointer(start: bytes, count: size * count))
      }, context)
    komet_setopt_header(
      easy,
      { bytes, size, count, context in
        guard let transfer = CurlTransfer.from(context) else { return 0 }
        return transfer.receiveHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
      }, context)
    self.easy = easy
    komet_setopt_progress(
      easy,
      { context, total, received, _, _ in
        CurlTransfer.from(context)?.noteProgress(received: Int64(received), total: Int64(total))
        return 0
      }, context)
  }

  /// Settles the outcome of a transfer that libcurl is done with.
  func finish(_ easy: UnsafeMutableRawPointer, code: CURLcode) {
    guard code == CURLE_OK else {
      conclude(.failure(failure(easy, code)))
      return
    }
    guard haveHeadersEnded else {
      conclude(.failure(.interrupted("it ended inside the headers")))
      return
    }
    let text: AnswerBody
    do throws(TransportFailure) {
      text = try charset?.utf8(of: body) ?? body
    } catch {
      conclude(.failure(error))
      return
    }
    // Also if all bytes were told before, but not that they are all.
    let whole = TransferProgress(receivedBytes: receivedBytes, totalBytes: receivedBytes)
    if whole != toldProgress { onProgress?(whole) }
    let date = komet_answer_header(easy, "Date").flatMap(Self.date)
    let answer = HTTPAnswer(
      status: Self.number(easy, CURLINFO_RESPONSE_CODE),
      retryAfter: komet_answer_header(easy, "Retry-After").flatMap { Self.wait($0, from: date ?? Date()) },
      redirect: Self.text(easy, CURLINFO_REDIRECT_URL).map { Secret($0) },
      date: date,
      identity: request.asksForIdentity ? ServerIdentity(easy) : nil,
      body: text)
    conclude(.success(answer))
  }

  /// The transfer that a callback's or an easy handle's context stands for; it lives as long as the handle.
  static func from(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
    context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Trusts the added certificates besides the system's.
  ///
  /// libcurl's CAINFO replaces the system's bundle, so both go in together; verification itself is
  /// libcurl's default and never touched.
  private func setUpTrust(_ easy: UnsafeMutableRawPointer) {
    guard !request.addedCertificates.isEmpty else { return }
    let system = Self.text(easy, CURLINFO_CAINFO).flatMap { FileManager.default.contents(atPath: $0) }
    var bundle = Array(system ?? Data()) + Array("\n".utf8) + request.addedCertificates
    komet_setopt_blob(easy, CURLOPT_CAINFO_BLOB, &bundle, bundle.count)
  }

  private func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
    lastArrival = .now
    guard body.claim(bytes.count) else {
      isTooLarge = true
      return 0
    }
    if !hasBegun {
      hasBegun = true
      body.announcedCount = announcedCount
      let type = easy.flatMap { Self.text($0, CURLINFO_CONTENT_TYPE) }
      charset = type.flatMap(AnswerCharset.init(contentType:))
    }
    guard body.append(bytes) else {
      isOutOfMemory = true
      return 0
    }
    if charset == nil { request.readAhead?(body) }
    return bytes.count
  }

  /// Takes one line of the headers, or of the trailers that a server may send behind the last piece of a body.
  private func receiveHeader(_ line: UnsafeRawBufferPointer) -> Int {
    headerBytes += line.count
    guard headerBytes <= TransferLimits.maxHeaderBytes else {
      areHeadersTooLarge = true
      return 0
    }
    if line.starts(with: "HTTP/".utf8) {
      haveHeadersEnded = false
    } else if line.elementsEqual("\r\n".utf8) || line.elementsEqual("\n".utf8) {
      haveHeadersEnded = true
    }
    return line.count
  }

  /// 0 if the server did not announce how much there will be.
  private var announcedCount: Int {
    guard let easy else { return 0 }
    var announced: curl_off_t = 0
    komet_getinfo_offset(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &announced)
    return max(0, Int(announced))
  }

  private func noteProgress(received: Int64, total: Int64) {
    guard received > receivedBytes else { return }
    receivedBytes = received
    lastArrival = .now
    if pace.bytes == 0 || received - pace.bytes >= TransferLimits.slowBytes { pace = (lastArrival, received) }
    guard let onProgress, received - toldProgress.receivedBytes >= Self.progressStep else { return }
    toldProgress = TransferProgress(receivedBytes: received, totalBytes: total > 0 ? total : nil)
    onProgress(toldProgress)
  }

  private func failure(_ easy: UnsafeMutableRawPointer, _ code: CURLcode) -> TransportFailure {
    if isTooLarge { return .tooLarge }
    if isOutOfMemory { return .outOfMemory }
    // A single line that is too long for libcurl is no lack of memory, whatever it calls it.
    if areHeadersTooLarge || code == CURLE_OUT_OF_MEMORY && Self.number(easy, CURLINFO_REQUEST_SIZE) > 0 {
      return .headersTooLarge
    }
    let told = String(cString: errorText)
    let detail = told.isEmpty ? String(cString: curl_easy_strerror(code)) : told
    let systemError = Self.number(easy, CURLINFO_OS_ERRNO)
    if request.proxy != nil,
      let fault = ProxyFault(
        code, detail: detail, systemError: systemError,
        connectStatus: Self.number(easy, CURLINFO_HTTP_CONNECTCODE),
        isThrough: isThroughProxy(easy))
    {
      return .proxy(fault)
    }
    return TransportFailure(code, detail: detail, systemError: systemError)
  }

  /// Whether anything came from the server itself: its part of the TLS handshake, or an answer.
  private func isThroughProxy(_ easy: UnsafeMutableRawPointer) -> Bool {
    var handshake: curl_off_t = 0
    komet_getinfo_offset(easy, CURLINFO_APPCONNECT_TIME_T, &handshake)
    return handshake > 0 || Self.number(easy, CURLINFO_RESPONSE_CODE) > 0
  }

  /// A date as HTTP spells it; nil if it can't be read.
  private static func date(_ text: UnsafePointer<CChar>) -> Date? {
    let seconds = komet_date(text)
    return seconds >= 0 ? Date(timeIntervalSince1970: Double(seconds)) : nil
  }

  /// How long `Retry-After` asks to wait from `now` on, in seconds or until a date; nil if it can't be read.
  ///
  /// Not libcurl's own reading, which takes a number of eight digits for a date. Source: RFC 9110, 10.2.3.
  private static func wait(_ text: UnsafePointer<CChar>, from now: Date) -> Duration? {
    let value = String(cString: text).trimmingCharacters(in: .whitespaces)
    if !value.isEmpty, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return .seconds(min(Int(value) ?? .max, longestWait))
    }
    return date(text).map { .seconds(min(max(0, Int($0.timeIntervalSince(now).rounded(.up))), longestWait)) }
  }

  /// In seconds, a hundred years: nobody waits longer, and all sums stay sums.
  private static let longestWait = 100 * 365 * 86_400

  private static func number(_ easy: UnsafeMutableRawPointer, _ info: CURLINFO) -> Int {
    var value = 0
    komet_getinfo_long(easy, info, &value)
    return value
  }

  private static func text(_ easy: UnsafeMutableRawPointer, _ info: CURLINFO) -> String? {
    var value: UnsafeMutablePointer<CChar>?
    komet_getinfo_string(easy, info, &value)
    return value.map { String(cString: $0) }
  }
}
