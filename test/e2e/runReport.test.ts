import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Papa from "papaparse";
import type { Frame, Locator } from "playwright-core";
import { SandboxClient } from "../sandboxClient.ts";
import { openSignedIn } from "./openSignedIn.ts";
import type { Workbench } from "./workbench.ts";

/** What a spreadsheet would run, were it written as it is. */
const FORMULAS = ["+1+1@hostile.example", "+cmd@hostile.example"];
const KINDS = ["verified", "invalid", "risky", "catchall"];
/** Each catch-all address has a domain of its own: it must not put off the rest of a firm. */
const PEOPLE = Array.from({ length: 58 }, (_, i) => {
  const kind = KINDS[i % KINDS.length] ?? "";
  return kind === "catchall" ? `${kind}@all${i}.example` : `${kind}+${i}@firm${i % 5}.example`;
});
const ADDRESSES = [...PEOPLE, ...FORMULAS];

/** How many addresses there are at a domain. */
const countAt = (domain: string): number => PEOPLE.filter((address) => address.endsWith(`@${domain}`)).length;

type ExportedRow = Readonly<Record<"email" | "result" | "credits_used", string>>;

describe("the report of a bulk verification", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  before(async function () {
    this.timeout(240_000);
    workbench = await openSignedIn(sandbox, {
      settings: { "files.simpleDialog.enable": true },
      files: { "people.csv": ["email", ...ADDRESSES, ""].join("\n") },
    });
    await workbench.openFileSelected("people.csv");
    await workbench.runCommand("Instantly: Verify Emails in File");
    await workbench.clickDialog("Verify 60");
    await workbench.waitForToast("people.csv: ", 60_000);
  });
  after(() => workbench.close());

  const report = (): Promise<Frame> => workbench.panelFrame("Copy Valid Addresses");
  const rows = (frame: Frame): Locator => frame.locator(".grid-body [role=row]");
  const tile = (frame: Frame, part: string): Locator => frame.locator(".tile", { hasText: part });

  async function waitForRows(frame: Frame, summary: string): Promise<readonly (readonly string[])[]> {
    await workbench.watcher.step(`see ${summary}`, () => frame.getByText(summary, { exact: true }).waitFor());
    const found = await rows(frame).all();
    return Promise.all(found.map((row) => row.locator("[role=gridcell]").allInnerTexts()));
  }

  const exported = (name: string): readonly ExportedRow[] =>
    Papa.parse<ExportedRow>(readFileSync(path.join(workbench.workspaceDir, name), "utf8"), {
      header: true,
      skipEmptyLines: true,
    }).data;

  async function exportAs(form: string): Promise<void> {
    const frame = await report();
    await frame.getByRole("button", { name: "Export…" }).click();
    await workbench.quickInput.waitFor("Export Results As");
    await workbench.quickInput.pick(form);
  }

  it("opens from the notification with totals, grade and every address", async () => {
    await workbench.clickToast("people.csv: ", "Open Report");
    const frame = await report();
    assert.equal(await frame.locator("h1").innerText(), "people.csv");
    const found = await waitForRows(frame, "60 addresses");
    assert.equal(found[0]?.[1], PEOPLE[0]);
    assert.match(await frame.locator(".grade h2").innerText(), /^Grade [ABCDF]$/u);
    assert.match(await frame.locator(".facts").innerText(), /Credits used\s+15\b/u);
  });

  it("shows addresses that look like formulas as the text they are", async () => {
    const frame = await report();
    await frame.getByRole("searchbox").fill("@hostile");
    const found = await waitForRows(frame, "2 of 60 addresses");
    assert.deepEqual(
      found.map(([, address]) => address),
      FORMULAS,
    );
    await frame.getByRole("searchbox").fill("");
  });

  it("filters by result and sorts by a column", async () => {
    const frame = await report();
    const invalid = PEOPLE.filter((address) => address.startsWith("invalid"));
    await tile(frame, "invalid").click();
    await frame.getByRole("searchbox").fill("invalid+");
    await waitForRows(frame, `${invalid.length} of 60 addresses`);
    await frame.getByRole("columnheader", { name: "Address" }).getByRole("button").click();
    await workbench.watcher.until("the rows in order", async () => {
      const addresses = (await waitForRows(frame, `${invalid.length} of 60 addresses`)).map(([, it]) => it);
      return JSON.stringify(addresses) === JSON.stringify(invalid.toSorted());
    });
    await tile(frame, "invalid").click();
    await frame.getByRole("searchbox").fill("");
  });

  it("counts by domain, and leads from a domain to its addresses", async () => {
    const frame = await report();
    await frame.getByRole("button", { name: "Domains" }).click();
    await frame.getByRole("columnheader", { name: "Verified" }).waitFor();
    const domains = await waitForRows(frame, "20 domains");
    for (const [domain = "", addresses] of domains.slice(0, 5))
      assert.equal(Number(addresses), countAt(domain), domain);
    await frame.getByText("firm3.example", { exact: true }).click();
    const found = await waitForRows(frame, `${countAt("firm3.example")} of 60 addresses`);
    assert.ok(found.every(([, address]) => address?.endsWith("@firm3.example")));
    await frame.getByRole("searchbox").fill("");
  });

  it("copies the verified addresses", async () => {
    const frame = await report();
    const count = Number(await tile(frame, "verified").locator(".tile-count").innerText());
    await frame.getByRole("button", { name: "Copy Valid Addresses" }).click();
    await workbench.watcher.until("the addresses on the clipboard", async () => {
      const lines = (await workbench.clipboard()).split("\n");
      return lines.length === count && lines.includes("verified+0@firm0.example");
    });
  });

  it("exports every address to a CSV in which nothing can run", async () => {
    await exportAs("every address with its result");
    await workbench.quickInput.acceptPath("Export Results", /people\.results\.csv$/u);
    await workbench.waitForToast("Exported to people.results.csv.");
    const written = exported("people.results.csv");
    assert.deepEqual(
      written.map(({ email }) => email.replace(/^'/u, "")),
      ADDRESSES,
    );
    for (const { email } of written) assert.doesNotMatch(email, /^[=+\-@]/u);
    assert.equal(
      written.reduce((sum, row) => sum + Number(row.credits_used), 0),
      15,
    );
  });

  it("exports those alone that are safe to write to", async () => {
    await exportAs("verified addresses, without catch-all domains");
    await workbench.quickInput.acceptPath("Export Results", /people\.valid\.csv$/u);
    await workbench.waitForToast("Exported to people.valid.csv.");
    const valid = exported("people.results.csv").filter(({ result }) => result === "verified");
    assert.ok(valid.length > 10 && valid.length < 60);
    assert.deepEqual(exported("people.valid.csv"), valid);
  });

  it("exports one object a line for programs", async () => {
    await exportAs("JSON Lines");
    await workbench.quickInput.acceptPath("Export Results", /people\.results\.jsonl$/u);
    await workbench.waitForToast("Exported to people.results.jsonl.");
    const text = readFileSync(path.join(workbench.workspaceDir, "people.results.jsonl"), "utf8");
    const lines = text.trimEnd().split("\n");
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { email: string }).email),
      ADDRESSES,
    );
  });

  it("exports one file a result, and never replaces one without asking", async () => {
    const files = (): readonly string[] =>
      readdirSync(workbench.workspaceDir).filter((name) => /^people\.[a-z-]+(?:-2)?\.csv$/u.test(name));
    const before = files().length;
    await exportAs("each in its own file");
    await workbench.quickInput.acceptPath("Folder for the Files", /workspace\/?$/u);
    await workbench.waitForToast(/Exported to \d files/u);
    const parts = files().length - before;
    assert.ok(exported("people.invalid.csv").every(({ result }) => result === "invalid"));
    assert.ok(exported("people.catch-all.csv").every(({ result }) => result === "catch_all"));
    await exportAs("each in its own file");
    await workbench.quickInput.acceptPath("Folder for the Files", /workspace\/?$/u);
    assert.match(await workbench.dialogText(), /people\.invalid\.csv/u);
    await workbench.clickDialog("Keep Both");
    await workbench.watcher.until("the others", () =>
      Promise.resolve(files().filter((name) => name.endsWith("-2.csv")).length === parts),
    );
  });

  it("exports a report for people", async () => {
    await exportAs("Markdown Report");
    await workbench.quickInput.acceptPath("Export Results", /people\.report\.md$/u);
    await workbench.waitForToast("Exported to people.report.md.");
    const text = readFileSync(path.join(workbench.workspaceDir, "people.report.md"), "utf8");
    assert.match(text, /^# Verification of people\.csv$/mu);
    assert.match(text, /^## Grade [ABCDF]$/mu);
    const input = readFileSync(path.join(workbench.workspaceDir, "people.csv"));
    const sha256 = createHash("sha256").update(input).digest("hex");
    assert.ok(text.includes(`| SHA-256 of the file | ${sha256} |`), text);
    assert.match(text, /^\| Total \| 60 \| {2}\|$/mu);
    assert.match(text, /^\| Time at work \| \d+ s \|$/mu);
    assert.match(text, /Credits used \| 15 /u);
    assert.match(text, /Instantly \(unofficial\) \d+\.\d+\.\d+/u);
  });

  it("comes back after the window was reloaded, as it was looked at", async function () {
    this.timeout(180_000);
    const frame = await report();
    const left = `${countAt("firm2.example")} of 60 addresses`;
    await frame.getByRole("searchbox").fill("@firm2");
    await waitForRows(frame, left);
    await workbench.reload();
    await workbench.watcher.step("see the run again", () =>
      workbench.view("Verifications").row("people.csv").waitFor({ timeout: 60_000 }),
    );
    await waitForRows(await report(), left);
  });
});
