import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import path from "node:path";
import { SandboxClient } from "../sandboxClient.ts";
import type { Row } from "./treeView.ts";
import { openSignedIn } from "./openSignedIn.ts";
import type { Workbench } from "./workbench.ts";

const LEADS = [
  "name,email,owner",
  "Ann,ann@plan.example,boss@owner.example",
  "Ann,ANN@plan.example,boss@owner.example",
  "Bob,bob@gmial.com,boss@owner.example",
  "Desk,info@plan.example,boss@owner.example",
  "Shop,sales@plan.example,boss@owner.example",
  "Cleo,cleo@mailinator.com,boss@owner.example",
  "Robot,no-reply@plan.example,boss@owner.example",
  "Dan,dan@plan.nosuchtop,boss@owner.example",
  "Ann,ann+news@plan.example,boss@owner.example",
  "Tom,tom(at)plan.example,boss@owner.example",
  "Short row",
  '"=cmd|""x""","=1+1@formula",boss@owner.example',
  "",
].join("\n");

const TWO = "email,email\nwork.a@two.example,home.a@two.example\nwork.b@two.example\n";
const NO_COLUMN = "day,note\nMonday,write to eve@note.example\nTuesday,nobody\n";

/** `count` people at a domain that takes every address, and one elsewhere. */
function catchAlls(count: number): string {
  const rows = Array.from({ length: count }, (_, index) => `p${index}@catchall.example`);
  return ["email", ...rows, "verified@elsewhere.example", ""].join("\n");
}

