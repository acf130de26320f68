import assert from "node:assert/strict";
import { SandboxClient } from "../sandboxClient.ts";
import { Workbench } from "./workbench.ts";

describe("sample data", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  const waitForSampleData = async (): Promise<void> => {
    await workbench.statusBarItem("Sample Data").waitFor();
    for (const title of ["Accounts", "Lead Lists", "Emails"])
      await workbench.view(title).waitForRows("sample rows", (rows) => rows.length > 3);
  };

  before(async () => {
    await sandbox.reset();
    // No key, and no other setting than one that shows whether a request goes where it must not.
    workbench = await Workbench.open({ settings: { "instantly.api.baseUrl": sandbox.origin } });
    await workbench.openContainer("Instantly");
    await workbench.view("Accounts").waitForWelcome("Explore with Sample Data");
  });
  after(() => workbench.close());

  it("signs in without a key and fills the views", async () => {
    await workbench.runCommand("Instantly: Explore with Sample Data");
    await waitForSampleData();
  });

  it("survives a reload of the window", async () => {
    await workbench.reload();
    await waitForSampleData();
  });

  it("asks nobody but this machine's own sample server", async () => {
    assert.deepEqual(await sandbox.requests(), []);
  });

  it("is left by signing out", async () => {
    await workbench.runCommand("Instantly: Sign Out");
    await workbench.waitForToast("Left the sample data.");
    await workbench.view("Accounts").waitForWelcome("Sign in with an API key");
    await workbench.statusBarItem("Sample Data").waitFor({ state: "hidden" });
    await workbench.watcher.until("no badge", async () => (await workbench.badge("Instantly")) === "");
  });
});
