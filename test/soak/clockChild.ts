import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { LiveRun } from "../../src/core/verification/liveRun.ts";
import { seeded } from "../bench/seeded.ts";
import { openWorkspace, sampleCompanies, skewedClock } from "../bench/verifyWorkspace.ts";

// A window with a clock of its own. It makes a run where it is told to, and goes on with every run that waits, until none is left.
// With --waits it makes one that may pay for nothing yet, and leaves it to others.

const MAX_CREDITS = 1e6;
const JUMP_MS = 150;
const JUMPS_MS = [0, 2_500, -2_500, 3_600_000, -3_600_000, 86_400_000, -86_400_000];

const text = { type: "string", default: "" } as const;
const flag = { type: "boolean", default: false } as const;
const { values } = parseArgs({
  options: {
    origin: text,
    key: text,
    store: text,
    count: text,
    skew: text,
    seed: text,
    jumps: flag,
    fresh: flag,
    waits: flag,
  },
});
const random = seeded(Number(values.seed));
let skewMs = Number(values.skew);
if (values.jumps)
  setInterval(() => (skewMs = JUMPS_MS[Math.floor(random() * JUMPS_MS.length)] ?? 0), JUMP_MS).unref();

const { runs, store } = await openWorkspace({
  origin: values.origin,
  key: values.key,
  storeFile: values.store,
  clock: skewedClock(() => skewMs),
  settleMs: 300,
});
const own = values.fresh || values.waits ? await startOwn() : undefined;
console.log("working");
await own?.ended;
while (!values.waits && runs.records().some(({ status }) => status === "running" || status === "paused"))
  await goOn();
console.log("ended");
await runs.dispose();
store.close();

async function startOwn(): Promise<LiveRun | undefined> {
  const plan = await runs.plan(sampleCompanies(Number(values.count)), { reuseDays: 30 });
  return runs.start(
    plan,
    { maxCredits: values.waits ? 0 : MAX_CREDITS, balanceFloor: 0, domains: "verify" },
    "wrong clocks",
  );
}

async function goOn(): Promise<void> {
  const next = runs.records().find((record) => runs.canResume(record));
  await (next === undefined
    ? sleep(20)
    : runs.resume(next.id, { maxCredits: MAX_CREDITS }).then((run) => run?.ended));
}
