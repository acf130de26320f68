import assert from "node:assert/strict";
import type { ApiFailure } from "../../src/core/api/errors.ts";
import { explainFailure } from "../../src/shell/explain.ts";

describe("what a failure says", () => {
  const fault = { kind: "serverFault", status: 503, detail: "" } as const;
  const page = { kind: "blockedAtEdge", status: 502, detail: "" } as const;
  const SAID: readonly (readonly [ApiFailure, string])[] = [
    [{ kind: "rateLimited", retryAfterMs: undefined }, "Try again in a minute."],
    [{ kind: "rateLimited", retryAfterMs: 0 }, "Try again in 1 s."],
    [{ kind: "rateLimited", retryAfterMs: 30_000 }, "Try again in 30 s."],
    [{ kind: "rateLimited", retryAfterMs: 600_000 }, "Try again in 10 min."],
    [{ kind: "rateLimited", retryAfterMs: 86_400_000 }, "Try again in 24 h."],
    [fault, "Try again in a moment."],
    [{ ...fault, retryAfterMs: 120_000 }, "Try again in 2 min."],
    [page, "Try again in a moment."],
    [{ ...page, retryAfterMs: 40_000 }, "Try again in 40 s."],
    [
      { kind: "unusableName", name: "thread_id" },
      "this thread id is empty or has characters that no request can carry. Refresh the list it comes from.",
    ],
    [{ kind: "unexpectedShape", issues: [], isTooLarge: true }, "was not read. Try again later."],
    [{ kind: "lostPlace" }, "Refresh, or see the rest in Instantly."],
  ];
  for (const [failure, end] of SAID)
    it(`of ${JSON.stringify(failure)}`, () => {
      const { sentence } = explainFailure(failure);
      assert.equal(sentence.slice(-end.length), end);
    });
});
