import { expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../../../src/sandbox/startSandbox.ts";
import { crashTest, togetherTest } from "../../bench/verifyCrash.ts";

test.each([[undefined], ["import"]] as const)(
  "pays for every address exactly once although its host is killed five times (engine: %s)",
  { timeout: 60_000 },
  async (engine) => {
    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.close());

    const outcome = await crashTest({
      origin: sandbox.origin,
      key: sandbox.keys.full,
      addresses: engine === "import" ? 2_500 : 200,
      kills: 5,
      seed: 3,
      ...(engine === undefined ? {} : { engine }),
    });

    expect(outcome).toEqual({ kills: 5, doubleCharges: 0, missing: 0, lastWord: "ended done null" });
  },
);

test.each([
  ["both one by one", {}],
  ["both at Instantly's servers", { engine: "import" }],
  ["one at Instantly's servers, one one by one", { engine: "import", other: "calls" }],
] as const)(
  "pays for every address exactly once although two processes verify the same ones at the same time: %s",
  { timeout: 60_000 },
  async (_, engines) => {
    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.close());

    const { origin, keys } = sandbox;
    const outcome = await togetherTest({ origin, key: keys.full, addresses: 300, ...engines });

    expect(outcome).toEqual({
      kills: 0,
      doubleCharges: 0,
      missing: 0,
      lastWord: "ended done null, ended done null",
    });
  },
);
