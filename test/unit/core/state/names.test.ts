import { expect, test } from "vitest";
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

test("knows no names without the scope, and says nothing of it", async () => {
  const { client, requests } = await withSandbox();
  const { campaignNames } = new Session({ api: client("accountsOnly").api });

  expect(await campaignNames.all()).toEqual(new Map());
  expect(campaignNames.of("id")).toBeUndefined();
  await settled();
  expect(await requests()).toHaveLength(1);
});
