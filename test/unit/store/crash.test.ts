import { expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../../../src/sandbox/startSandbox.ts";
import { crashTest } from "../../bench/verifyCrash.ts";

test(
  "pays for every address exactly once although its host is killed five times",
  { timeout: 60_000 },
  async () => {
    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.close());

    const outcome = await crashTest({
      origin: sandbox.origin,
      key: sandbox.keys.full,
      addresses: 200,
      kills: 5,
      seed: 3,
    });

    expect(outcome).toEqual({ kills: 5, doubleCharges: 0, missing: 0, lastWord: "ended done null" });
  },
);
