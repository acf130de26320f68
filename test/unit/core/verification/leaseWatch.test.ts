import { expect, test } from "vitest";
import { LEASE_MS, type RunRecord } from "../../../../src/core/verification/journal.ts";
import { LeaseWatch } from "../../../../src/core/verification/leaseWatch.ts";
import { FakeClock } from "../fakeClock.ts";

const RECORD: RunRecord = {
  id: "run-1",
  title: "list.csv",
  status: "running",
  reason: undefined,
  settings: { maxCredits: 1, balanceFloor: 0, domains: "ask" },
  createdAt: new Date(0),
  total: 1,
  heartbeatAt: new Date(1_000),
};

function watching(): {
  readonly clock: FakeClock;
  readonly watch: LeaseWatch;
  readonly keep: (change: Partial<RunRecord>) => void;
  readonly isOver: () => boolean;
  readonly freed: () => number;
} {
  const clock = new FakeClock();
  let record = RECORD;
  let freed = 0;
  const watch = new LeaseWatch(
    clock,
    () => [record],
    () => freed++,
  );
  return {
    clock,
    watch,
    keep: (change) => (record = { ...record, ...change }),
    isOver: () => watch.isOver(record),
    freed: () => freed,
  };
}

test("takes a window for gone once its lease was not renewed for as long as it lasts, and says so", async () => {
  const { clock, isOver, freed } = watching();

  expect(isOver()).toBe(false);
  await clock.advance(LEASE_MS - 2_000);
  expect([isOver(), freed()]).toEqual([false, 0]);
  await clock.advance(4_000);
  expect([isOver(), freed()]).toEqual([true, 1]);
});

test("waits for nobody when the window is gone for certain, now or later", async () => {
  const { clock, keep, isOver, freed } = watching();
  expect(isOver()).toBe(false);

  keep({ isAbandoned: true });
  await clock.advance(2_000);

  expect([isOver(), freed()]).toEqual([true, 1]);
});

test("leaves a run to the window that renews its lease, whatever the clock says", async () => {
  const { clock, keep, isOver } = watching();
  isOver();

  for (let beat = 0; beat < 20; beat++) {
    keep({ heartbeatAt: new Date(2_000 + beat) });
    await clock.advance(5_000);
    if (beat === 10) clock.set(clock.now() - 3_600_000);
    expect(isOver()).toBe(false);
  }
});

test("does not take the time that the machine slept for silence", async () => {
  const { clock, isOver } = watching();
  isOver();

  clock.set(clock.now() + 8 * 3_600_000);
  await clock.advance(2_000);

  expect(isOver()).toBe(false);
});
