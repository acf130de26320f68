import * as z from "zod";
import { ApiError, type ApiFailure } from "../../../src/core/api/errors.ts";
import { RequestBudget } from "../../../src/core/api/budget.ts";
import { path } from "../../../src/core/api/path.ts";
import { type RequestLogLine, Transport, type TransportOptions } from "../../../src/core/api/transport.ts";
import { FakeClock } from "./fakeClock.ts";

/** Base64 of `<uuid>:<secret>`, the form real keys were seen in. */
export const TEST_KEY = btoa("0198c0de-1a2b-7c3d-8e4f-0123456789ab:secretsecret1");

export const anything = z.unknown();
export const account = path`accounts/${{ email: "jo@example.com" }}`;

/** A transport whose back-offs take no time, and what it logged. */
export function transportTo(
  origin: string,
  options: Partial<TransportOptions> = {},
  clock = new FakeClock({ skipBelowMs: 20_000 }),
): { readonly transport: Transport; readonly log: RequestLogLine[]; readonly clock: FakeClock } {
  const log: RequestLogLine[] = [];
  const transport = new Transport({
    origin,
    apiKey: () => Promise.resolve(TEST_KEY),
    userAgent: "instantly-vscode-test/1",
    budget: new RequestBudget({ clock }),
    log: (line) => log.push(line),
    clock,
    ...options,
  });
  return { transport, log, clock };
}

/** The ApiError that a call ends in; anything else is thrown on. */
export async function errorOf(call: Promise<unknown>): Promise<ApiError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error("The call succeeded.");
}

export async function failureOf(call: Promise<unknown>): Promise<ApiFailure> {
  return (await errorOf(call)).failure;
}
