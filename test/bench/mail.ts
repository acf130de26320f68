import { type ApiEmail, inOrder } from "../e2e/apiEmail.ts";
import { startSandbox } from "../hosts/startSandbox.ts";
import { SandboxClient } from "../sandboxClient.ts";
import { PanelBrowser } from "../unit/webview/panelBrowser.ts";
import { BenchWindow } from "./benchWindow.ts";
import { medianFigure, type Figure } from "./figure.ts";
import { newsletterOf } from "./mailInput.ts";
import { LATENCY_MS, signedIn } from "./signedIn.ts";
import { OURS } from "./subject.ts";

/** The sandbox's conversation of a hundred messages. */
const LONG_THREAD = "0198c0de-0100-7000-8000-000000000001";
const MB = 1_000_000;
/** One round trip and 60 ms. */
const OPEN_AIM_MS = LATENCY_MS + 60;

/** Opening mail in a real window, and cleaning a megabyte of it in a real Chromium beside DOMPurify alone. */
export async function measureMail(rounds: number): Promise<readonly Figure[]> {
  return [...(await measureOpen(rounds)), await measureThread(rounds), ...(await measureSanitise(rounds))];
}

/**
 * From the click on a row to the body drawn: in a tab of its own, and in that of the email before. The API sends bodies
 * with the list, so that no request lies between.
 */
async function measureOpen(rounds: number): Promise<readonly Figure[]> {
  const sandbox = await startSandbox({ latencyMs: LATENCY_MS });
  try {
    return await BenchWindow.use(OURS, signedIn(sandbox), async (window) => {
      await window.openContainer();
      const tree = window.workbench.view("Emails");
      await tree.show();
      await tree.waitForRows("rows to open", ({ length }) => length > rounds + 1);
      await window.openPanel("Emails", 0, "mailDrawn"); // the panel's script is compiled once
      const samples: number[] = [];
      for (let row = 1; row <= rounds; row++)
        samples.push(await window.openPanel("Emails", row, "mailDrawn"));
      const next: number[] = [];
      for (let row = 0; row < rounds; row++) next.push(await window.openNextMail(row));
      return [
        medianFigure("mail_open_ms", samples, OPEN_AIM_MS),
        medianFigure("mail_next_ms", next, OPEN_AIM_MS),
      ];
    });
  } finally {
    await sandbox.stop();
  }
}

/** From the click on a row to the hundred messages of its conversation drawn, with the body that it was opened for. */
async function measureThread(rounds: number): Promise<Figure> {
  const sandbox = await startSandbox({ latencyMs: LATENCY_MS });
  const { settings, env } = signedIn(sandbox);
  const options = { settings: { ...settings, "instantly.mail.showConversations": true }, env };
  try {
    const row = await rowOfLongThread(new SandboxClient(sandbox.origin, sandbox.key));
    return await BenchWindow.use(OURS, options, async (window) => {
      await window.openContainer();
      const tree = window.workbench.view("Emails");
      await tree.show();
      await tree.waitForRows("the row to open", ({ length }) => length > row);
      await window.openPanel("Emails", row, "threadDrawn"); // the panel's script is compiled once
      const samples: number[] = [];
      for (let round = 0; round < rounds; round++)
        samples.push(await window.openPanel("Emails", row, "threadDrawn"));
      return medianFigure("thread_100_messages_ms", samples);
    });
  } finally {
    await sandbox.stop();
  }
}

async function rowOfLongThread(sandbox: SandboxClient): Promise<number> {
  const { items } = await sandbox.call<{ items: ApiEmail[] }>("GET", "/emails?limit=50");
  const row = inOrder(items).findIndex(({ thread_id: id }) => id === LONG_THREAD);
  if (row < 0) throw new Error("The sandbox's long conversation is not among its newest mail.");
  return row;
}

async function measureSanitise(rounds: number): Promise<readonly Figure[]> {
  const browser = await PanelBrowser.start();
  try {
    const page = await browser.open("mailLayers", {}, undefined);
    const mail = newsletterOf(MB);
    const time = (what: "timeSanitise" | "timePurify"): Promise<number> =>
      page.evaluate<number>(`layers.${what}(${JSON.stringify(mail)})`);
    await time("timeSanitise");
    await time("timePurify");
    const ours: number[] = [];
    const theirs: number[] = [];
    // In turns, so that a busy moment of the machine meets both.
    for (let round = 0; round < rounds; round++) {
      ours.push(await time("timeSanitise"));
      theirs.push(await time("timePurify"));
    }
    const ratios = ours.map((ms, round) => ms / (theirs[round] ?? NaN));
    return [medianFigure("mail_sanitise_1mb_ms", ours), medianFigure("mail_sanitise_vs_dompurify", ratios)];
  } finally {
    await browser.stop();
  }
}
