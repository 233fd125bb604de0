import Foundation

/// Why Foundation could not read or write a file, in the system's words, for example `Is a directory`.
package func systemReason(for error: any Error) -> String {
  let error = error as NSError
  let cause = (error.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError } ?? error
  return cause.domain == NSPOSIXErrorDomain
    ? String(cString: strerror(Int32(cause.code))) : cause.localizedDescription
}
