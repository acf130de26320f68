import { parseArgs } from "node:util";
import { InstantlyApi } from "../../src/core/api/instantlyApi.ts";
import { systemClock } from "../../src/core/clock.ts";
import { SingleChecks } from "../../src/core/verification/singleChecks.ts";
import { openStore } from "../../src/store/openStore.ts";
import { transportFor } from "./transportFor.ts";

// A window that checks addresses one by one, each until it is answered, beside others on the same store.

const text = { type: "string", default: "" } as const;
const { values } = parseArgs({ options: { origin: text, key: text, store: text, count: text, from: text } });
const count = Number(values.count);

const store = await openStore({ file: values.store, secret: Buffer.alloc(32, 7) });
const transport = transportFor(values.origin, values.key);
const checks = new SingleChecks({
  api: new InstantlyApi(transport).emailVerification,
  ledger: store.ledger,
  journal: store.journal,
  clock: systemClock,
  scope: "soak",
  settleMs: 1_000,
});
console.log("working");
await Promise.all(Array.from({ length: count }, (_, index) => check((Number(values.from) + index) % count)));
console.log("ended");
checks.dispose();
store.close();

/** Whoever is told that the answer was lost clicks again. */
async function check(index: number): Promise<void> {
  for (;;) {
    try {
      const { result } = await checks.check(`verified+${index}@single.example`, { since: new Date(0) });
      if (result.verdict !== "pending") return;
    } catch (error) {
      if (!(error instanceof Error && error.name === "UncertainChargeError")) throw error;
    }
  }
}
