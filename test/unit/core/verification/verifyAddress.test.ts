import { expect, test } from "vitest";
import { ApiError, type ApiFailure } from "../../../../src/core/api/errors.ts";
import { EmailVerificationApi } from "../../../../src/core/api/resources/emailVerification.ts";
import {
  lookUpAddress,
  UncertainChargeError,
  verifyAddress,
} from "../../../../src/core/verification/verifyAddress.ts";
import { FakeClock } from "../fakeClock.ts";
import { json, refusingOrigin, serve } from "../httpServer.ts";
import { transportTo } from "../testTransport.ts";

const EMAIL = "jo+x@example.com";

/** A server that answers the question with the first of `answers`, and look-ups with the rest, the last one for ever. */
async function api(...answers: readonly (object | number | "reset")[]): Promise<{
  readonly api: EmailVerificationApi;
  readonly clock: FakeClock;
  readonly asked: () => readonly string[];
}> {
  const { origin, requests } = await serve((response, _request, count) => {
    const answer = answers[Math.min(count, answers.length) - 1];
    if (typeof answer === "object") json(response, 200, { email: EMAIL, status: "success", ...answer });
    else if (typeof answer === "number") json(response, answer, { message: "no" });
    else response.destroy();
  });
  const { transport, clock } = transportTo(origin);
  return {
    api: new EmailVerificationApi(transport),
    clock,
    asked: () => requests.map(({ method, url, body }) => `${method} ${url}${body}`),
  };
}

const POST = `POST /api/v2/email-verification{"email":"${EMAIL}"}`;
const GET = "GET /api/v2/email-verification/jo%2Bx%40example.com";

test("answers at once what is final at once", async () => {
  const {
    api: verification,
    clock,
    asked,
  } = await api({
    verification_status: "verified",
    catch_all: true,
    credits: 99.75,
    credits_used: 0.25,
  });

  expect(await verifyAddress(verification, EMAIL, { clock })).toEqual({
    email: EMAIL,
    verdict: "verified",
    rawStatus: "verified",
    catchAll: true,
    creditsUsed: 0.25,
    creditsLeft: 99.75,
    checkedAt: new Date(clock.now()),
    source: "instantly",
  });
  expect(asked()).toEqual([POST]);
});

test("reads a pending answer back with growing pauses until it is final, keeping what the question cost", async () => {
  const pending = { verification_status: "pending", catch_all: "pending" };
  const {
    api: verification,
    clock,
    asked,
  } = await api(
    { ...pending, credits: 10, credits_used: 0.25 },
    ...Array.from({ length: 6 }, () => ({ ...pending, credits: null, credits_used: 0 })),
    { verification_status: "invalid", catch_all: false, credits: null, credits_used: null },
  );
  const steps: unknown[] = [];

  const result = await verifyAddress(verification, EMAIL, { clock, onProgress: (step) => steps.push(step) });

  expect(result).toMatchObject({
    verdict: "invalid",
    catchAll: false,
    creditsUsed: 0.25,
    creditsLeft: 10,
    source: "instantly",
  });
  expect(asked()).toEqual([POST, ...Array.from({ length: 7 }, () => GET)]);
  const polls = clock.slept.filter((ms) => ms <= 8_000);
  expect(polls).toEqual([1_000, 1_500, 2_250, 3_375, 5_062.5, 7_593.75, 8_000]);
  expect(steps.slice(0, 3)).toEqual([
    { kind: "asked" },
    { kind: "pending", polls: 1, elapsedMs: 1_000 },
    { kind: "pending", polls: 2, elapsedMs: 2_500 },
  ]);
});

test("leaves the result pending when it takes too long, or when it cannot be read back", async () => {
  const slow = await api({ verification_status: "pending" });
  const started = slow.clock.now();
  expect(await verifyAddress(slow.api, EMAIL, { clock: slow.clock })).toMatchObject({ verdict: "pending" });
  expect(slow.clock.now() - started).toBeLessThanOrEqual(120_000);
  expect(slow.clock.now() - started).toBeGreaterThan(110_000);

  const unread = await api({ verification_status: "pending" }, 404);
  expect(await verifyAddress(unread.api, EMAIL, { clock: unread.clock, giveUpAfterMs: 3_000 })).toMatchObject(
    {
      verdict: "pending",
    },
  );
});

