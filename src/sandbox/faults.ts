import * as z from "zod";

const faultSchema = z.object({
  /** Method and path below `/api/v2`, `*` for any text: `GET /emails*`, `* /accounts*`. */
  match: z.string().min(1),
  /** Answers this status without doing the work. */
  status: z.int().min(200).max(599).optional(),
  /** Waits before anything else happens. */
  delayMs: z.int().min(0).optional(),
  /**
   * `true` does the work, then resets the connection without an answer (the worst case for whoever pays);
   * `"mid"` resets it halfway through the body; `"stall"` sends headers and half the body, then nothing.
   */
  drop: z.union([z.boolean(), z.literal(["mid", "stall"])]).optional(),
  /** The answer's body: a text is sent as it is (HTML, cut-off JSON), anything else as JSON. */
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** How many requests it meets before it goes away; for ever when left out. */
  times: z.int().min(1).optional(),
});

/** A misbehaviour that the sandbox was told to show. */
export type Fault = z.infer<typeof faultSchema>;

/** What `POST /__sandbox/faults` takes: one fault or a list, added to those in force. */
export const faultsSchema = z.union([z.array(faultSchema), faultSchema.transform((fault) => [fault])]);

/** Takes the first fault in force for this request, counting it down. */
export function takeFault(faults: Fault[], method: string, path: string): Fault | undefined {
  const request = `${method.toUpperCase()} ${path}`;
  const fault = faults.find(({ match }) => pattern(match).test(request));
  if (fault?.times !== undefined) {
    fault.times -= 1;
    if (fault.times === 0) faults.splice(faults.indexOf(fault), 1);
  }
  return fault;
}

/** The fault's own answer, or undefined when the real one is to be sent. */
export function faultAnswer(fault: Fault): Response | undefined {
  if (fault.status === undefined && fault.body === undefined) return undefined;
  const isText = typeof fault.body === "string";
  const status = fault.status ?? 200;
  const body = fault.body ?? { statusCode: status, error: "Error", message: "Injected fault" };
  const text = isText ? (fault.body as string) : JSON.stringify(body);
  return new Response([204, 205, 304].includes(status) ? null : text, {
    status,
    headers: { "content-type": isText ? "text/html; charset=utf-8" : "application/json; charset=utf-8" },
  });
}

const pattern = (match: string): RegExp =>
  new RegExp(
    `^${match
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
  );
