import assert from "node:assert/strict";
import { SandboxClient } from "../sandboxClient.ts";
import { killExtensionHost } from "./killExtensionHost.ts";
import { leads } from "./leadsFile.ts";
import { Workbench } from "./workbench.ts";

describe("verifying a file", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  before(async () => {
    await sandbox.reset();
    workbench = await Workbench.open({
      settings: { "instantly.api.baseUrl": sandbox.origin, "instantly.verification.maxCreditsPerRun": 400 },
      env: { INSTANTLY_API_KEY: sandbox.key },
      files: {
        "small.csv": leads(40, "small"),
        "large.csv": leads(900, "large"),
        "empty.md": "Nobody is named here.\n",
      },
    });
    await workbench.openContainer("Instantly");
    await workbench.view("Accounts").waitForRows("accounts", (rows) => rows.length > 3);
  });
  after(() => workbench.close());

  const row = (text: string | RegExp) => workbench.view("Verifications").row(text);

  it("says that a file has no address", async () => {
    await workbench.openFileSelected("empty.md");
    await workbench.runCommand("Instantly: Verify Emails in File");
    await workbench.waitForToast("There is no email address in empty.md.");
  });

  it("says count and cost first, and charges nothing when that is declined", async () => {
    await workbench.openFileSelected("small.csv");
    await workbench.runCommand("Instantly: Verify Emails in File");
    const question = await workbench.dialogText();
    assert.match(question, /Verify 40 addresses in small\.csv\?/);
    assert.match(question, /41 addresses, 40 different/);
    assert.match(question, /About 10 of [\d,.]+ credits/);
    await workbench.clickDialog("Cancel");
    assert.deepEqual(await sandbox.charges(), {});
  });

  it("verifies every address once and opens a report", async () => {
    await workbench.runCommand("Instantly: Verify Emails in File");
    await workbench.clickDialog("Verify 40");
    const said = await workbench.waitForToast(/small\.csv: .* credits used/u, 30_000);
    assert.match(said, /\d+ verified, \d+ invalid/);
    assert.match(said, /10 credits used/);
    await workbench.clickToast("small.csv: ", "Open Report");
    await workbench.watcher.until("the report", async () =>
      (await workbench.tabs()).some((title) => title.includes("Verification of small.csv")),
    );
    const charges = Object.values(await sandbox.charges());
    assert.equal(charges.length, 40);
    assert.ok(
      charges.every((credits) => credits === 0.25),
      "an address was charged twice",
    );
  });

  it("asks for nothing that it knows already", async () => {
    await workbench.openFileSelected("small.csv");
    const lens = workbench.page.locator(".codelens-decoration", {
      hasText: "40 addresses · 40 already known",
    });
    await workbench.watcher.step("see above the file that all are known", () => lens.waitFor());
    await workbench.runCommand("Instantly: Verify Emails in File");
    assert.match(await workbench.dialogText(), /40 already known, free of charge/);
    await workbench.clickDialog("Verify Free of Charge");
    await row("small.csv").waitFor();
    assert.equal(Object.keys(await sandbox.charges()).length, 40);
  });

  it("goes on after its extension host was killed in the middle, and pays for no address twice", async function () {
    this.timeout(240_000);
    await workbench.openFileSelected("large.csv");
    await workbench.runCommand("Instantly: Verify Emails in File");
    await workbench.clickDialog("Verify 900");
    await workbench.watcher.until(
      "some of it done",
      async () => Object.keys(await sandbox.charges()).length > 250,
    );
    await workbench.runCommand("View: Show Explorer");
    killExtensionHost(workbench.profileDir);
    await workbench.reload(); // the offer needs no view of the extension
    await workbench.waitForToast("was interrupted", 60_000); // a crashed window's claim ends after some seconds
    await workbench.clickToast("was interrupted", "Resume");
    await workbench.waitForToast(/large\.csv: .* credits used/u, 90_000); // not what it says of domains in between
    const charges = Object.entries(await sandbox.charges()).filter(([address]) => address.includes("@large"));
    assert.equal(charges.length, 900);
    assert.deepEqual(
      charges.filter(([, credits]) => credits !== 0.25),
      [],
    );
  });
});
