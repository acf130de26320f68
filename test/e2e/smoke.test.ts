import assert from "node:assert/strict";
import { SandboxClient } from "../sandboxClient.ts";
import { Workbench } from "./workbench.ts";

describe("a VS Code window with the extension installed", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  before(async () => {
    await sandbox.reset();
    workbench = await Workbench.open({ settings: { "instantly.api.baseUrl": sandbox.origin } });
  });
  after(() => workbench.close());

  /** As many of the extension's commands as fit into the palette. */
  const palette = async (filter: string): Promise<readonly string[]> => {
    const commands = await workbench.quickInput.commands(`Instantly: ${filter}`);
    await workbench.quickInput.cancel();
    // VS Code itself adds a command for each view.
    return commands.filter((title) => /^Instantly: (?!Focus on )/u.test(title));
  };

  it("shows how to begin, and only commands that work, while nobody is signed in", async () => {
    await workbench.openContainer("Instantly");
    await workbench
      .view("Accounts")
      .waitForWelcome(/Sign In[^]*Explore with Sample Data[^]*Sign in with an API key/u);
    assert.equal(await workbench.page.locator(".sidebar .pane").count(), 1);
    const commands = await palette("");
    assert.deepEqual(commands.toSorted(), [
      "Instantly: Clear Local Data",
      "Instantly: Explore with Sample Data",
      "Instantly: Show Log",
      "Instantly: Sign In…",
      "Instantly: Switch Workspace…",
    ]);
  });

  it("has its views, and the rest of its commands, for who is signed in", async () => {
    await workbench.runCommand("Instantly: Explore with Sample Data");
    for (const title of ["Accounts", "Lead Lists", "Emails", "Verifications"])
      await workbench.view(title).waitUntilThere();
    for (const title of [
      "Verify Email…",
      "Resume Verification",
      "Pause Verification",
      "Open Report",
      "Export Results…",
    ])
      assert.ok((await palette(title)).includes(`Instantly: ${title}`), title);
  });
});
