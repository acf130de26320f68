import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { StoreError } from "../../src/core/verification/storeError.ts";
import { openWorkspace } from "../bench/verifyWorkspace.ts";

// A window on a store that something is wrong with: it keeps drafts, makes a run or goes on with the one it finds, and says what
// becomes of both. `--patient`: a run that stands still for its store is gone on with, as a person would.

const text = { type: "string", default: "" } as const;
const { values } = parseArgs({
  options: {
    ...{ origin: text, key: text, store: text, count: text, name: text, secret: text },
    patient: { type: "boolean", default: false },
  },
});

const { runs, store } = await openWorkspace({
  origin: values.origin,
  key: values.key,
  storeFile: values.store,
  secret: Buffer.alloc(32, Number(values.secret)),
  settleMs: 200,
});
console.log(`opened ${store.isDurable ? "durable" : "memory"} ${store.notice?.kind ?? "whole"}`);
try {
  await work();
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  console.log(`refused ${error.fault}`);
}
await runs.dispose();
store.close();

async function work(): Promise<void> {
  for (let i = store.drafts.list("bench").length; i < 3; i++) keepDraft(`draft ${i}`);
  console.log("drafts kept");
  // One that cannot be read whole is gone on with by a new one.
  const kept = runs.records().find(({ isDamaged }) => isDamaged !== true);
  const run = kept === undefined ? await startNew() : await runs.resume(kept.id);
  let settled = 0;
  run?.onDidSettle((news) => console.log(`settled ${(settled += news.length)};`));
  console.log("working");
  let state = await run?.ended;
  while (values.patient && state?.status === "paused" && state.reason?.kind === "store") {
    await sleep(50);
    state = await (await runs.resume(state.id))?.ended;
  }
  console.log(`ended ${state?.status ?? kept?.status ?? "nothing"} ${state?.reason?.kind ?? ""};`);
}

async function startNew(): Promise<Awaited<ReturnType<typeof runs.start>>> {
  const plan = await runs.plan(addresses(), { reuseDays: 30 });
  return runs.start(plan, { maxCredits: 1e6, balanceFloor: 0, domains: "verify" }, "broken store");
}

function keepDraft(words: string): void {
  const subject = { kind: "reply", originalId: "1", threadId: "2", fixed: {}, isAnswered: true } as const;
  store.drafts.create("bench", { ...subject, attachments: 0, text: words }, new Date());
}

function* addresses(): Generator<string> {
  for (let i = 0; i < Number(values.count); i++)
    yield `verified+${values.name}.${i}@company-${i % 7}.example`;
}
