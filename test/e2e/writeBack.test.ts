import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { SandboxClient } from "../sandboxClient.ts";
import { killExtensionHost } from "./killExtensionHost.ts";
import { leads } from "./leadsFile.ts";
import { openSignedIn } from "./openSignedIn.ts";
import type { Workbench } from "./workbench.ts";

/** With what an editor could lose: a byte order mark, carriage returns, quotes, a short row, no last line end. */
const TABLE = `\uFEFF${leads(600, "journey").trimEnd().replaceAll("\n", "\r\n").replace("Person 7,", '"Seven, ""7""",')}\r\nshort`;

describe("from a file to its results and back", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  before(async () => {
    workbench = await openSignedIn(sandbox, {
      settings: { "instantly.verification.maxCreditsPerRun": 400 },
      files: { "leads.csv": TABLE, "unknown.csv": "email\nnobody@unknown.example\n" },
    });
  });
  after(() => workbench.close());

  const onDisk = (): Promise<string> => readFile(path.join(workbench.workspaceDir, "leads.csv"), "utf8");
  const preview = (): Promise<void> => workbench.waitForTab("leads.csv (first rows with results)");

  it("says that nothing is known yet, and offers to verify", async () => {
    await workbench.openFileSelected("unknown.csv");
    await workbench.runCommand("Instantly: Write Results into File…");
    await workbench.waitForToast("Nothing is known yet of the addresses in unknown.csv.");
    await workbench.clickToast("Nothing is known yet", "Verify Them");
    await workbench.clickDialog("Cancel");
  });

  it("verifies a file, and goes on after its extension host was killed in the middle", async function () {
    this.timeout(240_000);
    await workbench.openFileSelected("leads.csv");
    await workbench.runCommand("Instantly: Verify Emails in File");
    await workbench.clickDialog("Verify 600");
    await workbench.watcher.until(
      "some of it done",
      async () => Object.keys(await sandbox.charges()).length > 150,
    );
    killExtensionHost(workbench.profileDir);
    await workbench.reload();
    await workbench.openContainer("Instantly");
    await workbench.waitForToast("was interrupted", 60_000); // a crashed window's claim ends after some seconds
    await workbench.clickToast("was interrupted", "Resume");
    await workbench.waitForToast(/leads\.csv: [\d,]+ verified/, 90_000);
    assert.deepEqual(new Set(Object.values(await sandbox.charges())), new Set([0.25]));
  });

  it("shows what it would write, and writes nothing when that is discarded", async () => {
    await workbench.openFileSelected("leads.csv");
    await workbench.runCommand("Instantly: Write Results into File…");
    await preview();
    const asked = await workbench.waitForToast("Write results into leads.csv?");
    assert.match(
      asked,
      /601 of 602 rows get one\. 600 addresses: \d+ verified, \d+ catch-all, \d+ risky, \d+ invalid\. 1 row filled up/,
    );
    await workbench.runCommand("Instantly: Discard Results");
    await workbench.waitUntilTabGone("with results");
    assert.equal(await onDisk(), TABLE);
  });

  it("writes every result in one step", async () => {
    await workbench.openFileSelected("leads.csv");
    await workbench.runCommand("Instantly: Write Results into File…");
    await preview();
    await workbench.clickToast("Write results into leads.csv?", "Write Results into File");
    await workbench.waitForToast("Results of 601 rows stand in leads.csv");
    assert.equal(await onDisk(), TABLE);
    await workbench.clickToast("Results of 601 rows", "Save");
    const written = await workbench.watcher.until("the whole file saved", async () => {
      const text = await onDisk();
      return text.endsWith("\r\nshort,,,,") && text;
    });
    const lines = written.split("\r\n");
    const before = TABLE.split("\r\n");
    assert.equal(lines.length, before.length);
    assert.equal(
      lines[0],
      `${before[0] ?? ""},instantly_verification,instantly_catch_all,instantly_checked_at`,
    );
    for (const [index, line] of lines.slice(1, -1).entries()) {
      const original = before[index + 1] ?? "";
      assert.ok(line.startsWith(`${original},`), line);
      assert.match(
        line.slice(original.length),
        /^,(?:verified|invalid|risky),(?:true|false|),[\d-]+T[\d:]+Z$/,
      );
    }
    for (const line of lines.filter((_, index) => index % 100 === 1)) {
      const [, address = "", verdict] = line.split(",");
      const known = await sandbox.call<{ verification_status: string }>(
        "GET",
        `/email-verification/${encodeURIComponent(address)}`,
      );
      assert.equal(verdict, known.verification_status, line);
    }
  });

  it("gives back every byte with one undo", async () => {
    await workbench.openFileSelected("leads.csv");
    await workbench.page.keyboard.press("ControlOrMeta+Z");
    await workbench.runCommand("File: Save");
    await workbench.watcher.until("the file as it was", async () => (await onDisk()) === TABLE);
  });

  it("cleans the file up in one step, which one undo takes back", async () => {
    await workbench.openFileSelected("leads.csv");
    await workbench.runCommand("Instantly: Clean Up File…");
    await workbench.quickInput.waitFor("Clean Up leads.csv");
    await workbench.page.keyboard.press("Enter");
    await preview();
    await workbench.clickToast("Clean up leads.csv?", "Write Results into File");
    await workbench.clickToast("stay in leads.csv, which is not saved yet", "Save");
    const cleaned = await workbench.watcher.until("the cleaned file", async () => {
      const text = await onDisk();
      return text !== TABLE && text;
    });
    const [head = "", ...rows] = cleaned.trimEnd().split("\r\n");
    assert.match(head, /instantly_checked_at,instantly_reason$/u);
    assert.ok(rows.length > 300 && rows.length < 600, String(rows.length));
    for (const row of rows) assert.match(row, /,verified,false,[\d-]+T[\d:]+Z,[a-zA-Z ]*$/u);
    assert.equal(new Set(rows.map((row) => row.split(",").at(-5))).size, rows.length);
    await workbench.page.keyboard.press("ControlOrMeta+Z");
    await workbench.runCommand("File: Save");
    await workbench.watcher.until("the file as it was", async () => (await onDisk()) === TABLE);
  });

  it("saves a copy with the results beside the file, which stays as it is", async () => {
    await workbench.openFileSelected("leads.csv");
    await workbench.runCommand("Instantly: Save Results beside File…");
    await workbench.quickInput.acceptPath("Save Results beside File", /leads\.verified\.csv$/u);
    await workbench.waitForToast("Results of 601 rows stand in leads.verified.csv.");
    const copy = await readFile(path.join(workbench.workspaceDir, "leads.verified.csv"), "utf8");
    assert.equal(copy.split("\r\n").length, TABLE.split("\r\n").length);
    assert.match(copy, /^\uFEFF.*,instantly_verification,instantly_catch_all,instantly_checked_at\r\n/u);
    assert.equal(await onDisk(), TABLE);
  });
});
