import { DatabaseSync } from "node:sqlite";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { VerificationRuns } from "../../../src/core/verification/verificationRuns.ts";
import type { Store } from "../../../src/store/openStore.ts";
import { withSandbox } from "../core/sandbox.ts";
import { folder, open } from "./storeFiles.ts";

const SETTINGS = { maxCredits: 1_000, balanceFloor: 0, domains: "verify" } as const;

async function runsIn(store: Store) {
  const { client, requests } = await withSandbox();
  const { api, clock } = client();
  const runs = new VerificationRuns({
    api: api.emailVerification,
    importing: { lists: api.leadLists, leads: api.leads },
    budget: { waitMs: 0 },
    ledger: store.ledger,
    journal: store.journal,
    clock,
    scope: "workspace",
    balance: () => Promise.resolve(undefined),
    check: () => undefined,
  });
  const plan = await runs.plan(["jo@x.example", "al@x.example"], { reuseDays: 30 });
  return { runs, plan, requests };
}

function newer(file: string): string {
  const db = new DatabaseSync(file);
  db.exec("PRAGMA user_version = 999");
  db.close();
  return file;
}

test("nothing is paid for where nothing can be written, until a person says so", async () => {
  const store = await open(newer(path.join(folder(), "store.db")));
  expect(store).toMatchObject({ isDurable: false, notice: { kind: "memory", why: "newer" } });
  const { runs, plan, requests } = await runsIn(store);
  const refused = expect.objectContaining({ name: "StoreError", fault: "noPlace" }) as unknown;

  await expect(runs.start(plan, SETTINGS, "a")).rejects.toEqual(refused);
  await expect(runs.startImport(plan, SETTINGS, "a", { listName: "a" })).rejects.toEqual(refused);
  expect(() =>
    store.ledger.mark(["jo@x.example"], { runId: "single", at: new Date(0), since: { at: new Date(0) } }),
  ).toThrow(refused);
  expect(await requests()).toEqual([]);

  store.allowPaying();
  const mark = { runId: "single", at: new Date(0), since: { at: new Date(0) } };
  expect(store.ledger.mark(["jo@x.example"], mark)).toEqual(new Set(["jo@x.example"]));
});

test("a lock is waited for, however long a transaction takes", async () => {
  const file = path.join(folder(), "store.db");
  const other = new DatabaseSync(file);
  onTestFinished(() => other.close());
  other.exec("BEGIN EXCLUSIVE; CREATE TABLE t (a)");
  let looks = 0;
  const clock = {
    now: () => looks * 250,
    sleep: () => {
      if (++looks === 3) other.exec("ROLLBACK");
      return Promise.resolve();
    },
  };

  expect(await open(file, { clock })).toMatchObject({ isDurable: true, notice: undefined });
  expect(looks).toBe(3);
});
