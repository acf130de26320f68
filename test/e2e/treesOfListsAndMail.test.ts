import assert from "node:assert/strict";
import { SandboxClient } from "../sandboxClient.ts";
import { openSignedIn } from "./openSignedIn.ts";
import type { Workbench } from "./workbench.ts";

interface Items<T> {
  readonly items: readonly T[];
}
interface Mail {
  readonly subject: string;
  readonly timestamp_email: string;
  readonly ue_type: number;
  readonly i_status?: number;
}
interface ApiStats {
  readonly stats: Readonly<Record<string, number>>;
  readonly total_leads: number;
}

describe("the Lead Lists view", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  const view = (): ReturnType<Workbench["view"]> => workbench.view("Lead Lists");

  before(async () => {
    workbench = await openSignedIn(sandbox);
    await view().show();
    await view().waitForRows("lead lists", (rows) => rows.length === 12);
  });
  after(() => workbench.close());

  it("opens a list into the verification mix that the API counts", async () => {
    const { items } = await sandbox.call<Items<{ id: string; name: string }>>("GET", "/lead-lists?limit=100");
    const list = items.find(({ name }) => name === "Nordic SaaS founders");
    const path = `/lead-lists/${list?.id ?? ""}/verification-stats`;
    const { stats, total_leads: total } = await sandbox.call<ApiStats>("GET", path);
    await view().expand("Nordic SaaS founders");
    const rows = await view().waitForRows("its mix", (all) => all.some(({ level }) => level === 2));
    const mix = rows.filter(({ level }) => level === 2).map(({ ariaLabel }) => ariaLabel);
    const said = (count: number | undefined, word: string): boolean =>
      mix.some((text) => text.startsWith(`${String(count)} ${word}, `));
    assert.ok(said(stats["verified"], "verified"), mix.join("\n"));
    assert.ok(said(stats["invalid"], "invalid"), mix.join("\n"));
    assert.ok(said(stats["risky"], "risky"), mix.join("\n"));
    assert.ok(said(stats["catch_all"], "catch-all"), mix.join("\n"));
    assert.equal(mix.at(-1), `${String(total)}, total`);
  });

  it("copies a list's ID and its JSON, and says where the web app cannot show it", async () => {
    const { items } = await sandbox.call<Items<{ id: string; name: string }>>("GET", "/lead-lists?limit=100");
    const list = items.find(({ name }) => name === "Nordic SaaS founders");
    await view().contextMenu("Nordic SaaS founders", "Copy ID");
    await workbench.waitForClipboard(list?.id ?? "");
    await view().contextMenu("Nordic SaaS founders", "Copy as JSON");
    await workbench.waitForClipboard(JSON.stringify(list, undefined, 2));
    await view().contextMenu("Nordic SaaS founders", "Open in Instantly");
    await workbench.waitForToast("This workspace is not on Instantly's own servers");
  });

  it("keeps an open list open over a refresh", async () => {
    await workbench.runCommand("Instantly: Refresh Lead Lists");
    await workbench.watcher.until("the mix read again", async () => {
      const reads = (await sandbox.requests()).filter(({ path }) => path.endsWith("/verification-stats"));
      return reads.length === 3; // this test's own among them
    });
    const rows = await view().waitForRows("the mix", (all) => all.some(({ level }) => level === 2));
    assert.equal(rows[0]?.expanded, true);
  });

  it("says under a list when its mix cannot be read, and tries again at a click", async () => {
    await sandbox.addFaults({ match: "GET /lead-lists/*/verification-stats", status: 500 });
    await view().expand("Webinar sign-ups");
    const failed = "Instantly had a fault of its own (500)";
    await view().waitForRows("the failure", (rows) => rows.some(({ label }) => label.startsWith(failed)));
    await sandbox.clearFaults();
    await view().click(failed);
    await view().waitForRows("the mix of both lists", (rows) => {
      return rows.filter(({ description }) => description === "total").length === 2;
    });
  });
});

