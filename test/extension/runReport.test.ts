import assert from "node:assert/strict";
import type { ItemOutcome, RunRecord } from "../../src/core/verification/journal.ts";
import { freeChecker } from "../../src/core/text/freeChecks.ts";
import { gradeList } from "../../src/core/verification/grade.ts";
import { type ResultCounts, ResultCounter } from "../../src/core/verification/resultCounts.ts";
import { ResultTable } from "../../src/core/verification/resultTable.ts";
import { RunReportRows } from "../../src/shell/panels/runReportRows.ts";
import { reportView } from "../../src/shell/panels/runReportView.ts";
import { gradeView } from "../../src/shell/runs/gradeWords.ts";
import { runReport } from "../../src/shell/runs/runReport.ts";

const CREATED = new Date("2026-03-01T10:00:00.000Z");
const HOSTILE = [
  `=HYPERLINK("http://evil.test")@x.example`,
  `"a|b","<script>alert(1)</script>"@x.example`,
  "\u{202e}moc.live\u{202c}@x.example",
  "line\nbreak@x.example",
];

const RECORD: RunRecord = {
  id: "run",
  title: "leads [x](http://evil.test) | <b>.csv",
  status: "done",
  reason: undefined,
  settings: { maxCredits: 10, balanceFloor: 0, domains: "verify" },
  createdAt: CREATED,
  total: 0,
  heartbeatAt: undefined,
};

function settled(verdict: "verified" | "invalid", isKnown = false, secondsLater = 1): ItemOutcome {
  const checkedAt = new Date(CREATED.getTime() + secondsLater * 1_000);
  const entry = { verdict, rawStatus: verdict, catchAll: false, creditsUsed: 0.25, checkedAt } as const;
  return { state: "settled", entry: { ...entry, source: "instantly" }, isKnown };
}

function tableOf(...rows: readonly (readonly [string, ItemOutcome?])[]): ResultTable {
  const table = new ResultTable(rows.length);
  table.add(
    rows.map(([address, outcome], position) => ({
      position,
      address,
      ...(outcome === undefined ? {} : { outcome }),
    })),
  );
  return table;
}

