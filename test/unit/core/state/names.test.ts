import { expect, test } from "vitest";
import { Names } from "../../../../src/core/state/names.ts";
import { Session } from "../../../../src/core/state/session.ts";
import { settled } from "../fakeClock.ts";
import { withSandbox } from "../sandbox.ts";

test("knows what a workspace calls its interest statuses, in one call and only when asked", async () => {
  const { client, requests } = await withSandbox();
  const { labelNames } = new Session({ api: client().api });
  expect(await requests()).toEqual([]);

  expect(labelNames.of(5)).toBeUndefined();
  let changes = 0;
  labelNames.onDidChange(() => changes++);
  const all = await labelNames.all();

  expect([...all.values()].map(({ name, attitude }) => `${name}: ${attitude ?? ""}`).toSorted()).toEqual([
    "Ask again in spring: neutral",
    "Hot lead: positive",
    "Uses a competitor: negative",
  ]);
  expect([labelNames.of(5), labelNames.of(7)]).toEqual(["Hot lead", undefined]);
  expect(changes).toBe(1);
  expect(await requests()).toEqual(["GET /lead-labels?limit=100"]);
});

test("reads every page there is, and stops where a cursor leads back to itself", async () => {
  const pages: Record<string, { rows: { key: string; name: string }[]; next: string }> = {
    start: { rows: [{ key: "a", name: "A" }], next: "2" },
    "2": { rows: [{ key: "b", name: "B" }], next: "3" },
    "3": { rows: [{ key: "c", name: "C" }], next: "3" },
  };
  const asked: string[] = [];
  const names = new Names<string>(({ after = "start" }) => {
    asked.push(after);
    return Promise.resolve(pages[after] ?? { rows: [], next: undefined });
  });

  expect([...(await names.all()).keys()]).toEqual(["a", "b", "c"]);
  expect(asked).toEqual(["start", "2", "3"]);
});

test("knows no names without the scope, and says nothing of it", async () => {
  const { client, requests } = await withSandbox();
  const { campaignNames } = new Session({ api: client("accountsOnly").api });

  expect(await campaignNames.all()).toEqual(new Map());
  expect(campaignNames.of("id")).toBeUndefined();
  await settled();
  expect(await requests()).toHaveLength(1);
});
