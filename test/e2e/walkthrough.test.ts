import assert from "node:assert/strict";
import { Workbench } from "./workbench.ts";

describe("the walkthrough", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open();
  });
  after(() => workbench.close());

  it("leads through its steps", async () => {
    await workbench.runCommand("Welcome: Open Walkthrough...");
    await workbench.quickInput.type("Get started with Instantly");
    await workbench.watcher.until("the walkthrough alone in the list", async () => {
      const items = await workbench.quickInput.items();
      return items.length === 1 && items[0] === "Get started with Instantly";
    });
    await workbench.quickInput.accept(); // its hover covers the row, so a click would not reach it
    const steps = workbench.page.locator(".getting-started-step h3");
    await workbench.watcher.until("all steps", async () => (await steps.count()) === 7);
    assert.deepEqual(await steps.allInnerTexts(), [
      "Sign in, or look around first",
      "See which accounts are healthy",
      "Open a lead list",
      "Read mail without being watched",
      "Answer in the editor",
      "Verify an address",
      "Verify a whole file",
    ]);
    await workbench.screenshot("walkthrough");
  });
});
