import assert from "node:assert/strict";
import { SandboxClient } from "../sandboxClient.ts";
import { openSignedIn } from "./openSignedIn.ts";
import type { Workbench } from "./workbench.ts";

const COUNT = 10_001;
const KINDS = ["ann", "bob", "invalid", "risky", "cleo"];

const addresses = Array.from(
  { length: COUNT },
  (_, i) => `${KINDS[i % KINDS.length] ?? ""}.${i}@company${i % 7}.example`,
);

describe("verifying a large file on Instantly's servers", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  before(async () => {
    workbench = await openSignedIn(sandbox, {
      settings: { "instantly.verification.maxCreditsPerRun": 4000 },
      files: { "many.csv": ["email", ...addresses, ""].join("\n") },
    });
  });
  after(() => workbench.close());

  const lists = async (): Promise<readonly { readonly id: string; readonly name: string }[]> => {
    const { items } = await sandbox.call<{ items: { id: string; name: string }[] }>(
      "GET",
      "/lead-lists?limit=100",
    );
    return items.filter(({ name }) => name.startsWith("Verification of many.csv"));
  };

  it("offers both ways in one question, with what each takes and leaves behind, and charges nothing when that is declined", async () => {
    await workbench.openFileSelected("many.csv");
    await workbench.runCommand("Instantly: Verify Emails in File");
    const question = await workbench.dialogText();
    assert.match(question, /Verify 10,001 addresses in many\.csv\?/);
    assert.match(question, /About 2,500\.25 of [\d,.]+ credits, [\d,.]+ after/);
    assert.match(question, /Here: .* in about 2 min/);
    assert.match(question, /A lead list is made in your workspace/);
    assert.match(question, /if one costs more than 0\.25 credits, the verification stops and asks/);
    await workbench.clickDialog("Cancel");
    assert.deepEqual(await sandbox.charges(), {});
    assert.deepEqual(await lists(), []);
  });

  it("makes a list, shows the stages, and charges every address once", async function () {
    this.timeout(180_000);
    await workbench.runCommand("Instantly: Verify Emails in File");
    await workbench.clickDialog("Verify on Import");
    await workbench
      .view("Verifications")
      .row(/Instantly is checking · [\d,]+ of 10,001/)
      .waitFor();
    const said = await workbench.waitForToast("many.csv: ", 120_000);
    assert.match(said, /[\d,]+ verified, (?:[\d,]+ catch-all, )?(?:[\d,]+ risky, )?[\d,]+ invalid/);
    assert.match(said, /2,500\.25 credits used/);
    const charges = Object.values(await sandbox.charges());
    assert.equal(charges.length, COUNT);
    assert.ok(
      charges.every((credits) => credits === 0.25),
      "an address was charged twice",
    );
    assert.equal((await lists()).length, 1);
  });

  it("says that deleting the run leaves its list at Instantly", async () => {
    await workbench.view("Verifications").contextMenu("many.csv", "Delete");
    const question = await workbench.dialogText();
    assert.match(question, /Delete the verification of many\.csv\?/);
    assert.match(question, /Its lead list and the leads in it stay at Instantly\./);
    await workbench.clickDialog("Cancel");
    assert.equal((await lists()).length, 1);
  });

  it("deletes the list at the end when told", async () => {
    await workbench.clickToast("Keep it?", "Delete List…");
    assert.match(await workbench.dialogText(), /Delete the lead list “Verification of many\.csv/);
    await workbench.clickDialog("Delete List");
    await workbench.waitForToast("10,001 leads are deleted");
    assert.deepEqual(await lists(), []);
    await workbench.view("Verifications").contextMenu("many.csv", "Delete");
    assert.doesNotMatch(await workbench.dialogText(), /stay at Instantly/);
    await workbench.clickDialog("Cancel");
  });
});
