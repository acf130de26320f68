import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { SandboxClient } from "../sandboxClient.ts";
import { killExtensionHost } from "./killExtensionHost.ts";
import { leads } from "./leadsFile.ts";
import { openSignedIn } from "./openSignedIn.ts";
import type { Workbench } from "./workbench.ts";

describe("verifying a file", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  before(async () => {
    workbench = await openSignedIn(sandbox, {
      settings: { "instantly.verification.maxCreditsPerRun": 400 },
      files: {
        "small.csv": leads(40, "small"),
        "large.csv": leads(900, "large"),
        "moving.csv": leads(300, "moving"),
        "empty.md": "Nobody is named here.\n",
      },
    });
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
    assert.match(question, /40 addresses, 1 repeated/);
    assert.match(question, /About 10 of [\d,.]+ credits/);
    await workbench.clickDialog("Cancel");
    assert.deepEqual(await sandbox.charges(), {});
  });

  it("verifies every address once and opens a report", async () => {
    await workbench.runCommand("Instantly: Verify Emails in File");
    await workbench.clickDialog("Verify 40");
    const said = await workbench.waitForToast(/small\.csv: .* credits used/u, 30_000);
    assert.match(said, /\d+ verified, \d+ catch-all, \d+ risky, \d+ invalid/);
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

  it("takes a file from the Explorer without opening it", async () => {
    await workbench.runCommand("View: Show Explorer");
    const files = workbench.view(path.basename(workbench.workspaceDir));
    await files.contextMenu("moving.csv", "Verify Emails in File");
    assert.match(await workbench.dialogText(), /Verify 300 addresses in moving\.csv\?/);
    await workbench.clickDialog("Cancel");
    assert.ok(!(await workbench.tabs()).includes("moving.csv"));
    await workbench.openContainer("Instantly");
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

  it("verifies what it was asked to although the file changes and vanishes meanwhile, and writes nothing into it", async function () {
    this.timeout(120_000);
    const file = path.join(workbench.workspaceDir, "moving.csv");
    await workbench.openFileSelected("moving.csv");
    await workbench.runCommand("Instantly: Verify Emails in File");
    await workbench.clickDialog("Verify 300");
    const paid = async (): Promise<readonly string[]> =>
      Object.keys(await sandbox.charges()).filter((address) => address.includes("@moving"));
    await workbench.watcher.until("some of it done", async () => (await paid()).length > 50);
    await writeFile(file, "email\nsomebody.else@moving.example\n");
    await workbench.watcher.until("more of it done", async () => (await paid()).length > 100);
    await rm(file);
    await workbench.waitForToast(/moving\.csv: .* credits used/u, 60_000);
    assert.equal((await paid()).length, 300);
    assert.ok(!(await paid()).some((address) => address.startsWith("somebody.else@")));
    await workbench.view("Verifications").contextMenu("moving.csv", "Write Results into File…");
    await workbench.waitForToast("moving.csv is gone. Nothing was written.");
  });
});
