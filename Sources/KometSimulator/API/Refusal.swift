/// Why the API refuses a request; the client gets HTTP 200, `status` 0 and this message.
struct Refusal: Error {
  let message: String
}
