import { setTimeout as sleep } from "node:timers/promises";

/** How soon a call asks again that found the limit reached. */
const TURN_MS = 2_000;

/** What one request to the sandbox looked like. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number | "dropped";
  readonly at: string;
}

/** A line of the sandbox's ledger. */
interface ChargedAddress {
  readonly email: string;
  readonly credits: number;
}

/** A way for the sandbox to misbehave. */
export interface Fault {
  /** Method and path below `/api/v2`, `*` for any text: `GET /emails*`. */
  readonly match: string;
  readonly status?: number;
  readonly delayMs?: number;
  /** `true`: does the work, then resets the connection; "mid": resets halfway; "stall": halfway, then nothing. */
  readonly drop?: boolean | "mid" | "stall";
  /** A text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** How many requests it meets before it goes away; for ever when left out. */
  readonly times?: number;
}

/** Steers the sandbox that the test run started, through its `/__sandbox/` addresses. */
export class SandboxClient {
  readonly origin: string;
  /** A key that may do everything. */
  readonly key: string;

  constructor(origin: string, key: string) {
    this.origin = origin;
    this.key = key;
  }

  /** The sandbox named by SANDBOX_ORIGIN and SANDBOX_KEY, which the runners set. */
  static fromEnvironment(): SandboxClient {
    const { SANDBOX_ORIGIN: origin, SANDBOX_KEY: key } = process.env;
    if (origin === undefined || key === undefined) throw new Error("Start this test through its npm script.");
    return new SandboxClient(origin, key);
  }

  /** Back to the seed: data, faults, request log and limits. */
  async reset(): Promise<void> {
    await this.send("POST", "reset");
  }

  /** Adds to the faults in force. */
  async addFaults(...faults: readonly Fault[]): Promise<void> {
    await this.send("POST", "faults", faults);
  }

  async clearFaults(): Promise<void> {
    await this.send("DELETE", "faults");
  }

  /** A new key of the first workspace that may do only this, e.g. `["accounts:read"]`. */
  async createKey(scopes: readonly string[]): Promise<string> {
    const answer = await this.send("POST", "keys", { scopes });
    return ((await answer.json()) as { key: string }).key;
  }

  /** Has a mail come in, unread and from the address given, or go out by a campaign. */
  async addMail(mail: { subject: string; from?: string; name?: string; sent?: boolean }): Promise<void> {
    await this.send("POST", "emails", mail);
  }

  /**
   * Calls the API itself, as another client of the workspace would, and answers its JSON. It waits for its turn as one
   * has to that shares the workspace's limits.
   */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    // Like the real API's edge, the sandbox refuses a client without a product's name.
    const headers: Record<string, string> = {
      authorization: `Bearer ${this.key}`,
      "user-agent": "instantly-tests",
    };
    if (body !== undefined) headers["content-type"] = "application/json";
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${this.origin}/api/v2${path}`, { method, headers, ...sent });
    if (response.status === 429) {
      await sleep(TURN_MS);
      return this.call(method, path, body);
    }
    if (!response.ok) throw new Error(`The sandbox answered ${response.status} to ${method} ${path}.`);
    return (await response.json()) as T;
  }

  /** What came in since the last reset. */
  async requests(): Promise<readonly SeenRequest[]> {
    return (await (await this.send("GET", "requests")).json()) as readonly SeenRequest[];
  }

  /** Credits spent, by address; of all workspaces together. */
  async charges(): Promise<Readonly<Record<string, number>>> {
    const lines = (await (await this.send("GET", "ledger")).json()) as readonly ChargedAddress[];
    return Object.fromEntries(lines.map(({ email, credits }) => [email, credits]));
  }

  private async send(method: string, path: string, body?: unknown): Promise<Response> {
    const json =
      body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    const response = await fetch(`${this.origin}/__sandbox/${path}`, { method, ...json });
    if (!response.ok) throw new Error(`The sandbox answered ${response.status} to ${method} ${path}.`);
    return response;
  }
}
