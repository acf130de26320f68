import { describe, expect, it } from "vitest";
import type { FreeFinding } from "../../../../src/core/text/freeChecks.ts";
import { DomainTable } from "../../../../src/core/verification/domainTable.ts";
import { ResultTable } from "../../../../src/core/verification/resultTable.ts";
import type { ResultColumn } from "../../../../src/shared/resultColumns.ts";
import { CHECKED_AT, entry, itemsOf, settled } from "./resultItems.ts";

const at = (seconds: number): Date => new Date(CHECKED_AT.getTime() + seconds * 1_000);

const ITEMS = itemsOf(
  ["Zoe@corp.example", settled({ checkedAt: at(3), creditsUsed: 0.5 })],
  ["ann@corp.example", settled({ verdict: "invalid", checkedAt: at(1) })],
  ["bob@all.example", settled({ catchAll: true, checkedAt: at(2) })],
  ["cleo@all.example", settled({ verdict: "risky", catchAll: true, checkedAt: at(-900) }, true)],
  ["bad@nowhere", { state: "bad", reason: "noTopLevel" }],
  ["odd@corp.example", settled({ verdict: "unknown", rawStatus: "accept_all", creditsUsed: undefined })],
  ["late@corp.example", { state: "pending", entry: entry({ verdict: "pending", catchAll: "pending" }) }],
  ["asked@corp.example", { state: "asked" }],
  ["left@dead.example", { state: "skipped" }],
  ["later@corp.example"],
);

function table(): ResultTable {
  const made = new ResultTable(ITEMS.length);
  made.add(ITEMS.slice(0, 4));
  made.add(ITEMS.slice(4));
  return made;
}

const addresses = (from: ResultTable, positions: Iterable<number>): string[] =>
  Array.from(positions, (position) => from.row(position).address.split("@")[0] ?? "");

describe("the table of a run's addresses", () => {
  it("counts how they ended", () => {
    expect(table().counts()).toEqual({
      verified: 1,
      catchAll: 1,
      risky: 1,
      invalid: 1,
      unknown: 1,
      pending: 2,
      notSent: 1,
      leftOut: 1,
      notReached: 1,
    });
  });

  it("knows of each address what the API said and nothing else", () => {
    const rows = table();
    expect(rows.row(0)).toEqual({
      address: "Zoe@corp.example",
      part: "verified",
      reasons: [],
      times: 1,
      note: undefined,
      catchAll: false,
      credits: 0.5,
      checkedAt: at(3),
      source: "paid",
    });
    expect(rows.row(3)).toMatchObject({
      part: "risky",
      catchAll: true,
      credits: undefined,
      source: "known",
    });
    expect(rows.row(4)).toMatchObject({ part: "notSent", note: { state: "bad", text: "noTopLevel" } });
    expect(rows.row(5)).toMatchObject({ note: { state: "unknown", text: "accept_all" }, credits: undefined });
    expect(rows.row(9)).toEqual({
      address: "later@corp.example",
      part: "notReached",
      reasons: [],
      times: 1,
      note: undefined,
      catchAll: undefined,
      credits: undefined,
      checkedAt: undefined,
      source: undefined,
    });
  });

  it.each<[ResultColumn, string[]]>([
    ["position", ["Zoe", "ann", "bob", "cleo", "bad", "odd", "late", "asked", "left", "later"]],
    ["address", ["ann", "asked", "bad", "bob", "cleo", "late", "later", "left", "odd", "Zoe"]],
    ["result", ["Zoe", "bob", "cleo", "ann", "odd", "late", "asked", "bad", "left", "later"]],
    ["catchAll", ["bad", "asked", "left", "later", "Zoe", "ann", "odd", "late", "bob", "cleo"]],
    ["credits", ["ann", "bob", "late", "Zoe"]],
    ["source", ["bad", "asked", "left", "later", "Zoe", "ann", "bob", "odd", "late", "cleo"]],
    ["checkedAt", ["cleo", "odd", "late", "ann", "bob", "Zoe"]],
  ])("sorts by %s", (column, expected) => {
    const rows = table();
    const sorted = addresses(rows, rows.select(column, "", []));
    expect(sorted.slice(0, expected.length)).toEqual(expected);
    expect(sorted.toSorted()).toEqual(addresses(rows, ITEMS.keys()).toSorted());
  });

  it("finds a part of an address whatever its case, and only results of the kinds asked for", () => {
    const rows = table();
    expect(addresses(rows, rows.select("address", "ZOE@", []))).toEqual(["Zoe"]);
    expect(addresses(rows, rows.select("position", "@all", ["risky", "invalid"]))).toEqual(["cleo"]);
    expect(addresses(rows, rows.select("position", "", ["notReached", "leftOut"]))).toEqual([
      "left",
      "later",
    ]);
    expect(rows.select("position", "nobody", [])).toHaveLength(0);
  });

  it("sorts anew when an address gets its result, and ignores one that it has not read yet", () => {
    const rows = table();
    expect(addresses(rows, rows.select("checkedAt", "", [])).at(-1)).toBe("later");
    rows.settle([
      { position: 9, outcome: settled({ verdict: "invalid", checkedAt: at(9) }) },
      { position: 10, outcome: settled() },
    ]);
    expect(rows.counts()).toMatchObject({ invalid: 2, notReached: 0 });
    expect(addresses(rows, rows.select("checkedAt", "", [])).indexOf("later")).toBe(6);
    rows.settle([{ position: 5, outcome: settled() }]);
    expect(rows.row(5).note).toBeUndefined();
  });

  it("adds up what the run paid, not what was known before, and says how many prices are not known", () => {
    expect(table().cost()).toEqual({ credits: 1.25, unpriced: 1 });
    expect(table().known()).toBe(1);
  });

  it("says when the run was at work, from its first to its last paid answer", () => {
    const { endedAt, workedMs, ratePerSecond } = table().workSpan(at(-2));
    expect(endedAt).toEqual(at(3));
    expect(workedMs).toBe(5_000);
    expect(ratePerSecond).toBe(1);
  });

  it("leaves pauses out of the time at work", () => {
    const rows = new ResultTable(3);
    const times = [1, 2, 4_000];
    rows.add(itemsOf(...times.map((s) => [`a${s}@x.example`, settled({ checkedAt: at(s) })] as const)));
    expect(rows.workSpan(at(0)).workedMs).toBe(2_000);
    expect(new ResultTable(0).workSpan(at(0))).toEqual({
      endedAt: undefined,
      workedMs: 0,
      ratePerSecond: undefined,
    });
  });

  it("gives the addresses of the kinds asked for in the order of the file", () => {
    expect([...table().addressesOf(["verified", "catchAll"])]).toEqual([
      "Zoe@corp.example",
      "bob@all.example",
    ]);
  });
});

