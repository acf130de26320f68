import { describe, expect, test } from "vitest";
import { type OpenSandbox, openSandbox } from "./openSandbox.ts";

interface Result {
  readonly verification_status: string;
  readonly catch_all: unknown;
  readonly credits: number;
  readonly credits_used: number;
}

const verify = async (sandbox: OpenSandbox, email: string, key = sandbox.keys.full): Promise<Result> =>
  (await sandbox.ask("POST /email-verification", { body: { email }, key })).json as Result;
const read = async (sandbox: OpenSandbox, email: string): Promise<Result> =>
  (await sandbox.ask(`GET /email-verification/${encodeURIComponent(email)}`)).json as Result;
const balance = async (sandbox: OpenSandbox, key = sandbox.keys.full): Promise<number> => {
  const { json } = await sandbox.ask("GET /workspace-billing/plan-details", { key });
  return (json as { subscriptions: { credits: { available_credits: number } } }).subscriptions.credits
    .available_credits;
};

describe("verification", () => {
  test("charges a quarter credit for each POST, the repeated ones too, and writes it down", async () => {
    const sandbox = await openSandbox();
    const before = await balance(sandbox);
    const first = await verify(sandbox, "verified@Somewhere.example");
    expect(first).toMatchObject({
      credits_used: 0.25,
      credits: before - 0.25,
      verification_status: "verified",
    });
    await verify(sandbox, "verified@somewhere.example");
    expect(await balance(sandbox)).toBe(before - 0.5);
    expect((await sandbox.steer("GET /ledger")).json).toMatchObject([
      { email: "verified@somewhere.example", charges: 2, credits: 0.5 },
    ]);
  });

  test("is free to read, and unknown until it was paid for", async () => {
    const sandbox = await openSandbox();
    const before = await balance(sandbox);
    expect((await sandbox.ask("GET /email-verification/nobody%40somewhere.example")).status).toBe(404);
    await verify(sandbox, "risky+tag@somewhere.example");
    expect(await read(sandbox, "risky+tag@somewhere.example")).toMatchObject({
      verification_status: "risky",
    });
    expect(await balance(sandbox)).toBe(before - 0.25);
  });

  test.each([
    ["invalid@a.example", "invalid", false],
    ["catchall@a.example", "verified", true],
    ["anyone@catchall.example", "verified", true],
    ["anyone@dead.example", "invalid", false],
    ["odd.empty@a.example", "", false],
    ["odd.noresult@a.example", "no_result", false],
    ["odd.yes@a.example", "verified", "yes"],
  ])("answers %s with %j, catch-all %j", async (email, verdict, catchAll) => {
    const sandbox = await openSandbox();
    expect(await verify(sandbox, email)).toMatchObject({ verification_status: verdict, catch_all: catchAll });
  });

  test("stays pending for as many reads as the address says", async () => {
    const sandbox = await openSandbox();
    for (const [email, reads] of [
      ["pending@a.example", 2],
      ["pending.slow@a.example", 8],
    ] as const) {
      expect(await verify(sandbox, email)).toMatchObject({
        verification_status: "pending",
        catch_all: "pending",
      });
      for (let i = 1; i < reads; i++)
        expect((await read(sandbox, email)).verification_status).toBe("pending");
      expect(await read(sandbox, email)).toMatchObject({ verification_status: "verified", catch_all: false });
    }
    await verify(sandbox, "never@a.example");
    for (let i = 0; i < 20; i++)
      expect((await read(sandbox, "never@a.example")).verification_status).toBe("pending");
  });

  test("gives an ordinary address the same verdict in every sandbox, and all verdicts to some", async () => {
    const [one, two] = [await openSandbox(), await openSandbox({ seed: 9 })];
    const seen = new Set<string>();
    for (let i = 0; i < 60; i++) {
      const verdict = (await verify(one, `person${i}@company${i % 13}.example`)).verification_status;
      expect((await verify(two, `person${i}@company${i % 13}.example`)).verification_status).toBe(verdict);
      seen.add(verdict);
    }
    expect([...seen].sort()).toEqual(["invalid", "pending", "risky", "verified"]);
  });

  test("ends with 402 when the credits do, without a charge", async () => {
    const sandbox = await openSandbox();
    const key = sandbox.keys.lowCredits;
    await verify(sandbox, "one@a.example", key);
    expect((await verify(sandbox, "two@a.example", key)).credits).toBe(0);
    const refused = await sandbox.ask("POST /email-verification", {
      body: { email: "three@a.example" },
      key,
    });
    expect(refused).toMatchObject({ status: 402, json: { message: "Not enough verification credits" } });
    expect(await balance(sandbox, key)).toBe(0);
    expect((await sandbox.steer("GET /ledger")).json).toHaveLength(2);
  });

  test("costs its credit when the answer is lost, and nothing when the address is no address", async () => {
    const sandbox = await openSandbox();
    await sandbox.steer("POST /faults", { match: "POST /email-verification", drop: true, times: 1 });
    await expect(verify(sandbox, "lost@a.example")).rejects.toThrow();
    expect((await sandbox.ask("POST /email-verification", { body: { email: "no address" } })).status).toBe(
      400,
    );
    expect((await sandbox.steer("GET /ledger")).json).toMatchObject([
      { email: "lost@a.example", charges: 1 },
    ]);
    expect(await read(sandbox, "lost@a.example")).toMatchObject({ credits_used: 0.25 });
  });
});
