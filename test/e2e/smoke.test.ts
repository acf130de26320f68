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

  it("has the Instantly container with its views", async () => {
    await workbench.openContainer("Instantly");
    for (const title of ["Accounts", "Lead Lists", "Emails"]) await workbench.view(title).waitUntilThere();
  });

  it("lists its commands in the palette under the category Instantly", async () => {
    const commands = await workbench.quickInput.commands("Instantly: Sign");
    assert.ok(commands.includes("Instantly: Sign In…"), commands.join("\n"));
    await workbench.quickInput.cancel();
  });
});
