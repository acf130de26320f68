import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { BrokenRow } from "../../src/core/api/page.ts";
import type { Email } from "../../src/core/api/resources/emails.ts";
import { InstantlyApi } from "../../src/core/api/instantlyApi.ts";
import { ownDraft } from "../../src/core/mail/ownMail.ts";
import { startSandbox } from "../../src/sandbox/startSandbox.ts";
import { openStore } from "../../src/store/openStore.ts";
import { seeded } from "../bench/seeded.ts";
import { bundleProgram } from "../bench/verifyBundle.ts";
import { Host } from "../bench/verifyCrash.ts";
import { transportFor } from "./transportFor.ts";
import { inRounds, type SoakCounts, type SoakKind } from "./soakKind.ts";

/** So few that all of it stays within Instantly's 20 list calls a minute. */
const DRAFTS = 3;
const HOUR_MS = 3_600_000;
/** Of this machine before the server's, for each window in turn. */
const SKEWS_MS = [0, 2 * HOUR_MS, -2 * HOUR_MS];
/** What a draft says was said in its conversation before. */
const WORDS = ["Thanks!", "Yes", "👍", "Sounds good, talk soon."];
/**
 * What happens to a request that sends: nothing, it is lost, it is done and its answer is lost, or comes late; and to one
 * that looks for what was sent: it does not show yet, or cannot be read.
 */
const FAULTS = [
  undefined,
  { match: "POST /emails/reply", status: 502 },
  { match: "POST /emails/reply", drop: true },
  { match: "POST /emails/reply", drop: true },
  { match: "POST /emails/reply", delayMs: 400 },
  { match: "GET /emails*", body: { items: [] } },
  { match: "GET /emails*", status: 500 },
] as const;

async function round(seed: number): Promise<SoakCounts> {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  // What was said before was said some time ago.
  let agoMs = HOUR_MS / 2;
  // So slow that windows die with a message on its way.
  const sandbox = await startSandbox({ latencyMs: 60, now: () => new Date(Date.now() - agoMs) });
  const dir = mkdtempSync(path.join(tmpdir(), "instantly-sends-"));
  const file = path.join(dir, "store.db");
  const api = new InstantlyApi(transportFor(sandbox.origin, sandbox.keys.full));
  const program = await bundleProgram("sendChild", import.meta.dirname);
  const start = (): Host =>
    new Host([
      program,
      ...[`--origin=${sandbox.origin}`, `--key=${sandbox.keys.full}`, `--store=${file}`],
      `--skew=${pick(SKEWS_MS) ?? 0}`,
    ]);
  try {
    const originals = await answerable(api);
    const before = await keepDrafts(
      file,
      originals,
      { api, origin: sandbox.origin },
      () => pick(WORDS) ?? "",
    );
    agoMs = 0;
    for (let i = 0; i < 2 * DRAFTS; i++) {
      const fault = pick(FAULTS);
      if (fault === undefined) continue;
      const body = JSON.stringify({ times: 1, ...fault });
      await fetch(`${sandbox.origin}/__sandbox/faults`, { method: "POST", body });
    }
    const first = start();
    await first.said(/working/);
    await sleep(random() * 500);
    await first.kill();
    const last = start();
    await last.said(/ended/);
    const told = await Promise.all(originals.map(({ id }) => last.said(new RegExp(`\\w+ ${id};|ended`))));
    await last.exited;
    return { kills: 1, over: 0, ...(await judge(file, originals, before, told, sandbox.origin)) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
    await sandbox.close();
  }
}

/** Received messages, each of another conversation. */
async function answerable(api: InstantlyApi): Promise<readonly Email[]> {
  const { rows } = await api.emails.list({ emailType: "received", limit: 50 });
  const emails = rows.flatMap((row) => (row instanceof BrokenRow ? [] : [row]));
  const byThread = new Map(emails.map((email) => [email.threadId, email]));
  return [...byThread.values()].filter(({ threadId }) => threadId !== undefined).slice(0, DRAFTS);
}

/** A draft for each, whose words were sent in the same conversation before. Answers how many that then has. */
async function keepDrafts(
  file: string,
  originals: readonly Email[],
  { api, origin }: { readonly api: InstantlyApi; readonly origin: string },
  words: () => string,
): Promise<ReadonlyMap<string, number>> {
  const store = await openStore({ file, secret: Buffer.alloc(32, 7) });
  const before = new Map<string, number>();
  for (const { id: originalId, threadId, account, subject: about } of originals) {
    const subject = `Re: ${about}`;
    const text = words();
    const { printed } = ownDraft(subject, text, false);
    await api.outgoing.reply({ originalId, account, subject, cc: undefined, bcc: undefined, ...printed });
    before.set(originalId, await sentIn(origin, threadId));
    store.drafts.create(
      "soak",
      {
        ...{ kind: "reply", originalId, threadId, isAnswered: true, attachments: 0, text },
        fixed: { Subject: subject, From: account },
      },
      new Date(),
    );
  }
  store.close();
  return before;
}

/** How many messages a conversation has that were sent by hand. */
async function sentIn(origin: string, threadId: string | undefined): Promise<number> {
  const sent = (await (await fetch(`${origin}/__sandbox/sent`)).json()) as readonly {
    readonly thread_id: string;
  }[];
  return sent.filter(({ thread_id: id }) => id === threadId).length;
}

/** Of each draft: what the server has, what is kept, and what the last window said. */
async function judge(
  file: string,
  originals: readonly Email[],
  before: ReadonlyMap<string, number>,
  told: readonly string[],
  origin: string,
): Promise<Pick<SoakCounts, "doubled" | "lost" | "untrue">> {
  const store = await openStore({ file, secret: Buffer.alloc(32, 7) });
  const kept = new Set(store.drafts.list("soak").map(({ originalId }) => originalId));
  store.close();
  const counts = { doubled: 0, lost: 0, untrue: 0 };
  for (const [index, { id, threadId }] of originals.entries()) {
    const sends = (await sentIn(origin, threadId)) - (before.get(id) ?? 0);
    if (sends > 1) counts.doubled++;
    if (sends === 0 && !kept.has(id)) counts.lost++;
    // "ended": the window before had sent it, and it was gone.
    if (told[index]?.startsWith("sent") === true && sends === 0) counts.untrue++;
    if (told[index]?.startsWith("refused") === true && sends > 0) counts.untrue++;
  }
  return counts;
}

/** Drafts are sent while requests and answers are lost, clocks are wrong, and windows die. */
export const lostSends: SoakKind = {
  name: "lost-sends",
  rounds: 15,
  run: (scale) => inRounds(scale, round),
};
