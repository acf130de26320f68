import { expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../../../src/sandbox/startSandbox.ts";
import { togetherTest } from "../../bench/verifyCrash.ts";

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
