import type { Frame, Locator } from "playwright-core";
import type { SandboxClient } from "../sandboxClient.ts";
import type { ApiEmail } from "./apiEmail.ts";
import type { Workbench } from "./workbench.ts";

/** What a person does with drafts in a window, and what the sandbox holds of it. */
export class DraftDesk {
  private readonly workbench: Workbench;
  private readonly sandbox: SandboxClient;

  constructor(workbench: Workbench, sandbox: SandboxClient) {
    this.workbench = workbench;
    this.sandbox = sandbox;
  }

  /** Received messages of different people, newest first. */
  async received(): Promise<readonly ApiEmail[]> {
    const { items } = await this.sandbox.call<{ items: ApiEmail[] }>(
      "GET",
      "/emails?email_type=received&limit=40",
    );
    const threads = new Set<string>();
    return items.filter(({ thread_id: thread, subject }) => {
      const isNew = !threads.has(thread) && subject.startsWith("Re: ");
      threads.add(thread);
      return isNew;
    });
  }

  /** What the sandbox holds of a conversation that was sent by hand since the test began. */
  async sentIn({ thread_id: thread }: ApiEmail, words: string): Promise<readonly ApiEmail[]> {
    const path = `/emails?search=thread:${thread}&limit=100`;
    const { items } = await this.sandbox.call<{ items: ApiEmail[] }>("GET", path);
    return items.filter(({ ue_type: kind, body }) => kind === 3 && (body.text ?? "").includes(words));
  }

  /** How the sandbox answered what was posted there. Asking for this takes nothing of the mail budget. */
  async answers(to: string): Promise<readonly (number | string)[]> {
    return (await this.sandbox.requests())
      .filter(({ method, path }) => method === "POST" && path.endsWith(to))
      .map(({ status }) => status);
  }

  async posts(to: string): Promise<number> {
    return (await this.answers(to)).length;
  }

  editor(): Locator {
    return this.workbench.page.locator(".part.editor .editor-group-container.active .view-lines");
  }

  async text(): Promise<string> {
    return (await this.editor().innerText()).replaceAll("\u00a0", " ");
  }

  /** Types where a new draft lets one begin. */
  async write(words: string): Promise<void> {
    await this.workbench.watcher.step("see the place to begin", () =>
      this.workbench.statusBarItem("Ln 10, Col 1").waitFor(),
    );
    await this.workbench.page.keyboard.type(words);
    await this.waitForWords(words);
  }

  async waitForWords(words: string): Promise<void> {
    await this.workbench.watcher.until(`"${words}" in the editor`, async () =>
      (await this.text()).includes(words),
    );
  }

  /** Opens a received message by its row. */
  async openMessage({ id, from_address_json: [sender] }: ApiEmail): Promise<Frame> {
    await this.workbench.openContainer("Instantly");
    await this.workbench.view("Emails").show();
    await this.workbench.view("Emails").click(new RegExp(`^\\s*${sender?.name ?? id}`, "u"));
    return this.workbench.panelFrame(sender?.address ?? id);
  }

  async press(button: "Reply" | "Forward", to: ApiEmail): Promise<void> {
    const panel = await this.openMessage(to);
    await this.workbench.watcher.step(`press ${button}`, () =>
      panel.getByRole("button", { name: button, exact: true }).click(),
    );
  }

  /** A list that is about to be read again moves its rows under the pointer. */
  async settledList({ from_address_json: [sender] }: ApiEmail): Promise<void> {
    const name = sender?.name ?? "";
    await this.workbench.openContainer("Instantly");
    await this.workbench
      .view("Emails")
      .waitForRows("the sent message on top", ([first]) => first?.label === `To: ${name}`);
  }

  async pressSend(): Promise<void> {
    await this.workbench.watcher.step("press Send Draft above the draft", () =>
      this.workbench.page.locator(".part.editor .title").getByRole("button", { name: "Send Draft" }).click(),
    );
  }
}
