/// Whose customers a cache holds: the server, the account, the location and the tokens that asked.
///
/// Every part decides what the server tells, so a cache is shown only to the very same identity. The
/// tokens themselves are not kept: only their hashes.
package struct CacheIdentity: Sendable {
  package let baseURL: String
  package let account: String?
  package let locationID: UInt64?
  private let userTokenHash: [UInt8]?
  private let companyTokenHash: [UInt8]?

  package init(
    baseURL: String, account: String?, locationID: UInt64? = nil, userTokenHash: [UInt8]?,
    companyTokenHash: [UInt8]?
  ) {
    self.baseURL = baseURL
    self.account = account
    self.locationID = locationID
    self.userTokenHash = userTokenHash
    self.companyTokenHash = companyTokenHash
  }

  /// What is kept of a token; see `init`.
  package static func hash(ofToken token: String) -> [UInt8] {
    SHA256.hash(Array(token.utf8))
  }

  /// Whether the server can be asked for `customer.by.company.list`.
  var hasUserToken: Bool { userTokenHash != nil }

  /// Whether the server can be asked for `customer.list`.
  var hasCompanyToken: Bool { companyTokenHash != nil }

  /// What a file may say about its owner, the first as it is written now: 32 bytes from which no part can be
  /// guessed at without the tokens.
  ///
  /// A setting that is sent with none of the tokens at hand decides nothing, and may be set right at any time.
  func hashes(salt: [UInt8]) -> [[UInt8]] {
    var base = baseURL[...]
    while base.hasSuffix("/") { base.removeLast() }
    return [
      hash(
        salt: salt, baseURL: String(base), account: hasUserToken ? account : nil,
        locationID: hasCompanyToken ? locationID : nil),
      // Up to version 3 of the file, every setting counted as it was spelled.
      hash(salt: salt, baseURL: baseURL, account: account, locationID: locationID),
    ]
  }

  private func hash(salt: [UInt8], baseURL: String, account: String?, locationID: UInt64?) -> [UInt8] {
    let parts: [[UInt8]?] = [
      salt, Array(baseURL.utf8), account.map { Array($0.utf8) }, locationID.map { Array("\($0)".utf8) },
      userTokenHash, companyTokenHash,
    ]
    // Each part's length stands before it, so that no two identities spell the same bytes.
    return SHA256.hash(parts.flatMap { Array("\($0?.count ?? -1):".utf8) + ($0 ?? []) })
  }

  /// Makes 16 random bytes.
  static func makeSalt() -> [UInt8] {
    (0..<16).map { _ in UInt8.random(in: .min ... .max) }
  }
}

/// The hash function of FIPS 180-4, for the few bytes of an identity.
///
/// It is here because neither Foundation nor SQLite has one on Linux.
enum SHA256 {
  /// The 32 bytes of the hash of `message`.
  static func hash(_ message: [UInt8]) -> [UInt8] {
    var state = initialState
    let padded = padded(message)
    for start in stride(from: 0, to: padded.count, by: 64) {
      compress(padded[start..<start + 64], into: &state)
    }
    return state.flatMap(bytes)
  }

  private static func padded(_ message: [UInt8]) -> [UInt8] {
    let zeros = (119 - message.count % 64) % 64
    let bitCount = UInt64(message.count) * 8
    let length = [UInt32(truncatingIfNeeded: bitCount >> 32), UInt32(truncatingIfNeeded: bitCount)]
    return message + [0x80] + Array(repeating: 0, count: zeros) + length.flatMap(bytes)
  }

  private static func bytes(_ word: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
  }

  private static func compress(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
    var schedule = stride(from: block.startIndex, to: block.endIndex, by: 4).map { start in
      block[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    for index in 16..<64 {
      let early = schedule[index - 15]
      let late = schedule[index - 2]
      let sigma0 = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
      let sigma1 = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
      schedule.append(schedule[index - 16] &+ sigma0 &+ schedule[index - 7] &+ sigma1)
    }
    var now = state
    for index in 0..<64 {
      let sum1 = rotated(now[4], 6) ^ rotated(now[4], 11) ^ rotated(now[4], 25)
      let choice = (now[4] & now[5]) ^ (~now[4] & now[6])
      let first = now[7] &+ sum1 &+ choice &+ roundConstants[index] &+ schedule[index]
      let sum0 = rotated(now[0], 2) ^ rotated(now[0], 13) ^ rotated(now[0], 22)
      let majority = (now[0] & now[1]) ^ (now[0] & now[2]) ^ (now[1] & now[2])
      now = [first &+ sum0 &+ majority] + now[0..<3] + [now[3] &+ first] + now[4..<7]
    }
    for index in state.indices { state[index] &+= now[index] }
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  /// FIPS 180-4, 5.3.3: from the square roots of the first primes.
  private static let initialState: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  /// FIPS 180-4, 4.2.2: from the cube roots of the first primes.
  private static let roundConstants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
