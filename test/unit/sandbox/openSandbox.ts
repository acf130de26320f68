import { onTestFinished } from "vitest";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../../src/sandbox/startSandbox.ts";

export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  /** The body as JSON, or undefined where it is none. */
  readonly json: unknown;
}

export interface Asking {
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface OpenSandbox extends Sandbox {
  /** Sends `GET /accounts` and the like to `/api/v2`, as the full key unless told otherwise. */
  ask(request: string, asking?: Asking): Promise<Answer>;
  /** The same below `/__sandbox`. */
  steer(request: string, body?: unknown): Promise<Answer>;
}

/** A sandbox of its own for one test, closed when the test ends; verifications answer at once. */
export async function openSandbox(options: SandboxOptions = {}): Promise<OpenSandbox> {
  const sandbox = await startSandbox({ verifyDelayMs: 0, strictAgent: true, ...options });
  onTestFinished(() => sandbox.close());
  const send = async (request: string, root: string, { key, body, headers }: Asking): Promise<Answer> => {
    const [method = "GET", path = ""] = request.split(" ");
    const response = await fetch(sandbox.origin + root + path, {
      method,
      headers: {
        "user-agent": "sandbox-test/1",
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, type: response.headers.get("content-type"), text, json: parsed(text) };
  };
  return {
    ...sandbox,
    ask: (request, asking = {}) => send(request, "/api/v2", { key: sandbox.keys.full, ...asking }),
    steer: (request, body) => send(request, "/__sandbox", { body }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Row = Readonly<Record<string, unknown>>;

export interface TestPage {
  readonly items: readonly Row[];
  readonly next_starting_after?: string;
}

export const pageOf = ({ json }: Answer): TestPage => json as TestPage;

/** Every page of a list, from the first to the one without a cursor or without rows. */
export async function walk(
  fetchPage: (cursor: string | undefined) => Promise<Answer>,
): Promise<readonly TestPage[]> {
  const pages: TestPage[] = [];
  let cursor: string | undefined;
  do {
    const page = pageOf(await fetchPage(cursor));
    pages.push(page);
    cursor = page.items.length === 0 ? undefined : page.next_starting_after;
  } while (cursor !== undefined);
  return pages;
}
