import ky from "ky";
import type * as z from "zod";
import { type Clock, reasonOf, systemClock } from "../clock.ts";
import { ApiError, type ApiFailure, retryAfterOf } from "./errors.ts";
import type { Bucket, RequestBudget } from "./budget.ts";
import { describeIssues } from "./lenient.ts";
import { hasTooManyRows } from "./page.ts";
import type { ApiPath } from "./path.ts";
import { failureOfAnswer } from "./failureOfAnswer.ts";
import { failureOfException, TimedOut } from "./failureOfException.ts";
import { type Answer, readAnswer } from "./readAnswer.ts";
import { retryDelayMs, type RetryCount } from "./retryPolicy.ts";
import { ServerTime } from "./serverTime.ts";
import { linkedSignal } from "../linkedSignal.ts";
import { SingleFlight } from "./singleFlight.ts";
import { about, type IsOther } from "./subject.ts";

/** HTTP methods that the API uses. */
export type Method = "get" | "post" | "patch" | "put" | "delete";
/** One value of a query; undefined is left out. */
export type QueryValue = string | number | boolean | undefined;

/** One attempt, as logged: no values, no addresses. */
export interface RequestLogLine {
  readonly method: string;
  /** "/accounts/{email}" */
  readonly template: string;
  /** Undefined when no answer came. */
  readonly status: number | undefined;
  readonly ms: number;
  readonly failure?: ApiFailure["kind"];
}

/** Where calls go, on whose behalf, and what they may use. */
export interface TransportOptions {
  /** As `parseOrigin` answers it. The key never goes anywhere else: redirects are not followed. */
  readonly origin: string;
  /** Asked before every attempt. */
  readonly apiKey: () => Promise<string | undefined>;
  /** The API's edge refuses missing and library-made ones. */
  readonly userAgent: string;
  readonly budget: RequestBudget;
  readonly fetch?: typeof globalThis.fetch;
  readonly log?: (line: RequestLogLine) => void;
  readonly clock?: Clock;
  /** Per attempt, the whole body included; 30 s when absent. */
  readonly timeoutMs?: number;
}

/** What one call sends, and how it waits. */
export interface CallOptions {
  /** A list repeats its key; undefined values are left out. */
  readonly query?: Readonly<Record<string, QueryValue | readonly string[]>>;
  /** Sent as JSON. Without one no JSON content type is sent: the API answers such a request with a 400. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  /** "workspace" when absent. */
  readonly buckets?: readonly Bucket[];
  readonly priority?: "interactive" | "background" | undefined;
  /** Ends the call while it waits for its turn; once it has left, only `signal` does. */
  readonly turn?: AbortSignal | undefined;
  /** Tells an answer that is about something else, besides what the path names: such an answer is not taken. */
  readonly isOther?: IsOther;
  /** "never": the caller tries again itself, and hears of each failure. Without it reads are retried. */
  readonly retries?: "never" | undefined;
}

/** How a call waits; `background` leaves the budget to what a person does. */
export type CallManner = Pick<CallOptions, "signal" | "priority">;

interface Prepared {
  readonly method: Method;
  readonly url: string;
  readonly label: string;
  readonly template: string;
  readonly body: unknown;
  readonly timeoutMs: number;
  readonly buckets: readonly Bucket[];
  readonly priority: "interactive" | "background" | undefined;
  readonly turn: AbortSignal | undefined;
  readonly isRetried: boolean;
  readonly isOther: IsOther;
}

const DEFAULT_TIMEOUT_MS = 30_000;

/** Talks HTTP with one origin on behalf of one key. The only file that knows ky. */
export class Transport {
  readonly serverTime: ServerTime;
  private readonly clock: Clock;
  private readonly reads = new SingleFlight<unknown>();
  /** What the key may do, as a refusal named it; undefined until one has. A key's scopes never change. */
  private held: readonly string[] | undefined;

  constructor(private readonly options: TransportOptions) {
    this.clock = options.clock ?? systemClock;
    this.serverTime = new ServerTime(this.clock);
  }

  /** @see InstantlyApi.lacks */
  lacks(scope: string): boolean {
    if (this.held === undefined) return false;
    const [resource = "", action = ""] = scope.split(":");
    const opened = [scope, `${resource}:all`, `all:${action}`, "all:all"];
    return !opened.some((each) => this.held?.includes(each));
  }

  /**
   * One call of the API, its answer read with `schema`. Equal reads that overlap are sent once. Reads are retried
   * (once on a 429, twice on network failures and 5xx) unless told not to; writes never are, since the API has no idempotency key.
   * @throws ApiError on any failure; the signal's reason when cancelled.
   */
  async call<S extends z.ZodType>(
    method: Method,
    path: ApiPath,
    schema: S,
    options: CallOptions = {},
  ): Promise<z.output<S>> {
    const request: Prepared = {
      method,
      url: `${this.options.origin}/api/v2/${path.url}${queryOf(options.query)}`,
      template: `/${path.template}`,
      label: `${method.toUpperCase()} /${path.template}`,
      body: options.body,
      timeoutMs: options.timeoutMs ?? this.options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      buckets: options.buckets ?? ["workspace"],
      priority: options.priority,
      turn: options.turn,
      isRetried: method === "get" && options.retries !== "never",
      isOther: (answer) => about(path.subject ?? {})(answer) ?? options.isOther?.(answer),
    };
    if (path.unusable !== undefined)
      throw new ApiError({ kind: "unusableName", name: path.unusable }, request.label);
    const answer = await this.send(request, options.signal);
    const parsed = schema.safeParse(answer);
    if (parsed.success) return parsed.data;
    throw new ApiError(failureOfShape(parsed.error), request.label);
  }

