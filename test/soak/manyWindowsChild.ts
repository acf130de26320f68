import path from "node:path";
import { parseArgs } from "node:util";
import { RequestBudget } from "../../src/core/api/budget.ts";
import { InstantlyApi } from "../../src/core/api/instantlyApi.ts";
import { Transport } from "../../src/core/api/transport.ts";
import { systemClock } from "../../src/core/clock.ts";
import { openSlots } from "../../src/store/openSlots.ts";

// One window of several that ask as much as they may.
const text = { type: "string", default: "" } as const;
const { values } = parseArgs({ options: { origin: text, dir: text, skew: text, calls: text, lists: text } });
const skewMs = Number(values.skew);
const clock = {
  now: () => systemClock.now() + skewMs,
  sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms, signal),
};
const file = await openSlots(path.join(values.dir, "requests.sqlite"));
if (file === undefined) throw new Error("The file of requests could not be opened.");
const budget = new RequestBudget({ clock, shared: file.of(values.origin) });
const api = new InstantlyApi(
  new Transport({
    origin: values.origin,
    apiKey: () => Promise.resolve("key"),
    userAgent: "instantly-vscode-soak/1",
    budget,
    clock,
  }),
);
for (let i = 0; i < Number(values.lists); i++) void api.emails.list({ limit: 1 + (i % 100), search: `${i}` });
await Promise.allSettled(
  Array.from({ length: Number(values.calls) }, (_, i) => api.emails.get(`m${process.pid}-${i}`)),
);
process.exit();
