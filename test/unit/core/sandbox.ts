import { onTestFinished } from "vitest";
import { InstantlyApi } from "../../../src/core/api/instantlyApi.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../../src/sandbox/startSandbox.ts";
import type { RequestLogLine, Transport } from "../../../src/core/api/transport.ts";
import { FakeClock } from "./fakeClock.ts";
import { transportTo } from "./testTransport.ts";

export interface SandboxFault {
  /** "GET /emails*" */
  readonly match: string;
  readonly status?: number;
  readonly delayMs?: number;
  readonly drop?: true | "mid" | "stall";
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly times?: number;
}

export interface SandboxClient {
  readonly api: InstantlyApi;
  readonly transport: Transport;
  readonly clock: FakeClock;
  readonly log: readonly RequestLogLine[];
}

/** A sandbox for one test, and clients of it by the name of their key; all of them live by one clock. */
export async function withSandbox(
  options: SandboxOptions = {},
  clock = new FakeClock({ skipBelowMs: 20_000 }),
): Promise<{
  readonly sandbox: Sandbox;
  readonly clock: FakeClock;
  readonly client: (key?: keyof Sandbox["keys"]) => SandboxClient;
  readonly fault: (fault: SandboxFault) => Promise<void>;
  /** Has a mail come in, or go out by a campaign. */
  readonly mail: (mail: { subject: string; from?: string; sent?: boolean }) => Promise<void>;
  /** "GET /accounts?limit=1", in the order of their coming. */
  readonly requests: () => Promise<readonly string[]>;
}> {
  const sandbox = await startSandbox({
    verifyDelayMs: 0,
    strictAgent: true,
    now: () => new Date(clock.now()),
    ...options,
  });
  onTestFinished(() => sandbox.close());
  const control = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(`${sandbox.origin}/__sandbox/${path}`, { headers: { "user-agent": "test-control/1" }, ...init });
  return {
    sandbox,
    clock,
    client: (key = "full") => {
      const made = transportTo(sandbox.origin, { apiKey: () => Promise.resolve(sandbox.keys[key]) }, clock);
      return { ...made, api: new InstantlyApi(made.transport) };
    },
    fault: async (fault) => {
      const answer = await control("faults", { method: "POST", body: JSON.stringify(fault) });
      if (!answer.ok) throw new Error(await answer.text());
    },
    mail: async (mail) => {
      const answer = await control("emails", { method: "POST", body: JSON.stringify(mail) });
      if (!answer.ok) throw new Error(await answer.text());
    },
    requests: async () => {
      const seen = (await (await control("requests")).json()) as {
        method: string;
        path: string;
        query: string;
      }[];
      return seen.map(({ method, path, query }) => {
        const where = path.replace(/^\/api\/v2/, "");
        return `${method} ${where}${query === "" ? "" : `?${query}`}`;
      });
    },
  };
}