describe("the Markdown report of a verification", () => {
  const table = tableOf(
    ["ann@corp.example", settled("verified", false, 1)],
    ["bob@corp.example", settled("invalid", false, 3)],
    ["cleo@other.example", settled("verified", true)],
    ["bad@x", { state: "bad", reason: "noTopLevel" }],
  );

  it("says what went in, what came out, what it cost and what made it", async () => {
    const source = { uri: "file:///leads.csv", sha256: "ab".repeat(32), bytes: 1234, column: "email" };
    const text = await runReport({ ...RECORD, source }, table, "1.2.3");
    assert.match(text, /^\| verified \| 2 \| 50% \|$/mu);
    assert.match(text, /^\| invalid \| 1 \| 25% \|$/mu);
    assert.match(text, /^\| not sent \| 1 \| 25% \|$/mu);
    assert.match(text, /^## Reasons\n\n\| Reason \| Addresses \|\n.*\n\| malformed \| 1 \|$/mu);
    assert.match(text, /^\| Credits used \| 0\.5 \|$/mu);
    assert.match(text, /^\| Known before, free of charge \| 1 \|$/mu);
    assert.match(text, /^\| Time at work \| 3 s \|$/mu);
    assert.match(text, /^\| SHA-256 of the file \| (?:ab){32} \|$/mu);
    assert.match(text, /^\| Size \| 1\.2 kB \|$/mu);
    assert.match(text, /^\| corp\.example \| 2 \| 1 \| 1 \| 0 \| 0% \|$/mu);
    assert.match(text, /Instantly \(unofficial\) 1\.2\.3/u);
  });

  it("names the list by a digest that anybody can make of it", async () => {
    const text = await runReport(RECORD, tableOf(["ann@corp.example"], ["bob@corp.example"]), "1");
    // printf 'ann@corp.example\nbob@corp.example\n' | sha256sum
    assert.match(text, /41c917d3/u);
    assert.doesNotMatch(text, /Grade/u, "nothing has a result yet");
  });

  it("lets no name of a file or domain become Markdown", async () => {
    const text = await runReport(RECORD, tableOf([`x@"]|(y)<b>`, settled("verified")]), "1");
    assert.match(text, /^# Verification of leads \\\[x\\\]\(http:\/\/evil\.test\) \\\| \\<b\\>\.csv$/mu);
    assert.match(text, /^\| "\\\]\\\|\(y\)\\<b\\> \| 1 \|/mu);
  });
});

describe("the rows of a report", () => {
  const inspect = freeChecker({ topLevels: new Set(["example", "com"]), disposable: new Set() });
  const ask = { serial: 1, start: 0, count: 10 };
  const query = {
    table: "addresses",
    text: "",
    parts: [],
    reasons: [],
    column: "position",
    descending: false,
  } as const;

  it("hold an address as one line that can neither hide nor turn what stands around it", () => {
    const rows = new RunReportRows(tableOf(...HOSTILE.map((address) => [address] as const)), inspect);
    const cells = rows.answer({ ...ask, query }, 1).rows.map((row) => row.cells[1] ?? "");
    assert.equal(cells[0], HOSTILE[0]);
    assert.equal(cells[1], HOSTILE[1]);
    assert.equal(cells[3], "line break@x.example");
    for (const cell of cells) assert.doesNotMatch(cell, /[\p{Cc}\p{Cf}]/u);
  });

  it("say why an address was not sent, and nothing where nothing is known", () => {
    const rows = new RunReportRows(
      tableOf(
        ["bad@x", { state: "bad", reason: "noTopLevel" }],
        ["later@x.example"],
        ["info@gmial.com", settled("verified")],
        ["no@x.example", { state: "refused", reason: "x" }],
        ["left@x.example", { state: "skipped" }],
      ),
      inspect,
    );
    const [bad, later, both, refused, left] = rows.answer({ ...ask, query }, 1).rows;
    assert.deepEqual(bad?.cells.slice(2, 4), ["not sent", "The domain has no ending such as .com."]);
    assert.deepEqual(later?.cells.slice(2), ["not reached", "", "", "", "", ""]);
    assert.deepEqual(both?.cells.slice(2, 4), ["verified", "mistyped? info@gmail.com, role"]);
    assert.deepEqual(refused?.cells.slice(2, 4), ["not sent", "refused by Instantly"]);
    assert.deepEqual(left?.cells.slice(2, 4), ["left out", "rest of its domain"]);
  });

  it("come in pages, in either direction, and follow the table when it changes", () => {
    const table = tableOf(["a@x.example"], ["b@x.example"], ["c@y.example"]);
    const rows = new RunReportRows(table, inspect);
    const page = { ...ask, start: 1, count: 1 };
    const name = (asked: typeof page, descending: boolean, version: number): string | undefined =>
      rows.answer({ ...asked, query: { ...query, column: "result", descending } }, version).rows[0]?.cells[1];
    assert.equal(name(page, false, 1), "b@x.example");
    assert.equal(name({ ...page, start: 0 }, true, 1), "c@y.example");
    table.settle([{ position: 2, outcome: settled("verified") }]);
    assert.equal(name({ ...page, start: 0 }, false, 2), "c@y.example");
    const domains = rows.answer(
      { ...ask, query: { table: "domains", text: "", column: "verified", descending: true } },
      2,
    );
    assert.deepEqual(domains.rows[0]?.cells, ["y.example", "1", "1", "0", "0", "0%"]);
    assert.equal(domains.summary, "2 domains");
  });
});

describe("the summary of a report", () => {
  const view = (record: Partial<RunRecord>, canResume: boolean): ReturnType<typeof reportView> =>
    reportView({
      record: { ...RECORD, ...record },
      state: undefined,
      canResume,
      canWriteBack: true,
      table: tableOf(["ann@corp.example", settled("verified")], ["bob@corp.example"]),
      version: 1,
    });

  it("says why a run stands still, and lets it be resumed", () => {
    const paused = view({ status: "paused", reason: { kind: "maxCredits", credits: 5 } }, true);
    assert.equal(paused.badges[0]?.text, "paused");
    assert.match(paused.remark ?? "", /5 credits/u);
    assert.equal(paused.can.resume, true);
    assert.equal(
      view({ status: "paused", reason: { kind: "sessionEnded" } }, true).badges[0]?.text,
      "interrupted",
    );
    assert.equal(view({ status: "running" }, false).badges[0]?.text, "in another window");
  });

  it("offers to write back only what came from a file", () => {
    const source = { uri: "file:///leads.csv", sha256: "ab", bytes: 1 };
    assert.equal(view({}, false).can.writeBack, false);
    assert.deepEqual(view({ source }, false).can, {
      resume: false,
      pause: false,
      copyValid: true,
      writeBack: true,
      cleanFile: false,
    });
    assert.equal(view({ source: { ...source, column: "email" } }, false).can.cleanFile, true);
  });

  it("grades only what has a result, and says on how much that stands and whether it may change", () => {
    const { grade, summary } = view({ status: "paused" }, true);
    assert.equal(grade?.label, "Grade A so far");
    assert.deepEqual(grade.reasons, [{ text: "Every address with a result is verified.", tone: "good" }]);
    assert.deepEqual(grade.remarks, ["Stands on 1 of 2 addresses; the others have no result yet."]);
    assert.equal(summary, "2 addresses: verified 50%, not reached 50%.");
    for (const status of ["done", "cancelled"] as const) {
      const over = view({ status }, false).grade;
      assert.equal(over?.label, "Grade A");
      assert.deepEqual(over.remarks, ["Stands on 1 of 2 addresses; the others have no result."]);
    }
  });
});

describe("the words of a grade", () => {
  const toneOf = (counts: Partial<ResultCounts>): readonly string[] => {
    const graded = gradeList({ ...new ResultCounter().counts, ...counts });
    assert.ok(graded !== undefined);
    return gradeView(graded, true).reasons.map(({ tone }) => tone);
  };

  it("tick nothing but a list in which all are verified, however few the others are", () => {
    assert.deepEqual(toneOf({ verified: 9, leftOut: 1 }), ["good"]);
    assert.deepEqual(toneOf({ verified: 99, catchAll: 1 }), ["neutral"]);
    assert.deepEqual(toneOf({ verified: 990, catchAll: 3, risky: 3, invalid: 3 }), [
      "neutral",
      "neutral",
      "neutral",
    ]);
    assert.deepEqual(toneOf({ verified: 50, catchAll: 30, invalid: 20 }), ["bad", "warn"]);
  });
});