test.each([
  ["risky", "risky"],
  ["Verified", "verified"],
  ["no_result", "unknown"],
  ["", "unknown"],
  ["toString", "unknown"],
])("reads the status %j as %s and keeps the word", async (status, verdict) => {
  const { api: verification, clock } = await api({ verification_status: status });

  expect(await verifyAddress(verification, EMAIL, { clock })).toMatchObject({ verdict, rawStatus: status });
});

test.each(["reset", 500, 503] as const)(
  "looks a lost answer up instead of asking again (%s)",
  async (loss) => {
    const {
      api: verification,
      clock,
      asked,
    } = await api(loss, { verification_status: "verified", credits_used: 0.25 });

    expect(await verifyAddress(verification, EMAIL, { clock })).toMatchObject({
      verdict: "verified",
      source: "lookup",
      creditsUsed: 0.25,
    });
    expect(asked()).toEqual([POST, GET]);
  },
);

test("says that the charge is uncertain when a lost answer cannot be found, and never asks twice", async () => {
  for (const lookup of [404, 500, "reset"] as const) {
    const { api: verification, clock, asked } = await api("reset", lookup);

    const error = await verifyAddress(verification, EMAIL, { clock }).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(UncertainChargeError);
    expect(error).toMatchObject({ failure: { kind: "unreachable" }, request: "POST /email-verification" });
    expect(asked().filter((line) => line.startsWith("POST"))).toHaveLength(1);
  }
});

test.each<[number, ApiFailure["kind"]]>([
  [400, "rejected"],
  [402, "paymentRequired"],
  [429, "rateLimited"],
])("throws a clear refusal (%i) as it is, without a look-up", async (status, kind) => {
  const { api: verification, clock, asked } = await api(status);

  const error = await verifyAddress(verification, EMAIL, { clock }).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(ApiError);
  expect(error).not.toBeInstanceOf(UncertainChargeError);
  expect(error).toMatchObject({ failure: { kind } });
  expect(asked()).toEqual([POST]);
});

test("does not call a charge uncertain when nothing was sent", async () => {
  const { transport, clock } = transportTo(await refusingOrigin());

  const error = await verifyAddress(new EmailVerificationApi(transport), EMAIL, { clock }).catch(
    (e: unknown) => e,
  );

  expect(error).toMatchObject({ failure: { kind: "unreachable", code: "ECONNREFUSED" } });
  expect(error).not.toBeInstanceOf(UncertainChargeError);
});

test("stops between polls when cancelled, with the caller's reason", async () => {
  const { api: verification } = await api({ verification_status: "pending" });
  const clock = new FakeClock();
  const controller = new AbortController();
  const reason = new Error("cancelled by the person");
  const result = verifyAddress(verification, EMAIL, { clock, signal: controller.signal });
  await expect.poll(() => clock.slept).toEqual([1_000]);

  controller.abort(reason);

  await expect(result).rejects.toBe(reason);
});

test("looks up what was paid for before without asking again, until it is final", async () => {
  const {
    api: verification,
    clock,
    asked,
  } = await api({ verification_status: "pending" }, { verification_status: "risky", catch_all: false });

  const looked = lookUpAddress(verification, EMAIL, { clock });
  await clock.advance(10_000);

  expect(await looked).toMatchObject({ verdict: "risky", catchAll: false, source: "lookup" });
  expect(asked()).toEqual([GET, GET]);
});

test("says so when the API knows nothing of what was paid for, and fails when it cannot tell", async () => {
  const unknown = await api(404);
  const broken = await api(500);

  expect(await lookUpAddress(unknown.api, EMAIL, { clock: unknown.clock })).toBeUndefined();
  const failing = lookUpAddress(broken.api, EMAIL, { clock: broken.clock });
  failing.catch(() => undefined);
  await broken.clock.advance(60_000);
  await expect(failing).rejects.toThrow(ApiError);
});
