import { parseArgs } from "node:util";
import { openWorkspace, sampleCompanies, skewedClock } from "./verifyWorkspace.ts";

// The host that is killed: starts the run, or goes on with the one it finds (unless --fresh), and says when it works and
// when it is done.

const text = { type: "string", default: "" } as const;
const { values } = parseArgs({
  options: {
    origin: text,
    key: text,
    store: text,
    count: text,
    skew: text,
    engine: text,
    fresh: { type: "boolean", default: false },
  },
});
const skewMs = Number(values.skew);

const { runs, store } = await openWorkspace({
  origin: values.origin,
  key: values.key,
  storeFile: values.store,
  // The lease of the host killed before has to end first: this host lives later.
  clock: skewedClock(() => skewMs),
  settleMs: 500,
  readsBalance: values.engine === "import",
});
const [kept] = values.fresh ? [] : runs.records();
const run = kept === undefined ? await startNew() : await runs.resume(kept.id);
console.log("working");
let state = await run?.ended;
// An import takes for its own what the balance loses meanwhile, by the other host too, and asks: that is agreed to.
while (state?.reason?.kind === "dearer") state = await (await runs.resume(state.id))?.ended;
console.log(`ended ${state?.status ?? kept?.status ?? "nothing"} ${JSON.stringify(state?.reason ?? null)}`);
store.close();

async function startNew(): Promise<Awaited<ReturnType<typeof runs.start>>> {
  const plan = await runs.plan(sampleCompanies(Number(values.count)), { reuseDays: 30 });
  const settings = { maxCredits: 1e6, balanceFloor: 0, domains: "verify" } as const;
  return values.engine === "import"
    ? runs.startImport(plan, settings, "crash test", { listName: "Crash test" })
    : runs.start(plan, settings, "crash test");
}