describe("the table of a run's domains", () => {
  it("counts each domain's addresses by result, catch-all as a share", () => {
    const domains = new DomainTable(table());
    const rows = Array.from(domains.select("addresses", ""), (id) => domains.row(id));
    expect(rows.at(-1)).toEqual({
      domain: "corp.example",
      addresses: 6,
      verified: 1,
      invalid: 1,
      risky: 0,
      catchAll: 0,
    });
    expect(rows.find(({ domain }) => domain === "all.example")).toMatchObject({ risky: 1, catchAll: 0.5 });
  });

  it("sorts by every column and finds a part of a name", () => {
    const domains = new DomainTable(table());
    const names = (ids: Iterable<number>): string[] => Array.from(ids, (id) => domains.row(id).domain);
    expect(names(domains.select("domain", ""))).toEqual([
      "all.example",
      "corp.example",
      "dead.example",
      "nowhere",
    ]);
    expect(names(domains.select("catchAll", "")).at(-1)).toBe("all.example");
    expect(names(domains.select("invalid", "")).at(-1)).toBe("corp.example");
    expect(names(domains.select("domain", "@ALL"))).toEqual(["all.example"]);
  });
});

describe("the reasons besides a verdict", () => {
  const KNOWN: Readonly<Record<string, FreeFinding["kind"] & ("role" | "disposable")>> = {
    "info@corp.example": "role",
    "info@bin.example": "disposable",
  };
  const inspect = (address: string): readonly FreeFinding[] => {
    const kind = KNOWN[address];
    return kind === undefined ? [] : [{ kind }];
  };
  const REASONED = [
    ...itemsOf(
      ["info@corp.example", settled()],
      ["ann@corp.example", settled()],
      ["ann+news@corp.example", settled()],
      ["bad@nowhere", { state: "bad", reason: "noTopLevel" }],
      ["left@dead.example", { state: "skipped" }],
      ["info@bin.example", { state: "skipped", reason: "disposable" }],
      ["refused@corp.example", { state: "refused", reason: "no" }],
    ),
    { position: 7, address: "often@corp.example", times: 3 },
  ];
  const reasoned = (): ResultTable => {
    const made = new ResultTable(REASONED.length);
    made.add(REASONED);
    return made;
  };
  const inspected = (): ResultTable => {
    const made = reasoned();
    expect([...made.inspected(inspect)]).toEqual([0]);
    return made;
  };

  it("are those of outcomes at once, and all of them once the addresses were looked at", () => {
    const first = {
      malformed: 1,
      domain: 1,
      disposable: 1,
      refused: 1,
      repeated: 1,
    };
    expect(Object.fromEntries(reasoned().reasonCounts())).toEqual(first);
    expect(Object.fromEntries(inspected().reasonCounts())).toEqual({ ...first, role: 1, plusTag: 1 });
  });

  it("filter and sort the table, and say how often an address stood in the list", () => {
    const made = inspected();
    expect(addresses(made, made.select("position", "", [], ["role", "repeated"]))).toEqual(["info", "often"]);
    expect(addresses(made, made.select("position", "", ["verified"], ["plusTag"]))).toEqual(["ann+news"]);
    expect(addresses(made, made.select("reason", "", []))).toEqual([
      "bad",
      "refused",
      "info",
      "info",
      "ann+news",
      "left",
      "often",
      "ann",
    ]);
    expect(made.row(7)).toMatchObject({ times: 3, reasons: ["repeated"] });
  });

  it("follow the outcome: what was left out with its domain and is verified after all is no longer left out", () => {
    const made = inspected();
    made.settle([
      { position: 4, outcome: settled() },
      { position: 5, outcome: settled() },
    ]);
    expect(made.row(4).reasons).toEqual([]);
    expect(made.row(5).reasons).toEqual(["disposable"]);
  });
});
