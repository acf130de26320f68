import assert from "node:assert/strict";
import { Workbench } from "./workbench.ts";

describe("the walkthrough", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open();
  });
  after(() => workbench.close());

  it("leads through its four steps", async () => {
    await workbench.runCommand("Welcome: Open Walkthrough...");
    await workbench.quickInput.type("Get started with Instantly");
    await workbench.quickInput.pick("Get started with Instantly");
    const steps = workbench.page.locator(".getting-started-step h3");
    await workbench.watcher.until("four steps", async () => (await steps.count()) === 4);
    assert.deepEqual(await steps.allInnerTexts(), [
      "Sign in, or look around first",
      "See which accounts are healthy",
      "Read mail without being watched",
      "Verify an address",
    ]);
    await workbench.screenshot("walkthrough");
  });
});
