import assert from "node:assert/strict";
import { SandboxClient } from "../sandboxClient.ts";
import { openSignedIn } from "./openSignedIn.ts";
import type { Row } from "./treeView.ts";
import type { Workbench } from "./workbench.ts";

interface Items<T> {
  readonly items: readonly T[];
}
const labels = (rows: readonly Row[]): string[] => rows.map(({ label }) => label);

describe("the Accounts view", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  const view = (): ReturnType<Workbench["view"]> => workbench.view("Accounts");
  const filter = async (text: string): Promise<void> => {
    await workbench.runCommand("Instantly: Filter Accounts…");
    await workbench.quickInput.waitFor("Filter Accounts");
    await workbench.quickInput.type(text);
    await workbench.quickInput.accept();
  };

  /** A click also opens the account; its panel is not what these tests are about. */
  const select = async (email: string): Promise<void> => {
    await view().click(email);
    await workbench.waitForTab(email);
    await workbench.closeTab(email);
  };

  before(async () => {
    workbench = await openSignedIn(sandbox);
    await view().show();
    await view().waitForRows("accounts", (rows) => rows.length > 20);
  });
  after(() => workbench.close());

  it("shows status, warm-up score and daily limit, and says them in full to a screen reader", async () => {
    await filter("maya@lumenoak.example");
    const [healthy] = await view().waitForRows("the match", ({ length }) => length === 1);
    assert.equal(healthy?.description, "100 · 50/day · active");
    assert.equal(
      healthy.ariaLabel,
      "maya@lumenoak.example, active, warm-up on, score 100, sends 50 a day at most",
    );
    const icon = (name: string): Promise<number> =>
      view().row("maya@lumenoak.example").locator(`.codicon-${name}`).count();
    assert.equal(await icon("pass-filled"), 1);
    await filter("");
    await view().waitForRows("all accounts", ({ length }) => length > 20);
  });

  it("begins with what needs attention, says why before anything else, and counts it over all accounts", async () => {
    const { items } = await sandbox.call<Items<{ email: string }>>(
      "GET",
      "/accounts?filter=ACC_FILTER_ERROR&limit=100",
    );
    const broken = items.map(({ email }) => email);
    const rows = await view().rows();
    assert.deepEqual(labels(rows).slice(0, broken.length).toSorted(), broken.toSorted());
    assert.match(rows[0]?.description ?? "", / · \w+ ?\w* error$/u);
    assert.equal(await view().description(), `${broken.length} need attention`);
  });

  it("says why an account is broken: the mail server's code and what it means", async () => {
    const row = (await view().rows()).find(({ label }) => label === "ines@lumenoak.example");
    assert.match(
      row?.description ?? "",
      /^could not be reached \(421 4\.4\.2 ETIMEDOUT\) · connection error$/u,
    );
    assert.match(row?.ariaLabel ?? "", /connection error, The mail server could not be reached/);
    const tooltip = await view().tooltip("ines@lumenoak.example");
    assert.match(await tooltip.innerText(), /Check host, port and encryption/);
  });

  it("copies an address, and the account as the API sent it", async () => {
    await view().contextMenu("ines@lumenoak.example", "Copy Address");
    await workbench.waitForClipboard("ines@lumenoak.example");
    await view().contextMenu("ines@lumenoak.example", "Copy as JSON");
    const json = await workbench.watcher.until("JSON on the clipboard", async () => {
      const text = await workbench.clipboard();
      return text.startsWith("{") && text;
    });
    const copied = JSON.parse(json) as Record<string, unknown>;
    assert.equal(copied["email"], "ines@lumenoak.example");
    assert.equal(copied["status"], -1);
  });

  it("loads page after page to all 240 accounts, none of them twice", async () => {
    const loadMoreTo = async (end: RegExp): Promise<void> => {
      await view().loadMore();
      await workbench.watcher.until(`a last row like ${String(end)}`, async () => {
        await view().scrollToEnd();
        const last = (await view().rows()).at(-1);
        return end.test(`${last?.label ?? ""} ${last?.description ?? ""}`);
      });
    };
    await loadMoreTo(/@oddities\.test/);
    const all = labels(await view().allRows());
    assert.equal(all.length, 240);
    assert.equal(new Set(all).size, 240);
  });

  it("keeps the rows, the selection and the place over a refresh", async () => {
    await view().scrollToEnd();
    await select("unknown-status@oddities.test");
    const before = (await sandbox.requests()).length;
    await workbench.runCommand("Instantly: Refresh Accounts");
    await workbench.watcher.until("three pages read again, and those with an error", async () => {
      const reads = (await sandbox.requests()).slice(before).filter(({ path }) => path.endsWith("/accounts"));
      return reads.length === 4;
    });
    await view().waitForRows("the same rows", (rows) =>
      labels(rows).includes("unknown-status@oddities.test"),
    );
    assert.deepEqual(await view().selected(), ["unknown-status@oddities.test"]);
  });

  it("says unknown and the code for a status that this version does not know", async () => {
    const row = (await view().rows()).find(({ label }) => label === "unknown-status@oddities.test");
    assert.match(row?.description ?? "", /unknown \(42\)/);
    assert.match(row?.ariaLabel ?? "", /unknown \(42\)/);
  });

  it("shows what is hostile in a name as text: no link, no icon, no reordering", async () => {
    await filter("strange-name@");
    await view().waitForRows("the match", ({ length }) => length === 1);
    const tooltip = await view().tooltip("strange-name@oddities.test");
    const text = await tooltip.innerText();
    assert.ok(text.includes("[Click me](https://phish.example) <b>Bold</b>"), text);
    assert.ok(text.includes("$(alert)"), text);
    assert.doesNotMatch(text, /\p{Bidi_Control}|(?!\n)\p{Cc}/u);
    assert.equal(await tooltip.locator("a, b, .codicon-alert").count(), 0);
  });

  it("sorts by warm-up score as the API does", async () => {
    await filter("");
    await view().waitForRows("all accounts", ({ length }) => length > 20);
    await workbench.quickInput.choose("Instantly: Sort Accounts…", "Sort Accounts", "by warm-up score");
    await view().scrollToTop();
    const query = "sort_by=stat_warmup_score&sort_order=desc&limit=15";
    const { items } = await sandbox.call<Items<{ email: string }>>("GET", `/accounts?${query}`);
    const best = items.map(({ email }) => email);
    assert.ok(!best.slice(0, 3).includes("ines@lumenoak.example"));
    await view().waitForRows("the best first", (rows) => labels(rows).slice(0, 15).join() === best.join());
    assert.match(await view().description(), /need attention · by warm-up score$/u);
  });

  it("groups by status, and a refresh keeps what was unfolded and selected", async () => {
    await workbench.runCommand("Instantly: Group Accounts by Status");
    await view().waitForRows("groups", ([first]) => first?.expanded !== undefined);
    await view().titleAction("Collapse All");
    const groups = await view().waitForRows("groups of all accounts", (rows) => {
      return rows.reduce((sum, { description }) => sum + Number(description), 0) === 240;
    });
    assert.match(groups[0]?.label ?? "", / error$/u);
    assert.ok(
      groups.some(({ label, ariaLabel }) => label === "active" && /^active, \d+ acc/.test(ariaLabel)),
    );
    await view().expand(/^active/);
    await view().scrollToTop();
    const memberOf = (rows: readonly Row[]): Row | undefined => rows.find(({ level }) => level === 2);
    const member = memberOf(await view().waitForRows("an account under active", (rows) => !!memberOf(rows)));
    assert.ok(member);
    await select(member.label);
    const before = (await sandbox.requests()).length;
    await workbench.runCommand("Instantly: Refresh Accounts");
    await workbench.watcher.until("a refresh", async () => (await sandbox.requests()).length > before);
    await view().scrollToTop();
    const again = memberOf(await view().waitForRows("the group", (rows) => !!memberOf(rows)));
    assert.equal(again?.label, member.label);
    assert.deepEqual(await view().selected(), [member.label]);
    await workbench.runCommand("Instantly: Show Accounts as a Flat List");
    await view().waitForRows("no groups", ([first]) => first?.label.includes("@") === true);
    await workbench.quickInput.choose("Instantly: Sort Accounts…", "Sort Accounts", "newest first");
    await view().waitForRows("the newest", ([first]) => first?.label === "maya@lumenoak.example");
  });

  it("lets the API search all accounts, and says so when none matches", async () => {
    await filter("oddities.test");
    const rows = await view().waitForRows("the matches", (found) => found.length === 4);
    assert.ok(rows.every(({ label }) => label.endsWith("@oddities.test")));
    const search = (await sandbox.requests()).findLast(({ query }) => query.includes("search="));
    assert.equal(new URLSearchParams(search?.query).get("search"), "oddities.test");
    await filter("nobody-has-this");
    await view().waitForWelcome("No account matches the filter.");
    await view().clickWelcome("Clear Filter");
    await view().waitForRows("all accounts", (found) => found.length > 20);
  });
});
