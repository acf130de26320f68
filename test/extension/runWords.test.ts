import assert from "node:assert/strict";
import type { RunRecord } from "../../src/core/verification/journal.ts";
import type { PauseReason } from "../../src/core/verification/pauseReason.ts";
import type { RunState } from "../../src/core/verification/runState.ts";
import { ResultCounter } from "../../src/core/verification/resultCounts.ts";
import type { RunCounts } from "../../src/core/verification/runTally.ts";
import { endSentence, nextSteps } from "../../src/shell/runs/followRun.ts";
import { restOffers, restText } from "../../src/shell/runs/resumeLimit.ts";
import { RunNode } from "../../src/shell/runs/runNode.ts";
import { noticeText } from "../../src/shell/runs/storeNotice.ts";

const NONE: RunCounts = { ...new ResultCounter().counts, known: 0 };

function ended(status: RunState["status"], counts: Partial<RunCounts>, reason?: PauseReason): RunState {
  return {
    id: "run",
    title: "leads\n.csv",
    status,
    reason,
    settings: { maxCredits: 25, balanceFloor: 0, domains: "ask" },
    total: 40,
    done: 8,
    waiting: 0,
    counts: { ...NONE, ...counts },
    creditsSpent: 1,
    creditsLeft: 0,
    ratePerSecond: 0,
    etaMs: undefined,
    creditsPerCheck: 0.25,
    rateLimited: 0,
    offers: [],
  };
}

const RECORD: RunRecord = {
  id: "run",
  title: "leads.csv",
  status: "paused",
  reason: undefined,
  settings: { maxCredits: 25, balanceFloor: 0, domains: "ask" },
  createdAt: new Date(0),
  total: 40,
  heartbeatAt: undefined,
};

function titles(state: RunState): readonly string[] {
  return nextSteps(state).map(({ title }) => title);
}

describe("the notification at the end of a verification", () => {
  it("says of every address without a verdict why it has none, and where to read more", () => {
    const state = ended("done", { verified: 4, catchAll: 2, notSent: 3, leftOut: 3 });
    assert.equal(
      endSentence(state),
      "leads .csv: 4 verified, 2 catch-all, 3 not sent, 3 left out. 1 credit used. The report says what was not sent, and why.",
    );
    assert.deepEqual(titles(state), ["Open Report", "Verify What Was Left Out"]);
  });

  it("says no more than that where every address has a verdict", () => {
    const state = ended("done", { verified: 4 });
    assert.equal(endSentence(state), "leads .csv: 4 verified. 1 credit used.");
    assert.deepEqual(titles(state), ["Open Report"]);
  });

  it("leads to what keeps a paused one from going on", () => {
    const paused = (reason: PauseReason): readonly [sentence: string, titles: readonly string[]] => {
      const state = ended("paused", {}, reason);
      return [endSentence(state), titles(state)];
    };
    const [limit, atLimit] = paused({ kind: "maxCredits", credits: 25 });
    assert.match(
      limit,
      /^leads \.csv stands at 8 of 40\. Stopped before spending more than 25 credits, the limit of this run\./u,
    );
    assert.deepEqual(atLimit, ["Resume", "Change Limit", "Open Report"]);
    const [empty, whenEmpty] = paused({ kind: "balanceFloor", balance: 0 });
    assert.match(empty, /the balance is 0 credits\. To go on, add credits at Instantly/u);
    assert.deepEqual(whenEmpty, ["Open Billing", "Resume", "Open Report"]);
    const failure = { kind: "paymentRequired", detail: "No credits" } as const;
    const [refused, whenRefused] = paused({ kind: "failure", failure });
    assert.match(refused, /asks for a paid plan or more credits: No credits/u);
    assert.deepEqual(whenRefused, ["Open Billing", "Resume", "Open Report"]);
    assert.deepEqual(paused({ kind: "asked" })[1], ["Resume", "Open Report"]);
    assert.match(paused({ kind: "store", fault: "full" })[0], /cannot be written down: the disk is full\./u);
    assert.match(paused({ kind: "store", fault: "damaged" })[0], /the file is damaged; reload the window/u);
  });
});

describe("the question before a verification goes on beyond its limit", () => {
  const rest = { toPay: 2_900, spent: 25, creditsPerCheck: 0.25 };
  const offered = (setting: number): readonly (readonly [string, number])[] =>
    restOffers(rest, setting).map(({ title, limit }) => [title, limit.maxCredits]);

  it("offers as much again and all of the rest, each with its price", () => {
    assert.deepEqual(offered(25), [
      ["Verify 100 of 2,900 (25 credits)", 50],
      ["Verify All 2,900 (725 credits)", 750],
    ]);
    assert.deepEqual(offered(0), [["Verify All 2,900 (725 credits)", 750]]);
    assert.deepEqual(offered(800), [["Verify All 2,900 (725 credits)", 750]]);
  });

  it("says what was spent and what is left", () => {
    assert.equal(
      restText(rest),
      "It has reached its limit: 25 credits used.\nLeft: 2,900 addresses, about 725 credits.",
    );
  });
});

describe("the row of a verification that stands still", () => {
  it("says whether somebody paused it or it was interrupted", () => {
    const rowOf = (status: RunRecord["status"], reason?: PauseReason): string => {
      const record = { ...RECORD, status, reason };
      return String(new RunNode(record, undefined, true, new Date()).toTreeItem().description);
    };
    assert.equal(rowOf("paused", { kind: "balanceFloor", balance: 0 }), "paused · 40 addresses");
    assert.equal(rowOf("paused", { kind: "sessionEnded" }), "interrupted · 40 addresses");
    assert.equal(rowOf("running"), "interrupted · 40 addresses");
  });
});

describe("what is said of the file of verifications", () => {
  it("is why nothing outlives the window, in words, and what to do about it", () => {
    const said = (["noSqlite", "locked", "full", "newer", "failed"] as const).map((why) =>
      noticeText({ kind: "memory", why }),
    );
    for (const text of said) {
      assert.match(
        text,
        /^Verifications and drafts are kept only until this window closes: .*Before credits are spent you are asked\.$/u,
      );
      assert.doesNotMatch(text, /noSqlite|\(locked\)|\(full\)|\(failed\)/u);
    }
    assert.equal(new Set(said).size, 5);
    assert.match(said[1] ?? "", /Another program holds their file; it is tried again/u);
  });

  it("is where a damaged one lies now", () => {
    assert.match(
      noticeText({ kind: "movedAside", to: "/x/v.sqlite.damaged-1" }),
      /damaged.*moved to \/x\/v\.sqlite/u,
    );
  });
});
