const REASONS: Readonly<Partial<Record<number, string>>> = {
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  413: "Payload Too Large",
  415: "Unsupported Media Type",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
};

/** An answer other than success: thrown anywhere in a handler, sent as it is. `body` is sent as JSON. */
export class HttpFailure extends Error {
  constructor(
    readonly status: number,
    readonly body: object,
  ) {
    super(`HTTP ${status}`);
  }
}

/** The API's usual error body: `{ statusCode, error, message }`, sometimes with a Fastify `code`. */
export function failure(status: number, message: string, code?: string): HttpFailure {
  const body = { statusCode: status, error: REASONS[status] ?? "Error", message };
  return new HttpFailure(status, code === undefined ? body : { ...body, code });
}

/** 404 for a record that this workspace does not have. */
export const recordNotFound = (): HttpFailure => failure(404, "Resource not found");
