import assert from "node:assert/strict";
import { SandboxClient } from "../sandboxClient.ts";
import { openSignedIn } from "./openSignedIn.ts";
import type { Workbench } from "./workbench.ts";

const NOTES = "Ask verified@corp.example first, then invalid@corp.example.\nNobody to write to here.\n";

describe("verifying addresses", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  const posts = async (): Promise<number> =>
    (await sandbox.requests()).filter(
      ({ method, path }) => method === "POST" && path.endsWith("/email-verification"),
    ).length;
  /** Opens the palette's box and types the address; the box then still waits for Enter. */
  const ask = async (address: string): Promise<void> => {
    await workbench.runCommand("Instantly: Verify Email…");
    await workbench.quickInput.waitFor("Verify Email");
    await workbench.quickInput.type(address);
  };
  const row = (text: string) => workbench.view("Verifications").row(text);

  before(async () => {
    workbench = await openSignedIn(sandbox, {
      files: { "notes.md": NOTES, "team.txt": "one@team.example\ntwo@team.example\nthree@team.example\n" },
    });
  });
  after(() => workbench.close());
  beforeEach(() => sandbox.clearFaults());

  it("refuses what is no address with the reason, before anything is sent", async () => {
    await ask("ann@@corp.example");
    await workbench.quickInput.waitForMessage("There is more than one @.");
    await ask("ann@corp");
    await workbench.quickInput.waitForMessage("The domain has no ending such as .com.");
    await workbench.quickInput.cancel();
    assert.equal(await posts(), 0);
  });

  it("says verdict, catch-all and credits, and keeps the result in the view", async () => {
    await ask("verified@corp.example");
    await workbench.quickInput.accept();
    const said = await workbench.waitForToast("verified@corp.example: ");
    assert.match(said, /verified, not a catch-all domain\. 0\.25 credits used, [\d,.]+ left\./);
    await row("verified@corp.example").waitFor();
    assert.equal(await posts(), 1);
  });

  it("follows a pending check to its verdict and pays once", async () => {
    const before = await posts();
    await ask("pending@corp.example");
    await workbench.quickInput.accept();
    await workbench.waitForToast("pending for");
    await workbench
      .view("Verifications")
      .waitForRows("the verdict", (rows) =>
        rows.some(
          ({ label, description }) => label === "pending@corp.example" && description.startsWith("verified"),
        ),
      );
    assert.equal((await posts()) - before, 1);
  });

  it("can be cancelled while the check is pending", async () => {
    await ask("never@corp.example");
    await workbench.quickInput.accept();
    await workbench.waitForToast("pending for");
    await workbench.clickToast("Verifying never@corp.example", "Cancel");
    await workbench.watcher.until("the progress gone", async () =>
      (await workbench.toasts()).every((text) => !text.includes("Verifying never@corp.example")),
    );
  });

  it("says catch-all apart from the verdict, and keeps the API's word for a verdict it does not know", async () => {
    await ask("catchall@corp.example");
    await workbench.quickInput.accept();
    await workbench.waitForToast("catch-all domain: the mailbox itself is not proven");
    await ask("odd.acceptall@corp.example");
    await workbench.quickInput.accept();
    await workbench.waitForToast("unknown (accept_all)");
  });

  it("offers the address in the clipboard", async () => {
    await workbench.setClipboard("Ann <ann@clipboard.example>");
    await workbench.runCommand("Instantly: Verify Email…");
    await workbench.quickInput.waitFor("Verify Email");
    await workbench.watcher.until("the address of the clipboard", async () => {
      return (await workbench.quickInput.value()) === "ann@clipboard.example";
    });
    await workbench.quickInput.cancel();
  });

  it("offers the address under the cursor", async () => {
    await workbench.openFileSelected("notes.md");
    await workbench.page.keyboard.press("Control+Home");
    for (let i = 0; i < 8; i++) await workbench.page.keyboard.press("ArrowRight");
    await workbench.runCommand("Instantly: Verify Email…");
    await workbench.quickInput.waitFor("Verify Email");
    assert.equal(await workbench.quickInput.value(), "verified@corp.example");
    await workbench.quickInput.cancel();
  });

  it("says the cost before it verifies a selection, and charges nothing when that is declined", async () => {
    const before = await posts();
    await workbench.page.keyboard.press("Control+A");
    await workbench.runCommand("Instantly: Verify Emails in Selection");
    const question = await workbench.dialogText();
    assert.match(question, /Verify 1 address in notes\.md \(selection\)\?/);
    assert.match(question, /2 addresses\s+1 already known, free of charge/);
    assert.match(question, /About 0\.25 of [\d,.]+ credits/);
    await workbench.clickDialog("Cancel");
    assert.equal(await posts(), before);
    await workbench.runCommand("Instantly: Verify Emails in Selection");
    await workbench.clickDialog("Verify 1");
    await workbench.waitForToast("notes.md (selection): 1 verified, 1 invalid. 0.25 credits used.");
    await row("invalid@corp.example").waitFor();
    assert.equal((await posts()) - before, 1);
  });

  it("takes the line of every cursor where nothing is selected", async () => {
    const before = await posts();
    await workbench.quickInput.openFile("team.txt");
    await workbench.waitForTab("team.txt");
    await workbench.page.locator(".part.editor .view-line", { hasText: "one@team" }).click();
    await workbench.runCommand("Add Cursor Below");
    await workbench.runCommand("Instantly: Verify Emails in Selection");
    const question = await workbench.dialogText();
    assert.match(question, /Verify 2 addresses in team\.txt \(selection\)\?/);
    await workbench.clickDialog("Cancel");
    assert.equal(await posts(), before);
  });

  it("does not pay for an address that it knows, unless that is asked for", async () => {
    const before = await posts();
    await ask("verified@corp.example");
    await workbench.quickInput.accept();
    const said = await workbench.waitForToast("nothing was charged");
    assert.match(said, /verified@corp\.example: verified, not a catch-all domain\. Known since/);
    assert.equal(await posts(), before);
    await workbench.clickToast("nothing was charged", "Verify Again (about 0.25 credits)");
    await workbench.watcher.until("it asked again", async () => (await posts()) === before + 1);
  });

  it("does not ask a second time when the answer is lost, and reads the verdict back", async () => {
    const before = await posts();
    await sandbox.addFaults({ match: "POST /email-verification", drop: true, times: 1 });
    await ask("risky@lost.example");
    await workbench.quickInput.accept();
    await workbench.waitForToast("risky@lost.example: risky");
    assert.equal((await posts()) - before, 1);
  });

  it("says that a charge is uncertain when nothing can be read back", async () => {
    await sandbox.addFaults({ match: "* /email-verification*", drop: true });
    await ask("verified@gone.example");
    await workbench.quickInput.accept();
    await workbench.waitForToast("Whether the check was charged is not known; it was not asked again.");
  });

  it("tells an empty balance apart", async () => {
    const body = { statusCode: 402, error: "Payment Required", message: "Not enough verification credits" };
    await sandbox.addFaults({ match: "POST /email-verification", status: 402, body, times: 1 });
    await ask("verified@poor.example");
    await workbench.quickInput.accept();
    await workbench.waitForToast("Not enough verification credits");
  });

  it("copies, verifies again and removes a result", async () => {
    await workbench.view("Verifications").show();
    await workbench.view("Verifications").contextMenu("verified@corp.example", "Copy Address");
    await workbench.watcher.until(
      "the address copied",
      async () => (await workbench.clipboard()) === "verified@corp.example",
    );
    const before = await posts();
    await workbench.view("Verifications").contextMenu("verified@corp.example", "Verify Address");
    await workbench.watcher.until("it asked again", async () => (await posts()) === before + 1);
    await workbench.view("Verifications").contextMenu("invalid@corp.example", "Remove");
    await row("invalid@corp.example").waitFor({ state: "detached" });
  });
});