  private async send(request: Prepared, signal: AbortSignal | undefined): Promise<unknown> {
    if (request.method === "get") {
      return this.reads.run(request.url, (shared) => this.attemptAll(request, shared), signal);
    }
    try {
      return await this.attemptAll(request, signal);
    } finally {
      // A read that left before this write may answer what was true before it: later readers must not join it.
      this.reads.forget();
    }
  }

  private async attemptAll(request: Prepared, signal: AbortSignal | undefined): Promise<unknown> {
    const count: RetryCount = { limits: 0, faults: 0 };
    for (;;) {
      const arrived = await this.takeTurn(request, signal);
      try {
        const key = (await this.options.apiKey())?.trim() ?? "";
        return await this.attempt(request, key, signal).finally(arrived);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        this.heed(error.failure, request.buckets);
        const delayMs = request.isRetried ? retryDelayMs(error.failure, count) : undefined;
        if (delayMs === undefined) throw error;
        await this.clock.sleep(delayMs, signal);
      }
    }
  }

  private async takeTurn(
    { buckets, priority, turn, timeoutMs }: Prepared,
    signal: AbortSignal | undefined,
  ): Promise<() => void> {
    const either = linkedSignal(signal, turn);
    let arrived = (): void => undefined;
    // Whoever allows more time than usual expects a slow answer.
    const way = { isSlow: timeoutMs > DEFAULT_TIMEOUT_MS, onTaken: (then: () => void) => (arrived = then) };
    try {
      await this.options.budget.acquire(buckets, { signal: either.signal, priority, way });
      return arrived;
    } finally {
      either.unlink();
    }
  }

  private async attempt(request: Prepared, key: string, signal: AbortSignal | undefined): Promise<unknown> {
    const refuse = (failure: ApiFailure): ApiError => new ApiError(failure, request.label);
    if (key === "") throw refuse({ kind: "noKey" });
    // A header could not carry it, and the error that says so would quote it.
    if (!/^[\x21-\x7e]+$/.test(key)) throw refuse({ kind: "unauthorized", detail: "" });
    const startedAt = this.clock.now();
    let status: number | undefined;
    const log = (failure?: ApiFailure): void =>
      this.options.log?.({
        method: request.method.toUpperCase(),
        template: request.template,
        status,
        ms: this.clock.now() - startedAt,
        ...(failure === undefined ? {} : { failure: failure.kind }),
      });
    try {
      const answer = await this.exchange(request, key, signal, (came) => (status = came));
      const failure =
        failureOfAnswer(answer, key, this.clock.now()) ?? failureOfSubject(request.isOther(answer.json));
      log(failure);
      if (failure?.kind === "missingScope" && failure.found.length > 0) this.held = failure.found;
      if (failure !== undefined) throw refuse(failure);
      return answer.json;
    } catch (error) {
      if (error instanceof ApiError) throw error;
      if (signal?.aborted === true) throw reasonOf(signal);
      const failure = failureOfException(error, request.timeoutMs);
      log(failure);
      throw refuse(failure);
    }
  }

  /** Sends, and reads the whole answer, under one time limit: ky's own ends with the headers. */
  private async exchange(
    request: Prepared,
    key: string,
    signal: AbortSignal | undefined,
    onStatus: (status: number) => void,
  ): Promise<Answer> {
    const timeout = new AbortController();
    const done = new AbortController();
    const expire = (): void => timeout.abort(new TimedOut());
    this.clock.sleep(request.timeoutMs, done.signal).then(expire, () => undefined);
    const either = linkedSignal(signal, timeout.signal);
    const sentAt = this.clock.now();
    try {
      const response = await ky(request.url, {
        method: request.method,
        headers: {
          accept: "application/json",
          authorization: `Bearer ${key}`,
          "user-agent": this.options.userAgent,
        },
        ...(request.body === undefined ? {} : { json: request.body }),
        ...(this.options.fetch === undefined ? {} : { fetch: this.options.fetch }),
        signal: either.signal,
        redirect: "manual",
        timeout: false,
        retry: { limit: 0 },
        throwHttpErrors: false,
      });
      const cameAt = this.clock.now();
      onStatus(response.status);
      const answer = await readAnswer(response, either.signal);
      // A page that somebody in the way has made tells that one's time.
      if (answer.form !== "other") this.serverTime.note(response.headers.get("date"), sentAt, cameAt);
      return answer;
    } catch (error) {
      throw timeout.signal.aborted && signal?.aborted !== true ? new TimedOut() : error;
    } finally {
      done.abort();
      either.unlink();
    }
  }

  /** After an answer that says how long, nobody else should run into the same wall. */
  private heed(failure: ApiFailure, buckets: readonly Bucket[]): void {
    const narrowest = buckets.at(-1);
    const waitMs = retryAfterOf(failure);
    if (waitMs === undefined || narrowest === undefined) return;
    // Other faults than a 503 are those of one call.
    if ("status" in failure && failure.status !== 503) return;
    this.options.budget.pause(narrowest, Math.min(waitMs, MAX_PAUSE_MS));
  }
}

/** A server that asks for more gets its answer from the next caller's 429; a person should not be held for longer. */
const MAX_PAUSE_MS = 60_000;

function queryOf(query: CallOptions["query"]): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined) continue;
    if (typeof value === "object") for (const entry of value) parameters.append(name, entry);
    else parameters.append(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

function failureOfShape(error: z.ZodError): ApiFailure {
  const issues = describeIssues(error);
  return { kind: "unexpectedShape", issues, ...(hasTooManyRows(error) ? { isTooLarge: true } : {}) };
}

function failureOfSubject(field: string | undefined): ApiFailure | undefined {
  if (field === undefined) return undefined;
  return { kind: "unexpectedShape", issues: [`${field}: expected what was asked for`], isOthers: true };
}
