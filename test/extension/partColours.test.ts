import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { VerificationResult } from "../../src/core/verification/verifyAddress.ts";
import { PART_COLOURS } from "../../src/shared/partColours.ts";
import { VerificationNode } from "../../src/shell/trees/verificationNode.ts";

const RESULT: VerificationResult = {
  email: "jo@all.example",
  verdict: "verified",
  rawStatus: "verified",
  catchAll: false,
  creditsUsed: 0.25,
  creditsLeft: 10,
  checkedAt: new Date(0),
  source: "instantly",
};

function iconOf(changes: Partial<VerificationResult>): readonly [string, string | undefined] {
  const { iconPath } = new VerificationNode({ ...RESULT, ...changes }, new Date(0)).toTreeItem();
  assert.ok(iconPath instanceof vscode.ThemeIcon);
  return [iconPath.id, iconPath.color?.id];
}

describe("the icon of a verdict", () => {
  it("has the colour that panels give its kind of result, and no tick where the mailbox is not proven", () => {
    assert.deepEqual(iconOf({}), ["verified-filled", PART_COLOURS.verified]);
    assert.deepEqual(iconOf({ catchAll: true }), ["verified", PART_COLOURS.catchAll]);
    assert.deepEqual(iconOf({ verdict: "risky", catchAll: true }), ["warning", PART_COLOURS.risky]);
    assert.deepEqual(iconOf({ verdict: "pending" }), ["watch", PART_COLOURS.pending]);
    assert.notEqual(PART_COLOURS.risky, PART_COLOURS.catchAll);
  });
});
