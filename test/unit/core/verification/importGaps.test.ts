import { expect, test } from "vitest";
import type { AddedLeads } from "../../../../src/core/api/resources/leads.ts";
import type { ImportCalls } from "../../../../src/core/verification/importDesk.ts";
import { bulk, people } from "./bulk.ts";
import { addCalls, doubles, PATIENT, RICH, startedImport } from "./bulkImport.ts";

type Leads = ImportCalls["leads"];

/** Instantly takes only some of the leads of a call, and counts no others than `refused` of them. */
function taking(
  some: (emails: readonly string[]) => readonly string[],
  refused: (left: number) => number = () => 0,
): (leads: Leads) => Leads {
  return (leads) => ({
    deleteOfList: (...args) => leads.deleteOfList(...args),
    listOf: (...args) => leads.listOf(...args),
    addToList: async (listId, emails, options): Promise<AddedLeads> => {
      const taken = some(emails);
      if (taken.length > 0) await leads.addToList(listId, taken, options);
      const created = taken.map((email) => emails.indexOf(email));
      return { created, alreadyThere: 0, refused: refused(emails.length - taken.length), raw: {} };
    },
  });
}

const half = (emails: readonly string[]): readonly string[] => emails.slice(0, Math.ceil(emails.length / 2));

test("sends again what Instantly has left out without a word", async () => {
  const { window, charges, sandbox } = await bulk();

  const state = await (await startedImport(window({ adding: taking(half) }), people(3_000), RICH)).ended;

  expect(state).toMatchObject({ status: "done", done: 3_000, counts: { verified: 3_000 } });
  const paid = await charges();
  expect(paid).toHaveLength(3_000);
  expect(doubles(paid)).toEqual([]);
  expect(await addCalls(sandbox)).toBeLessThan(25);
});

test("takes as refused what is counted so, and asks for the rest again", async () => {
  const { window, charges } = await bulk();
  const bad = (email: string): boolean => email.startsWith("verified+1");
  const adding = taking(
    (emails) => half(emails.filter((email) => !bad(email))),
    (left) => Math.min(left, 5),
  );

  const state = await (await startedImport(window({ adding }), people(60), RICH)).ended;

  // 11 of the 60 begin so.
  expect(state).toMatchObject({ status: "done", done: 60, counts: { verified: 49, notSent: 11 } });
  expect(await charges()).toHaveLength(49);
});

test("gives up what twice comes to nothing", async () => {
  const { window, charges } = await bulk();
  let calls = 0;
  const adding = taking(() => (calls++, []));

  const state = await (await startedImport(window({ adding }), people(40), RICH)).ended;

  expect(state).toMatchObject({ status: "done", done: 40, counts: { notSent: 40 } });
  expect(await charges()).toEqual([]);
  expect(calls).toBe(2);
});

test("leaves what was left out to be paid for by a later run", async () => {
  const { window, charges } = await bulk();
  const good = people(20);
  let giveUp = (): void => undefined;
  const adding = taking((emails) => {
    const taken = emails.filter((email) => good.includes(email));
    if (taken.length === 0) giveUp();
    return taken;
  });
  const run = await startedImport(window({ adding }), people(30), RICH);
  giveUp = () => run.cancel();
  await run.ended;
  await expect.poll(async () => (await charges()).length, PATIENT).toBe(20);

  expect(await window().plan(people(30), { reuseDays: 30 })).toMatchObject({ known: 20, toPay: 10 });
});
