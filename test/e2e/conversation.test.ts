import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { SandboxClient } from "../sandboxClient.ts";
import { type ApiEmail, inOrder } from "./apiEmail.ts";
import { openSignedIn } from "./openSignedIn.ts";
import type { Workbench } from "./workbench.ts";

/** The sandbox's conversation of a hundred messages. */
const LONG = "0198c0de-0100-7000-8000-000000000001";

describe("conversations and triage in a real window", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;
  let mails: readonly ApiEmail[];

  const view = (): ReturnType<Workbench["view"]> => workbench.view("Emails");
  const mail = (id: string): Promise<ApiEmail> => sandbox.call<ApiEmail>("GET", `/emails/${id}`);
  const press = (frame: Frame, name: string): Promise<void> =>
    workbench.watcher.step(`press ${name}`, () => frame.getByRole("button", { name, exact: true }).click());
  const text = (frame: Frame, selector: string): Promise<string[]> => frame.locator(selector).allInnerTexts();
  const see = (what: string, test: () => Promise<boolean>): Promise<true> =>
    workbench.watcher.until(what, test);
  /** Of the email at this place of the view. */
  const at = (index: number): ApiEmail => {
    const found = mails[index];
    assert.ok(found);
    return found;
  };
  const lettersOf = async (frame: Frame): Promise<(string | null)[]> =>
    Promise.all((await frame.locator(".letter").all()).map((letter) => letter.getAttribute("data-id")));
  const row = (index: number): ReturnType<ReturnType<Workbench["view"]>["at"]> => view().at(index);
  /** A click leaves the focus with the panel that it has opened. */
  const focusTree = (): Promise<void> => row(0).locator("xpath=ancestor::*[@role='tree']").focus();
  const open = async (index: number): Promise<Frame> => {
    await row(index).click();
    return workbench.panelFrame(at(index).subject);
  };
  const key = async (frame: Frame, name: string): Promise<void> => {
    await frame.locator("h1").click();
    await workbench.page.keyboard.press(name);
  };

  before(async () => {
    workbench = await openSignedIn(sandbox);
    const { items } = await sandbox.call<{ items: ApiEmail[] }>("GET", "/emails?limit=50");
    mails = inOrder(items);
    await view().show();
    await view().waitForRows("emails", (rows) => rows.length > 20);
  });
  after(() => workbench.close());

  describe("a conversation", () => {
    let frame: Frame;

    it("shows around its message, each other message folded, with one list call", async () => {
      const { items } = await sandbox.call<{ items: ApiEmail[] }>(
        "GET",
        `/emails?search=thread:${at(0).thread_id}`,
      );
      frame = await open(0);
      await press(frame, "Show Conversation");
      await see("its messages", async () => (await frame.locator(".letter").count()) === items.length);
      assert.ok(items.length > 1);
      assert.equal(await frame.locator("iframe").count(), 1);
      const lists = (await sandbox.requests()).filter(({ query }) => query.includes("preview_only=true"));
      assert.equal(lists.filter(({ query }) => !query.includes("starting_after")).length, 1);
      const ids = await lettersOf(frame);
      assert.deepEqual(ids, items.map(({ id }) => id).toReversed());
    });

    it("says whose each message is and by which campaign and step", async () => {
      assert.deepEqual(new Set(await text(frame, ".letter-side")), new Set(["us", "lead"]));
      assert.match(
        (await text(frame, ".letter-how"))[0] ?? "",
        /^sent by campaign · .+ · (?:step \d|first step)$/u,
      );
      assert.match(await frame.locator("header .facts").innerText(), new RegExp(`<${at(0).lead}>`, "u"));
    });

    it("unfolds a message with its body, and folds it again", async () => {
      const first = frame.locator(".letter").first();
      await first.locator(".letter-head").click();
      await first.locator("iframe").waitFor();
      assert.equal(await first.locator("iframe").getAttribute("sandbox"), "");
      await first.locator(".letter-head").click();
      await first.locator("iframe").waitFor({ state: "detached" });
    });

    it("turns round, and remembers that for other conversations", async () => {
      const before = await lettersOf(frame);
      await press(frame, "Newest First");
      await see(
        "the newest on top",
        async () => (await lettersOf(frame)).join() === before.toReversed().join(),
      );
      await view().contextMenu(/./u, "Open Conversation");
      frame = await workbench.panelFrame("messages");
      await frame.getByRole("button", { name: "Newest Last", exact: true }).waitFor();
    });

    it("comes back as it was after a reload of the window", async () => {
      const oldest = frame.locator(".letter").last();
      await oldest.locator(".letter-head").click();
      await oldest.locator("iframe").waitFor();
      await workbench.reload();
      frame = await workbench.panelFrame("messages");
      await see("two unfolded messages", async () => {
        return (await frame.locator('.letter-head[aria-expanded="true"]').count()) === 2;
      });
      await press(frame, "Newest Last");
      await press(frame, "Show This Message Alone");
      await frame.locator(".thread").waitFor({ state: "detached" });
    });

    it("keeps its message when the rest cannot be read, and says why", async () => {
      await sandbox.addFaults({ match: "GET /emails", status: 500 });
      await press(frame, "Show Conversation");
      await see("the reason", async () =>
        (await frame.locator(".thread-bar").innerText()).includes("a fault of its own (500)"),
      );
      await frame.locator("iframe").last().waitFor();
      await sandbox.clearFaults();
      await workbench.chooseMore(frame, "Refresh");
      await see("the messages", async () => (await frame.locator(".letter").count()) > 1);
    });

    it("of a hundred messages draws them all, and one body", async () => {
      const { items } = await sandbox.call<{ items: ApiEmail[] }>(
        "GET",
        `/emails?search=thread:${LONG}&limit=1`,
      );
      await workbench.runCommand("Instantly: Filter Emails…");
      await workbench.quickInput.waitFor("Filter Emails");
      await workbench.quickInput.type(items[0]?.lead ?? "");
      await workbench.quickInput.pick(`Mail with ${items[0]?.lead ?? ""}`);
      await view().waitForRows("the lead's mail", (rows) => rows.length > 20);
      await row(0).click();
      await workbench.runCommand("Instantly: Open Conversation");
      const long = await workbench.panelFrame("100 messages");
      assert.equal(await long.locator(".letter").count(), 100);
      assert.equal(await long.locator(".letter-body").count(), 1);
      assert.ok((await text(long, ".letter-how")).includes("scheduled"));
      await workbench.quickInput.choose("Instantly: Filter Emails…", "Filter Emails", "All");
      await view().waitForRows("all mail", (rows) => rows.some(({ label }) => label.startsWith("To: ")));
    });
  });

  describe("triage", () => {
    it("goes from email to email by J and K, in the panel", async () => {
      await workbench.runCommand("View: Close All Editors");
      const frame = await open(0);
      const tabs = (await workbench.tabs()).length;
      await key(frame, "j");
      await workbench.panelFrame(at(1).subject);
      assert.equal((await workbench.tabs()).length, tabs);
      await see("the row chosen", async () => (await row(1).getAttribute("aria-selected")) === "true");
      await key(await workbench.panelFrame(at(1).subject), "k");
      await workbench.panelFrame(at(0).subject);
    });

    it("shows one email after another in the tab of the last, unless that is pinned or a new one is asked for", async () => {
      const tabs = (await workbench.tabs()).length;
      await open(2);
      assert.equal((await workbench.tabs()).length, tabs);
      await view().contextMenu(1, "Open in New Tab");
      await workbench.panelFrame(at(1).subject);
      await see("a second tab", async () => (await workbench.tabs()).length === tabs + 1);
      await workbench.runCommand("View: Pin Editor");
      await open(0);
      await see("a third tab", async () => (await workbench.tabs()).length === tabs + 2);
      await workbench.runCommand("View: Close All Editors");
      await workbench.runCommand("View: Unpin Editor");
      await workbench.runCommand("View: Close All Editors");
      await open(0);
    });

    it("and in the view, where the panel follows", async () => {
      await row(0).click();
      await focusTree();
      await workbench.page.keyboard.press("j");
      await workbench.panelFrame(at(1).subject);
      await see("the row chosen", async () => (await row(1).getAttribute("aria-selected")) === "true");
    });

    it("acts on the row that the arrow keys have reached", async () => {
      await row(2).click();
      await see("the email read", async () => (await mail(at(2).id)).is_unread === 0);
      await open(1);
      await focusTree();
      await workbench.page.keyboard.press("ArrowDown");
      await workbench.page.keyboard.press("u");
      await see("the third email unread", async () => (await mail(at(2).id)).is_unread === 1);
      await workbench.page.keyboard.press("u");
      await see("the third email read", async () => (await mail(at(2).id)).is_unread === 0);
    });

    it("takes a read mark back when Instantly refuses it, and says why", async () => {
      const frame = await open(0);
      await see("the email read", async () => (await mail(at(0).id)).is_unread === 0);
      await sandbox.addFaults({ match: "PATCH /emails/*", status: 500, times: 1 });
      await press(frame, "Mark as Unread");
      await see("the reason", async () => (await frame.locator(".remark").innerText()).includes("(500)"));
      await frame.getByRole("button", { name: "Mark as Unread", exact: true }).waitFor();
      assert.equal((await mail(at(0).id)).is_unread, 0);
      await view().waitForRows("the row read", ([first]) => first?.ariaLabel.startsWith("unread") === false);
    });

    it("sets an interest status, which says queued until Instantly shows it", async () => {
      const frame = await open(0);
      await key(frame, "i");
      await workbench.quickInput.waitFor(`Interest Status of ${at(0).lead}`);
      await workbench.quickInput.pick("Meeting completed");
      await see("the order", async () =>
        (await text(frame, ".badges li")).some((it) => it.includes("queued")),
      );
      await see("it done", async () => (await text(frame, ".badges li")).at(-1) === "meeting completed");
      const lead = await sandbox.call<{ lt_interest_status: number }>("GET", `/leads/${at(0).lead_id}`);
      assert.equal(lead.lt_interest_status, 3);
    });

    it("offers the workspace's own statuses by their names", async () => {
      const frame = await open(1);
      await key(frame, "i");
      await workbench.quickInput.waitFor(`Interest Status of ${at(1).lead}`);
      await workbench.quickInput.pick("Hot lead");
      await see("it done", async () => (await text(frame, ".badges li")).at(-1) === "Hot lead");
      assert.equal(await frame.locator(".badges li").last().getAttribute("data-tone"), "good");
      await open(0);
    });

    it("takes a refused interest status back", async () => {
      const frame = await open(0);
      await sandbox.addFaults({
        match: "POST /leads/update-interest-status",
        status: 400,
        body: { error: "Lead not found" },
        times: 1,
      });
      await press(frame, "Interest…");
      await workbench.quickInput.pick("Lost");
      await workbench.waitForToast("Lead not found");
      assert.equal((await text(frame, ".badges li")).at(-1), "meeting completed");
    });

    it("sets a reminder and clears it", async () => {
      const frame = await open(0);
      await key(frame, "s");
      await workbench.quickInput.waitFor("Reminder for");
      await workbench.quickInput.pick("In 1 Hour");
      await see("the reminder", async () =>
        (await text(frame, ".badges li")).some((it) => it.startsWith("reminder")),
      );
      const due = Date.parse((await mail(at(0).id)).reminder_ts ?? "");
      assert.ok(Math.abs(due - Date.now() - 3_600_000) < 300_000);
      await workbench.chooseMore(frame, "Reminder…");
      await workbench.quickInput.pick("Clear the Reminder");
      await see(
        "none",
        async () => !(await text(frame, ".badges li")).some((it) => it.startsWith("reminder")),
      );
      assert.equal((await mail(at(0).id)).reminder_ts, null);
    });

    it("shows what there is of a lead, which has no page of its own", async () => {
      const frame = await open(0);
      await workbench.chooseMore(frame, "Lead…");
      await workbench.quickInput.waitFor(at(0).lead);
      await workbench.quickInput.pick("Copy Address");
      await workbench.waitForClipboard(at(0).lead);
    });

    it("marks a conversation read and goes to the next", async () => {
      await sandbox.call("PATCH", `/emails/${at(0).id}`, { is_unread: 1 });
      const frame = await open(0);
      await key(frame, "e");
      await workbench.panelFrame(at(1).subject);
      await see("the conversation read", async () => (await mail(at(0).id)).is_unread === 0);
    });

    it("leaves letters alone where one types", async () => {
      await row(0).click();
      await workbench.panelFrame(at(0).subject);
      await workbench.runCommand("Search: Find in Files");
      const box = workbench.page
        .locator(".search-view textarea, .search-view .monaco-inputbox [contenteditable]")
        .first();
      await box.waitFor();
      await workbench.page.keyboard.type("juke");
      await see("what was typed", async () =>
        (await workbench.page.locator(".search-view").innerHTML()).includes("juke"),
      );
      await workbench.panelFrame(at(0).subject);
    });

    it("shows nothing of its mail once its workspace is signed out", async () => {
      const frame = await workbench.panelFrame(at(0).subject);
      const body = { statusCode: 401, error: "Unauthorized", message: "Invalid API key" };
      // This one request, so that no look for new mail ends the session before the menu was opened.
      await sandbox.addFaults({ match: `GET /emails/${at(0).id}`, status: 401, body });
      await workbench.chooseMore(frame, "Refresh");
      await see("no message", async () => (await frame.locator(".message").count()) === 0);
      await sandbox.clearFaults();
    });
  });
});
