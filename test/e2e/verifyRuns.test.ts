import assert from "node:assert/strict";
import { SandboxClient } from "../sandboxClient.ts";
import { leads } from "./leadsFile.ts";
import { openSignedIn } from "./openSignedIn.ts";
import type { Workbench } from "./workbench.ts";

describe("the runs in the Verifications view", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  before(async () => {
    workbench = await openSignedIn(sandbox, {
      settings: { "instantly.verification.maxCreditsPerRun": 150 },
      files: { "limited.csv": leads(900, "limited"), "given-up.csv": leads(900, "given-up") },
    });
  });
  after(() => workbench.close());

  const runs = () => workbench.view("Verifications");
  const paid = async (company: string): Promise<number> =>
    Object.keys(await sandbox.charges()).filter((address) => address.includes(`@${company}`)).length;
  const begin = async (company: string): Promise<void> => {
    await workbench.openFileSelected(`${company}.csv`);
    await workbench.runCommand("Instantly: Verify Emails in File");
    await workbench.clickDialog("Verify 600 of 900 (150 credits)");
    await workbench.watcher.step("see how far it is", () =>
      runs()
        .row(/[\d,]+ of 900 \(\d+%\) · \d+\/s · \d+ (?:s|min) left · [\d.,]+ credits/u)
        .waitFor(),
    );
  };

  it("say before they begin where they will stop", async () => {
    await workbench.openFileSelected("limited.csv");
    await workbench.runCommand("Instantly: Verify Emails in File");
    assert.match(
      await workbench.dialogText(),
      /The limit of 150 credits a run \(maxCreditsPerRun\) allows 600 addresses/,
    );
    await workbench.clickDialog("Cancel");
  });

  it("can be paused and resumed", async () => {
    await begin("limited");
    await runs().contextMenu("limited.csv", "Pause Verification");
    const said = await workbench.waitForToast("limited.csv stands at", 30_000);
    const done = Number(/stands at (\d+) of 900\. Paused\./u.exec(said)?.[1]);
    assert.ok(done > 0 && done < 900, said);
    await runs()
      .row(/paused · 900 addresses/u)
      .waitFor();
    const stood = await paid("limited"); // with those whose answers Instantly still owes
    assert.ok(stood >= done && stood < 600, `${stood} paid for`);
    await workbench.runCommand("Instantly: Refresh Accounts");
    assert.equal(await paid("limited"), stood);
    await runs().contextMenu("limited.csv", "Resume Verification");
    await workbench.watcher.until("more of it done", async () => (await paid("limited")) > stood);
  });

  it("stop at the limit, say so, and lead to it", async () => {
    await workbench.waitForToast("Stopped before spending more than 150 credits", 60_000);
    assert.equal(await paid("limited"), 600);
    await workbench.clickToast("Stopped before spending", "Change Limit");
    const setting = workbench.page.locator(".settings-editor", { hasText: "Max Credits Per Run" });
    await workbench.watcher.step("see the limit's setting", () => setting.waitFor());
    await workbench.watcher.until("the settings closed", async () => {
      await workbench.page.keyboard.press("Escape"); // first clears the search
      return setting.waitFor({ state: "hidden", timeout: 1000 }).then(() => true);
    });
  });

  it("go on beyond the limit, for that run alone, when their rest is agreed to", async () => {
    await runs().contextMenu("limited.csv", "Resume Verification");
    const question = await workbench.dialogText();
    assert.match(
      question,
      /It has reached its limit: 150 credits used\.\s+Left: 300 addresses, about 75 credits\./u,
    );
    await workbench.clickDialog("Verify All 300 (75 credits)");
    await workbench.waitForToast("225 credits used", 60_000);
    assert.equal(await paid("limited"), 900);
  });

  it("can be cancelled, and keep and show what was found by then", async () => {
    await begin("given-up");
    await runs().contextMenu("given-up.csv", "Cancel Verification");
    await workbench.waitForToast("given-up.csv was cancelled.", 30_000);
    const done = await paid("given-up");
    assert.ok(done > 0 && done < 600);
    await workbench.clickToast("given-up.csv was cancelled.", "Open Report");
    const report = await workbench.panelFrame("not reached");
    assert.match(await report.locator("body").innerText(), /cancelled/u);
    await runs()
      .row(/cancelled · 900 addresses/u)
      .waitFor();
  });

  it("are forgotten when that is confirmed, and what they paid for stays known", async () => {
    const done = await paid("given-up");
    await runs().contextMenu("given-up.csv", "Delete");
    const question = await workbench.dialogText();
    assert.match(question, /Verdicts that were paid for stay known/);
    assert.doesNotMatch(question, /stay at Instantly/);
    await workbench.clickDialog("Delete");
    await runs().waitForRows("one run less", (rows) => !rows.some(({ label }) => label === "given-up.csv"));
    await workbench.openFileSelected("given-up.csv");
    await workbench.runCommand("Instantly: Verify Emails in File");
    const plan = await workbench.dialogText();
    const [, known] = /(\d+) already known, free of charge/u.exec(plan) ?? [];
    const [, lookups = "0"] = /(\d+) paid for before, looked up first/u.exec(plan) ?? [];
    assert.equal(Number(known) + Number(lookups), done, plan);
    await workbench.clickDialog("Cancel");
  });
});
