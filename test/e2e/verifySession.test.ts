import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { SandboxClient } from "../sandboxClient.ts";
import { filesUnder } from "./filesUnder.ts";
import { killExtensionHost } from "./killExtensionHost.ts";
import { leads } from "./leadsFile.ts";
import { openSignedIn } from "./openSignedIn.ts";
import { signInWith } from "./signInWith.ts";
import { Workbench } from "./workbench.ts";

describe("a verification whose session ends", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  before(async () => {
    await sandbox.reset();
    workbench = await Workbench.open({
      settings: {
        "instantly.api.baseUrl": sandbox.origin,
        "instantly.verification.maxCreditsPerRun": 400,
      },
      files: { "switched.csv": leads(900, "switched"), "left.csv": leads(900, "left") },
    });
    await workbench.openContainer("Instantly");
    await signInWith(workbench, sandbox.key);
    await workbench.statusBarItem("Lumen & Oak").waitFor();
    await signInWith(workbench, await sandbox.createKey(["accounts:read"]), "Second");
    await workbench.statusBarItem("Second").waitFor();
    await switchTo("Lumen & Oak");
  });
  after(() => workbench.close());

  const paid = async (company: string): Promise<readonly number[]> =>
    Object.entries(await sandbox.charges()).flatMap(([address, credits]) =>
      address.includes(`@${company}`) ? [credits] : [],
    );
  const switchTo = async (name: string): Promise<void> => {
    await workbench.quickInput.choose("Instantly: Switch Workspace…", "Switch Instantly Workspace", name);
    await workbench.statusBarItem(name).waitFor();
  };
  /** Starts to verify a file and leaves it in the middle. */
  const beginWith = async (company: string): Promise<void> => {
    await workbench.openFileSelected(`${company}.csv`);
    await workbench.runCommand("Instantly: Verify Emails in File");
    await workbench.clickDialog("Verify 900");
    await workbench.watcher.until("some of it done", async () => (await paid(company)).length > 100);
  };
  /** How many were paid for once nothing is on its way any more. */
  const paidAtRest = async (company: string): Promise<number> =>
    workbench.watcher.until("nothing asked any more", async () => {
      const before = (await paid(company)).length;
      await workbench.runCommand("View: Focus Active Editor Group"); // what was on its way comes in meanwhile
      return before === (await paid(company)).length && before;
    });

  it("stops when the workspace is switched, shows nothing of it there, and goes on once it is back", async function () {
    this.timeout(180_000);
    await beginWith("switched");
    await switchTo("Second");
    await workbench
      .view("Verifications")
      .waitForRows(
        "none of the other workspace",
        (rows) => !rows.some(({ label }) => label.includes("switched")),
      );
    const stood = await paidAtRest("switched");
    assert.ok(stood < 900, "it was verified to its end for another workspace");
    await switchTo("Lumen & Oak");
    await workbench.waitForToast("The verification of switched.csv (900 addresses) was interrupted", 60_000);
    assert.equal((await paid("switched")).length, stood);
    await workbench.clickToast("was interrupted", "Resume");
    await workbench.waitForToast(/switched\.csv: .* credits used/u, 90_000);
    const credits = await paid("switched");
    assert.deepEqual([credits.length, new Set(credits)], [900, new Set([0.25])]);
  });

  it("stops with the session when somebody signs out, not by a failure later", async function () {
    this.timeout(120_000);
    await beginWith("left");
    await workbench.runCommand("Instantly: Sign Out");
    await workbench.clickDialog("Sign Out");
    await workbench.waitForToast("Signed out of Lumen & Oak.");
    assert.ok((await paidAtRest("left")) < 900, "it was verified to its end for nobody");
    const toasts = await workbench.toasts();
    // What it had offered by then stays: VS Code lets nobody take a question back.
    const said = toasts.filter((text) => text.includes("left.csv") && !text.includes("Skipping the other"));
    assert.deepEqual(said, [], "it was stopped by a failure, not by its session");
  });

  it("asks before the last workspace takes along what was paid for", async () => {
    await switchTo("Second");
    await workbench.runCommand("Instantly: Sign Out");
    const question = await workbench.dialogText();
    const paidFor = (await paid("switched")).length + (await paid("left")).length;
    const [, addresses] =
      /The results of ([\d,]+) addresses, for which [\d.,]+ credits were paid/u.exec(question) ?? [];
    assert.ok(Math.abs(Number(addresses?.replaceAll(",", "")) - paidFor) < 100, question);
    await workbench.clickDialog("Cancel");
    await workbench.statusBarItem("Second").waitFor();
    await workbench.runCommand("Instantly: Sign Out");
    await workbench.clickDialog("Sign Out");
    const said = await workbench.waitForToast("Signed out of Second.");
    assert.match(said, /the verifications kept here/);
  });
});

describe("a file of verifications that is damaged", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  before(async () => {
    workbench = await openSignedIn(sandbox, { files: { "small.csv": leads(20, "small") } });
  });
  after(() => workbench.close());

  it("is moved aside, which is said, and work goes on in a new one", async function () {
    this.timeout(120_000);
    const verify = async (): Promise<void> => {
      await workbench.openFileSelected("small.csv");
      await workbench.runCommand("Instantly: Verify Emails in File");
      await workbench.clickDialog("Verify 20");
      await workbench.waitForToast(/small\.csv: .* 5 credits used/u, 30_000);
    };
    await verify();
    const files = filesUnder(workbench.profileDir).filter((file) => /verifications[^/]*\.sqlite/u.test(file));
    const store = files.find((file) => file.endsWith(".sqlite")) ?? assert.fail("nothing was kept");
    killExtensionHost(workbench.profileDir);
    for (const file of files) await rm(file);
    await writeFile(store, "this is no database ".repeat(500));
    await workbench.reload();
    const said = await workbench.waitForToast("The file of verifications was damaged.", 60_000);
    assert.ok(said.includes(`moved to ${store}.damaged-`), said);
    assert.ok(filesUnder(path.dirname(store)).some((file) => file.startsWith(`${store}.damaged-`)));
    await verify();
  });
});
