import assert from "node:assert/strict";
import { SandboxClient } from "../sandboxClient.ts";
import { openSignedIn } from "./openSignedIn.ts";
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

  it("has its first step ticked for who is signed in already", async () => {
    const signedIn = await openSignedIn(SandboxClient.fromEnvironment());
    await signedIn.runCommand("Welcome: Open Walkthrough...");
    await signedIn.quickInput.type("Get started with Instantly");
    await signedIn.watcher.until("the walkthrough alone in the list", async () => {
      return (await signedIn.quickInput.items()).length === 1;
    });
    await signedIn.quickInput.accept();
    await signedIn.page
      .locator(".getting-started-step", { hasText: "Sign in, or look" })
      .locator(".complete")
      .first()
      .waitFor();
    await signedIn.close();
  });
});
