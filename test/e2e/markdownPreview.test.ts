import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { leadsWhereItSays } from "../hostile/linkPlace.ts";
import { hostileMarkdownMail, seeded } from "../hostile/markdownMail.ts";
import { WatchedServer } from "../hostile/watchedServer.ts";
import { SandboxClient } from "../sandboxClient.ts";
import type { ApiEmail } from "./apiEmail.ts";
import { openSignedIn } from "./openSignedIn.ts";
import type { Workbench } from "./workbench.ts";

const MAILS = 160;
const END = "This is the last of them.";

/** What Markdown makes of what these documents are written in. */
const OWN = new Set("A BLOCKQUOTE BR CODE DEL EM H1 H2 H3 H4 H5 H6 HR LI OL P PRE S STRONG UL".split(" "));

interface Drawn {
  readonly tag: string;
  /** Its first tag. */
  readonly html: string;
  readonly href: string | null;
  readonly text: string;
}

const DRAWN = `Array.from(document.querySelectorAll(".markdown-body *"), (element) => ({
  tag: element.tagName,
  html: element.cloneNode().outerHTML,
  href: element.getAttribute("href"),
  text: element.textContent,
}))`;

function isOurs({ tag, html, href, text }: Drawn): boolean {
  // VS Code's own, behind the text: for its scrolling, and for diagrams.
  if (
    /^<(?:div class="code-line" data-line="\d+"|span id="markdown-mermaid" aria-hidden="true" [^>]*)>/u.test(
      html,
    )
  )
    return text === "";
  if (/\s(?:on\w+|src|srcset|style)=/iu.test(html)) return false;
  return tag === "A" ? href !== null && leadsWhereItSays(href, text) : OWN.has(tag) && href === null;
}

describe("hostile mail as Markdown in VS Code's own preview", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let server: WatchedServer;
  let workbench: Workbench;

  before(async () => {
    server = await WatchedServer.start();
    workbench = await openSignedIn(sandbox);
    const { items } = await sandbox.call<{ items: ApiEmail[] }>("GET", "/emails?limit=1");
    const random = seeded(20_261_201);
    const mails = Array.from({ length: MAILS }, (_, index) => ({
      ...items[0],
      id: `hostile-${String(index)}`,
      ...hostileMarkdownMail(random, server.targets.http),
    }));
    const newest = { ...items[0], body: { text: END } };
    await sandbox.addFaults({ match: "GET /emails", status: 200, body: { items: [newest, ...mails] } });
  });
  after(async () => {
    await workbench.close();
    server.stop();
  });

  /** Drawn again without its guards, which would hide what slips through. */
  async function unguardedPreview(): Promise<Frame> {
    await workbench.runCommand("Markdown: Open Preview to the Side");
    await workbench.panelFrame(END);
    await workbench.runCommand("Markdown: Change Preview Security Settings");
    await workbench.quickInput.pick("Disable");
    return workbench.watcher.until("the preview without its guards", async () => {
      const frame = await workbench.panelFrame(END);
      return (
        (await frame.locator('meta[http-equiv="Content-Security-Policy"]:not([content=""])').count()) === 0 &&
        frame
      );
    });
  }

  it("asks no server, holds nothing of the sender's but words, and links only to what it says", async () => {
    const emails = workbench.view("Emails");
    await emails.show();
    await emails.waitForRows("emails", (rows) => rows.length > 1);
    await emails.contextMenu(0, "Open Conversation as File");
    await workbench.watcher.until("the file", async () => (await workbench.tabs()).join().includes(".md"));
    // The preview's commands are there for who is in the text, not in the tree that it was opened from.
    await workbench.page.locator(".part.editor .monaco-editor .view-line").first().click();
    const preview = await unguardedPreview();
    const drawn = await preview.evaluate<Drawn[]>(DRAWN);
    assert.ok(drawn.filter(({ tag }) => tag === "H2").length > MAILS);
    assert.ok(drawn.filter(({ tag }) => tag === "A").length > MAILS);
    const strange = drawn.filter((each) => !isOurs(each));
    assert.deepEqual(strange, []);
    // What the page itself asks for last is answered after all that its text asks for.
    await preview.evaluate(`fetch("${server.targets.http}/asked-last", { mode: "no-cors" })`);
    assert.deepEqual(server.requests, ["/asked-last"]);
  });
});