describe("the Emails view", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  const view = (): ReturnType<Workbench["view"]> => workbench.view("Emails");
  const unreadCount = async (): Promise<string> =>
    String((await sandbox.call<{ count: number }>("GET", "/emails/unread/count")).count);
  const filter = async (by: string, which?: string): Promise<void> => {
    await workbench.quickInput.choose("Instantly: Filter Emails…", "Filter Emails", by);
    if (which !== undefined) await workbench.quickInput.pick(which);
  };
  const lastListQuery = async (): Promise<URLSearchParams> => {
    const lists = (await sandbox.requests()).filter(({ path }) => path.endsWith("/emails"));
    return new URLSearchParams(lists.at(-1)?.query);
  };

  before(async () => {
    workbench = await openSignedIn(sandbox);
    await view().show();
    await view().waitForRows("emails", (rows) => rows.length > 20);
  });
  after(() => workbench.close());

  it("shows recent mail newest first: subject without its Re, how the lead stands, then the age", async () => {
    const { items } = await sandbox.call<Items<Mail>>("GET", "/emails?limit=50");
    const newest = items
      .filter(({ ue_type: type }) => type !== 4)
      .toSorted((a, b) => Date.parse(b.timestamp_email) - Date.parse(a.timestamp_email));
    const rows = (await view().rows()).slice(0, 15);
    for (const [index, { description }] of rows.entries()) {
      const subject = newest[index]?.subject.replace(/^(Re: )+/u, "") ?? "?";
      assert.ok(description.startsWith(`${subject} · `), `${description}: ${subject}`);
    }
    assert.match(rows[0]?.description ?? "", / · (now|\d+ min)$/u);
    const interested = newest.findIndex(({ i_status: status }) => status === 1);
    assert.match((await view().allRows())[interested]?.description ?? "", / · interested · /u);
  });

  it("has what is yet to be sent in a row of its own, after the rest", async () => {
    const rows = await view().allRows();
    const scheduled = rows.find(({ label }) => label === "Scheduled");
    assert.equal(scheduled?.expanded, false);
    assert.equal(rows.indexOf(scheduled), rows.length - 2); // then "Load More"
  });

  it("marks unread mail with a closed letter and a word, keeps its kind, and badges their number", async () => {
    const rows = await view().rows();
    const unread = rows.filter(({ ariaLabel }) => ariaLabel.startsWith("unread, "));
    assert.ok(unread.length > 0 && unread.length < rows.length);
    assert.equal(await view().icons("mail").count(), unread.length);
    const count = await unreadCount();
    await workbench.watcher.until("the badge", async () => (await workbench.badge("Instantly")) === count);
  });

  it("takes one off the badge when a mail is marked as read", async () => {
    const before = Number(await workbench.badge("Instantly"));
    const row = (await view().rows()).find(({ ariaLabel }) => ariaLabel.startsWith("unread, "));
    assert.ok(row);
    await view().contextMenu(row.label, "Mark as Read");
    await workbench.watcher.until("the badge", async () => {
      return (await workbench.badge("Instantly")) === String(before - 1);
    });
    assert.equal(await unreadCount(), String(before - 1));
    await view().waitForRows("the mail read", (rows) =>
      rows.some(({ label, ariaLabel }) => label === row.label && !ariaLabel.startsWith("unread")),
    );
  });

  it("shows unread, sent, or one account's mail alone", async () => {
    await filter("Unread");
    await view().waitForRows("unread mail", (rows) => {
      return rows.length > 10 && rows.every(({ ariaLabel }) => /^unread, |^Load/.test(ariaLabel));
    });
    assert.equal((await lastListQuery()).get("is_unread"), "true");
    await filter("Sent");
    await view().waitForRows("sent mail", (rows) => {
      return rows.length > 10 && rows.every(({ label }) => label.startsWith("To: "));
    });
    assert.equal((await lastListQuery()).get("email_type"), "sent");
    await filter("All");
    await filter("Of One Account…", "maya@lumenoak.example");
    await workbench.watcher.until("a list of that account", async () => {
      return (await lastListQuery()).get("eaccount") === "maya@lumenoak.example";
    });
    await workbench.watcher.until("the filter beside the title", async () => {
      return (await view().description()) === "maya@lumenoak.example";
    });
    await filter("All");
    await view().waitForRows("all mail", (rows) => rows.some(({ label }) => !label.startsWith("To: ")));
  });

  it("shows one campaign's mail, what is in focus, or what was received", async () => {
    const { items } = await sandbox.call<Items<{ id: string; name: string }>>("GET", "/campaigns?limit=1");
    const [campaign] = items;
    assert.ok(campaign);
    const asked = (name: string, value: string): Promise<true> =>
      workbench.watcher.until(`a list with ${name}`, async () => (await lastListQuery()).get(name) === value);
    await filter("Of One Campaign…", campaign.name);
    await asked("campaign_id", campaign.id);
    await filter("All");
    await filter("Focused");
    await asked("mode", "emode_focused");
    await filter("Received");
    await asked("email_type", "received");
    await filter("All");
    await view().waitForRows("all mail", (rows) => rows.some(({ label }) => label.startsWith("To: ")));
  });

  it("never asks for more than 20 lists of mail a minute, and shows that it waits", async () => {
    await sandbox.reset(); // forgets the mail that this test asked for itself; the extension still counts its own
    for (let asked = 0; asked < 24; asked++) await view().titleAction("Refresh Emails");
    await workbench.statusBarItem(/waiting \d+ s/).waitFor();
    const requests = await sandbox.requests();
    assert.deepEqual(
      requests.filter(({ status }) => status === 429),
      [],
    );
    const lists = requests.filter(({ path }) => path.endsWith("/emails"));
    assert.ok(lists.length <= 20, `${lists.length} lists`);
    const rows = await view().rows();
    assert.ok(rows.length > 20, "the rows are gone while it waits");
  });
});
