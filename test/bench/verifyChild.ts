import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { sampleAddresses } from "./sampleAddresses.ts";
import { openWorkspace } from "./verifyWorkspace.ts";

// One run in a process of its own, as in an extension host. Prints what it took as JSON.

const { values } = parseArgs({
  options: { origin: { type: "string" }, count: { type: "string" }, stop: { type: "string" } },
});
const { origin = "", count = "0", stop } = values;
const dir = mkdtempSync(path.join(tmpdir(), "instantly-verify-"));

const { runs, store } = await openWorkspace({
  origin,
  key: "a2V5OmtleQ==",
  storeFile: path.join(dir, "store.db"),
});
const delay = monitorEventLoopDelay({ resolution: 5 });
globalThis.gc?.();
const before = process.memoryUsage().rss;
let peak = before;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 100);
delay.enable();
const plan = await runs.plan(sampleAddresses(Number(count)), { reuseDays: 30 });
const run = await runs.start(plan, { maxCredits: 1e9, balanceFloor: 0, domains: "ask" }, "bench");
if (run === undefined) throw new Error("The run did not start.");
if (stop !== undefined) setTimeout(() => run.cancel(), Number(stop) * 1_000);
const state = await run.ended;
delay.disable();
clearInterval(watch);
console.log(
  JSON.stringify({
    status: state.status,
    done: state.done,
    rateLimited: state.rateLimited,
    loopDelayP99Ms: delay.percentile(99) / 1e6,
    loopDelayMaxMs: delay.max / 1e6,
    extraMb: (peak - before) / 2 ** 20,
  }),
);
store.close();
rmSync(dir, { recursive: true });
