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

/**
 * Far above any page, of 100 rows, and any report. Parsing cannot be interrupted: 900,000 small rows, in a body that is
 * allowed, would hold up everything else for seconds.
 */
const MAX_OBJECTS = 200_000;
/** A shorter body cannot hold as many. */
const FEW_BYTES = 1024 * 1024;

/** The body was larger than any answer of the API. */
export class TooLargeError extends Error {}

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
    let objects = 0;
    const refuse = (bound: string): never => {
      cancel();
      throw new TooLargeError(`body: expected at most ${bound}`);
    };
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (bytes > MAX_BODY_BYTES) refuse(`${MAX_BODY_BYTES} bytes`);
      const part = decoder.decode(value, { stream: true });
      const isCounted = bytes - value.byteLength > FEW_BYTES;
      text += part;
      if (bytes > FEW_BYTES) objects += countObjects(isCounted ? part : text);
      if (objects > MAX_OBJECTS) refuse(`${MAX_OBJECTS} objects`);
    }
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

/** How many objects of JSON begin in a part of its text; within a string a quote or a line break has a backslash before it. */
function countObjects(part: string): number {
  const beginning = /\{["\n\r]/g;
  let count = 0;
  while (beginning.test(part)) count++;
  return count;
}
