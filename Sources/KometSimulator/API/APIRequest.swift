import NIOHTTP1

/// A request to the API, as far as the methods look at it.
struct APIRequest {
  let method: APIMethod
  let parameters: Parameters
  let headers: HTTPHeaders
}