describe("the plan of a verification", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  before(async () => {
    workbench = await openSignedIn(sandbox, {
      settings: {
        "instantly.verification.maxCreditsPerRun": 100,
      },
      files: {
        "leads.csv": LEADS,
        "two.csv": TWO,
        "diary.csv": NO_COLUMN,
        "catchall.csv": catchAlls(12),
        "gone.csv": ["email", ...Array.from({ length: 120 }, (_, i) => `p${i}@gone${i}.example`), ""].join(
          "\n",
        ),
        "line.txt": `${"x".repeat(1_000_000)} zoe@line.example ${"a@".repeat(50_000)}`,
      },
    });
  });
  after(() => workbench.close());

  const charged = async (domain: string): Promise<readonly string[]> =>
    Object.keys(await sandbox.charges()).filter((address) => address.endsWith(domain));
  const verify = async (file: string): Promise<void> => {
    await workbench.openFileSelected(file);
    await workbench.runCommand("Instantly: Verify Emails in File");
  };

  it("says what free checks have found, and names no other column's addresses", async () => {
    await verify("leads.csv");
    const question = await workbench.dialogText();
    assert.match(question, /Verify 4 addresses in leads\.csv\?/);
    assert.match(question, /10 addresses, 1 repeated, column email/);
    assert.match(question, /1 not sent: The @ is missing\./);
    const leftOut = [
      "1 left out: unknown ending",
      "1 left out: mistyped domain: bob@gmial.com → bob@gmail.com",
      "1 left out: disposable",
      "1 left out: no-reply",
    ];
    for (const part of [...leftOut, "2 role", "1 plus-tag twin"])
      assert.ok(question.includes(part), question);
    assert.match(question, /About 1 of [\d,.]+ credits, [\d,.]+ after\s+About \d+ s/);
  });

  it("lets groups be left out, and says what that changes", async () => {
    await workbench.clickDialog("Leave Out…");
    await workbench.quickInput.waitFor("Verify 4 addresses, about 1 credit");
    await workbench.quickInput.pick("Role");
    await workbench.quickInput.waitFor("Verify 2 addresses, about 0.5 credits");
    await workbench.quickInput.pick("Unknown ending");
    await workbench.quickInput.waitFor("Verify 3 addresses, about 0.75 credits");
    await workbench.quickInput.pick("Disposable");
    await workbench.quickInput.waitFor("Verify 4 addresses, about 1 credit");
    await workbench.quickInput.pick("No-reply");
    await workbench.quickInput.waitFor("Verify 5 addresses, about 1.25 credits");
    await workbench.quickInput.accept();
    const question = await workbench.dialogText();
    assert.match(question, /Verify 5 addresses in leads\.csv\?/);
    assert.match(question, /1 left out: mistyped domain: bob@gmial\.com → bob@gmail\.com\s+2 left out: role/);
    assert.deepEqual(await sandbox.charges(), {});
  });

  it("keeps what was chosen when the choice is opened again and given up", async () => {
    await workbench.clickDialog("Leave Out…");
    await workbench.quickInput.waitFor("Verify 5 addresses");
    await workbench.quickInput.pick("Role");
    await workbench.quickInput.waitFor("Verify 7 addresses");
    await workbench.quickInput.cancel();
    assert.match(await workbench.dialogText(), /Verify 5 addresses in leads\.csv\?/);
  });

  it("pays for exactly what was agreed to", async () => {
    await workbench.clickDialog("Verify 5");
    const said = await workbench.waitForToast("leads.csv: ", 30_000);
    assert.match(said, /2 not sent, 3 left out\. 1\.25 credits used\./);
    assert.deepEqual(Object.keys(await sandbox.charges()).toSorted(), [
      "ann+news@plan.example",
      "ann@plan.example",
      "cleo@mailinator.com",
      "dan@plan.nosuchtop",
      "no-reply@plan.example",
    ]);
  });

  it("verifies later what was left out", async () => {
    await workbench.view("Verifications").contextMenu("leads.csv", "Verify What Was Left Out");
    assert.match(await workbench.dialogText(), /Verify 3 addresses in leads\.csv\?/);
    await workbench.clickDialog("Verify 3");
    await workbench.watcher.until(
      "all of them verified",
      async () => Object.keys(await sandbox.charges()).length === 8,
    );
  });

  it("asks for the column when two have the same heading", async () => {
    await verify("two.csv");
    await workbench.quickInput.waitFor("E-Mail Column of two.csv");
    await workbench.quickInput.pick("column 2");
    assert.match(await workbench.dialogText(), /Verify 1 address in two\.csv\?/);
    await workbench.clickDialog("Cancel");
    await workbench.runCommand("Instantly: Verify Emails in File");
    await workbench.quickInput.waitFor("E-Mail Column of two.csv");
    await workbench.quickInput.pick("All Addresses in the File");
    assert.match(await workbench.dialogText(), /Verify 3 addresses in two\.csv\?/);
    await workbench.clickDialog("Cancel");
    await workbench.runCommand("Instantly: Verify Emails in File");
    await workbench.quickInput.waitFor("E-Mail Column of two.csv");
    await workbench.quickInput.cancel();
    assert.deepEqual(await charged("@two.example"), []);
  });

  it("says that a table has no column of addresses, and offers those anywhere in it", async () => {
    await verify("diary.csv");
    const question = await workbench.dialogText();
    assert.match(question, /Verify 1 address in diary\.csv\?/);
    assert.match(question, /No e-mail column: from anywhere in the file/);
    await workbench.clickDialog("Cancel");
  });

  it("finds the address in a line of a megabyte", async () => {
    await verify("line.txt");
    assert.match(await workbench.dialogText(), /Verify 1 address in line\.txt\?/);
    await workbench.clickDialog("Cancel");
  });

  it("ends a run whose file has vanished", async () => {
    await verify("gone.csv");
    await workbench.clickDialog("Verify 120");
    await workbench.watcher.until("it has begun", async () => (await sandbox.requests()).length > 0);
    await rm(path.join(workbench.workspaceDir, "gone.csv"));
    await workbench.waitForToast("gone.csv: ", 60_000);
    assert.equal(
      Object.keys(await sandbox.charges()).filter((address) => address.includes("@gone")).length,
      120,
    );
  });

  it("puts a catch-all domain off, offers to skip it, and says what that saves", async () => {
    await verify("catchall.csv");
    const question = await workbench.dialogText();
    assert.match(question, /Verify 13 addresses in catchall\.csv\?/);
    assert.match(question, /The rest of catch-all and dead domains comes last/);
    await workbench.clickDialog("Verify 13");
    const offer = await workbench.waitForToast("catchall.example accepts every address", 30_000);
    assert.match(offer, /Skipping the other 11 saves about 2\.75 credits/);
    await workbench.clickToast("catchall.example accepts every address", "Skip Them");
    const said = await workbench.waitForToast("11 left out", 30_000);
    assert.match(said, /catchall\.csv: 1 verified, 1 catch-all, 11 left out\. 0\.5 credits used\./);
    assert.equal((await charged("@catchall.example")).length, 1);
  });

  it("skips such domains without a question when that was chosen in the plan", async () => {
    // The notification of the end comes before the row, and its menu, has followed.
    const isDone = ([row]: readonly Row[]): boolean => row?.description.startsWith("done") === true;
    await workbench.view("Verifications").waitForRows("the run done", isDone);
    await workbench.view("Verifications").contextMenu("catchall.csv", "Verify What Was Left Out");
    await workbench.clickDialog("Leave Out…");
    await workbench.quickInput.waitFor("Verify 11 addresses");
    await workbench.quickInput.pick("Rest of catch-all and dead domains");
    await workbench.quickInput.accept();
    assert.match(await workbench.dialogText(), /The rest of catch-all and dead domains is skipped/);
    await workbench.clickDialog("Verify 11");
    await workbench.waitForToast("10 left out", 30_000);
    assert.equal((await charged("@catchall.example")).length, 2);
  });
});
