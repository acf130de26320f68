/** An answer that has arrived whole. */
export interface Answer {
  /** 0 for a redirect that the platform hides. */
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined for an empty one and for one that is no JSON. */
  readonly json: unknown;
  /** What the body is, by its content type and by whether it parses. */
  readonly form: "empty" | "json" | "brokenJson" | "other";
}

/** Far above the largest mail; a body that never ends must not fill the memory before the time limit ends it. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** The body was larger than any answer of the API. */
export class TooLargeError extends Error {
  constructor() {
    super(`body: expected at most ${MAX_BODY_BYTES} bytes`);
  }
}

/**
 * Reads a response to its end.
 * @throws TooLargeError; whatever the stream throws; the signal's reason through the stream.
 */
export async function readAnswer(response: Response, signal: AbortSignal): Promise<Answer> {
  const text = await readText(response, signal);
  const { status, headers } = response;
  if (text.trim() === "") return { status, headers, text: "", json: undefined, form: "empty" };
  if (!/^[^;]*[/+]json\b/i.test(headers.get("content-type") ?? "")) {
    return { status, headers, text, json: undefined, form: "other" };
  }
  try {
    return { status, headers, text, json: JSON.parse(text) as unknown, form: "json" };
  } catch {
    return { status, headers, text, json: undefined, form: "brokenJson" };
  }
}

async function readText(response: Response, signal: AbortSignal): Promise<string> {
  if (response.body === null) return "";
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  // The platform cancels the stream with the request; an injected fetch may not.
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const decoder = new TextDecoder();
    let text = "";
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (bytes > MAX_BODY_BYTES) {
        cancel();
        throw new TooLargeError();
      }
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
