import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { SandboxClient } from "../sandboxClient.ts";
import { filesUnder } from "./filesUnder.ts";
import { signInWith } from "./signInWith.ts";
import { Workbench } from "./workbench.ts";

interface Mail {
  readonly id: string;
  readonly subject: string;
  readonly lead: string | null;
}

const LOOK_EVERY_MINUTES = 0.05;

describe("the Emails view as somebody wants it", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;
  let lead = "";

  const view = (): ReturnType<Workbench["view"]> => workbench.view("Emails");
  const lastList = async (): Promise<URLSearchParams> => {
    const lists = (await sandbox.requests()).filter(({ path: where }) => where === "/api/v2/emails");
    return new URLSearchParams(lists.at(-1)?.query);
  };
  const pick = async (command: string, title: string, choice: string): Promise<void> => {
    await workbench.quickInput.choose(`Instantly: ${command}`, title, choice);
  };
  const filter = (choice: string): Promise<void> => pick("Filter Emails…", "Filter Emails", choice);
  const group = (choice: string): Promise<void> => pick("Group Emails…", "Group Emails", choice);
  const waitForHead = (text: string): Promise<true> =>
    workbench.watcher.until(`"${text}" beside the title`, async () => (await view().description()) === text);
  const pageFiles = (): string[] =>
    filesUnder(workbench.profileDir).filter((file) => path.basename(file).startsWith("pages-"));
  /** Waits until what is on the screen lies on the disk: it is written when nobody waits. */
  const waitUntilKept = async (): Promise<void> => {
    await workbench.watcher.until("pages on the disk", () => Promise.resolve(pageFiles().length > 0));
    await workbench.page.waitForTimeout(3000);
  };

  before(async () => {
    await sandbox.reset();
    workbench = await Workbench.open({
      settings: {
        "instantly.api.baseUrl": sandbox.origin,
        "instantly.emails.pollMinutes": LOOK_EVERY_MINUTES,
      },
    });
    await workbench.openContainer("Instantly");
    await signInWith(workbench, sandbox.key);
    await workbench.waitForToast("Signed in to Lumen & Oak.");
    await view().show();
    await view().waitForRows("emails", (rows) => rows.length > 20);
    const { items } = await sandbox.call<{ items: Mail[] }>("GET", "/emails?limit=10&email_type=received");
    lead = items.find((mail) => mail.lead !== null)?.lead ?? "";
  });
  afterEach(() => sandbox.clearFaults());
  after(() => workbench.close());

  it("has Instantly find scheduled mail, reminders and what is not in focus", async () => {
    for (const [choice, name, value] of [
      ["Scheduled", "scheduled_only", "true"],
      ["Reminders", "has_reminder", "true"],
      ["Others", "mode", "emode_others"],
    ] as const) {
      await filter(choice);
      await workbench.watcher.until(
        `a list with ${name}`,
        async () => (await lastList()).get(name) === value,
      );
      await waitForHead(choice);
      await view().waitForRows(choice, (rows) => rows.length > 1);
    }
    await filter("All");
    await waitForHead("");
  });

  it("puts a conversation into one row that opens into its messages", async () => {
    await group("By conversation");
    await waitForHead("by conversation");
    const rows = await view().waitForRows("conversations", (all) =>
      all.some(({ expanded }) => expanded === false),
    );
    const thread = rows.find(({ expanded }) => expanded === false);
    assert.ok(thread);
    const count = /^\((\d+)\) /u.exec(thread.description)?.[1];
    await view().expand(thread.label);
    await view().waitForRows("its messages", (all) => {
      return all.filter(({ level }) => level === 2).length === Number(count);
    });
  });

  it("groups by account, by campaign under its name, and by day", async () => {
    await group("By account");
    await view().waitForRows("accounts", ([first]) => first?.level === 1 && first.label.includes("@"));
    await group("By campaign");
    const names = await sandbox.call<{ items: { name: string }[] }>("GET", "/campaigns?limit=100");
    await view().waitForRows("campaigns by name", ([first]) =>
      names.items.some(({ name }) => name === first?.label),
    );
    await group("By day");
    await view().waitForRows("days", (rows) => rows.some(({ label }) => label === "Today"));
  });

  it("finds the mail of a lead whose address is typed into the filter", async () => {
    await workbench.runCommand("Instantly: Filter Emails…");
    await workbench.quickInput.waitFor("Filter Emails");
    await workbench.quickInput.type(lead);
    await workbench.quickInput.pick(`Mail with ${lead}`);
    await waitForHead(`${lead} · by day`);
    await workbench.watcher.until("a search", async () => (await lastList()).get("search") === lead);
  });

  it("shows the workspace the same way after a reload, and leaves the address nowhere on the disk", async () => {
    await waitUntilKept();
    const { items } = await sandbox.call<{ items: Mail[] }>("GET", `/emails?search=${lead}&limit=1`);
    const subject = items[0]?.subject ?? "";
    assert.ok(subject.length > 5 && lead.includes("@"));
    const telling = filesUnder(workbench.profileDir).filter((file) => {
      const bytes = readFileSync(file);
      return bytes.includes(lead) || bytes.includes(subject) || bytes.includes(sandbox.key);
    });
    assert.deepEqual(telling, []);
    await workbench.reload();
    await waitForHead(`${lead} · by day`);
    await filter("All");
    await group("One list");
    await waitForHead("");
  });

  it("says once what has come in, puts it on top and opens it from there", async () => {
    await view().waitForRows("emails", (rows) => rows.length > 20);
    await sandbox.addMail({ subject: "Re: our talk", from: "ann@reply.example", name: "Ann Reply" });
    await workbench.waitForToast("Ann Reply wrote: Re: our talk");
    await view().waitForRows("it on top", ([first]) => first?.label === "Ann Reply");
    await workbench.clickToast("Ann Reply wrote", "Open");
    await workbench.panelFrame("Re: our talk");
    await workbench.runCommand("View: Close All Editors");
    // The focus went with the panel, and new mail is looked for while the window has it.
    await workbench.page.locator(".part.sidebar .composite.title").click();
  });

  it("shows what was sent without a word about it, and several replies in one sentence", async () => {
    await sandbox.addMail({ subject: "A pitch of ours", sent: true });
    await sandbox.addMail({ subject: "Re: one", from: "bo@reply.example", name: "Bo Reply" });
    await sandbox.addMail({ subject: "Re: two", from: "cy@reply.example", name: "Cy Reply" });
    const said = await workbench.waitForToast("new emails, from");
    assert.equal(said, "2 new emails, from Cy Reply, Bo Reply.");
    await view().waitForRows("all three", (rows) =>
      ["one", "two", "A pitch of ours"].every((subject) =>
        rows.some(({ description }) => description.startsWith(`${subject} · `)),
      ),
    );
    assert.ok(!(await workbench.toasts()).some((toast) => toast.includes("A pitch of ours")));
  });

  it("shows the last rows without a network, since when they are, and the messages in them", async () => {
    const [first] = await view().rows();
    assert.ok(first);
    await waitUntilKept();
    await sandbox.addFaults({ match: "GET /*", drop: true });
    await workbench.reload();
    await view().waitForRows("the rows of before", ([row]) => row?.label === first.label);
    await workbench.watcher.until("since when", async () =>
      /^As of \d+:\d\d.*could not be reached/.test(await view().message()),
    );
    await view().click(first.label);
    const panel = await workbench.panelFrame("This is the email as of");
    assert.match(await panel.locator("body").innerText(), /Instantly could not be asked/);
    await sandbox.clearFaults();
    await workbench.runCommand("Instantly: Refresh Emails");
    await workbench.watcher.until("the API's own rows", async () => (await view().message()) === "");
    await workbench.runCommand("View: Close All Editors");
  });

  it("clears what is kept once that is agreed to, and says so", async () => {
    await waitUntilKept();
    await workbench.runCommand("Instantly: Clear Local Data");
    assert.match(await workbench.dialogText(), /Your API keys stay/);
    await workbench.clickDialog("Clear Lists and Messages");
    const said = await workbench.waitForToast("Removed: lists and messages");
    assert.match(said, /\(\d[\d.,]* (kB|MB)\)/);
    await sandbox.addFaults({ match: "GET /*", drop: true });
    await workbench.reload();
    await workbench.watcher.until("nothing but the failure", async () => {
      const rows = await view().rows();
      return (await view().message()).includes("could not be reached") && rows[0]?.label === "Try Again";
    });
    await sandbox.clearFaults();
    await workbench.runCommand("Instantly: Refresh Emails");
    await view().waitForRows("emails", (rows) => rows.length > 20);
  });

  it("leaves no page on the disk after signing out, and says what was wiped", async () => {
    await waitUntilKept();
    await workbench.runCommand("Instantly: Sign Out");
    const said = await workbench.waitForToast("Signed out of Lumen & Oak.");
    assert.match(said, /its lists and messages kept on this machine/);
    assert.deepEqual(pageFiles(), []);
  });
});
