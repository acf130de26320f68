import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { InstantlyApi } from "../../../../src/core/api/instantlyApi.ts";
import type { Email } from "../../../../src/core/api/resources/emails.ts";
import { BrokenRow } from "../../../../src/core/api/page.ts";
import type { DraftStore } from "../../../../src/core/mail/draftStore.ts";
import { ownDraft } from "../../../../src/core/mail/ownMail.ts";
import { type Outgoing, SendDesk } from "../../../../src/core/mail/sendDesk.ts";
import { openStore } from "../../../../src/store/openStore.ts";
import { FakeClock } from "../fakeClock.ts";
import { withSandbox } from "../sandbox.ts";

const BODY =
  "Hi Ann,\n\n**Tuesday** at 10:00 suits [us](https://us.example/plan).\n\nBest\nInes\n\n> Which day?";

interface SendScene extends Awaited<ReturnType<typeof withSandbox>> {
  readonly api: InstantlyApi;
  readonly dir: string;
  /** How far this machine's clock is ahead of Instantly's. */
  readonly server: { aheadMs: number };
  readonly drafts: DraftStore;
  /** Opens the store again, as another window does. */
  readonly store: () => Promise<DraftStore>;
  readonly desk: (from?: DraftStore) => SendDesk;
  readonly outgoing: Outgoing;
  readonly original: Email;
  /** The messages of the conversation that are not from before. */
  readonly sent: () => Promise<readonly Email[]>;
  readonly posts: () => Promise<number>;
}

/** A draft that answers a received mail of the sandbox, in a store on disk, and what the conversation holds. */
export async function scene(
  body = BODY,
  kind: "reply" | "forward" = "reply",
  /** How far this machine's clock is ahead of Instantly's. */
  aheadMs = 0,
): Promise<SendScene> {
  const server = { aheadMs };
  const clock = new FakeClock({ skipBelowMs: 20_000 });
  const box = await withSandbox({ now: () => new Date(clock.now() - server.aheadMs) }, clock);
  const { api } = box.client();
  const received = await api.emails.list({ emailType: "received", limit: 1 });
  const original = received.rows[0];
  if (original === undefined || original instanceof BrokenRow) throw new Error("The sandbox has no mail.");
  const dir = mkdtempSync(path.join(tmpdir(), "instantly-drafts-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const store = async (): Promise<DraftStore> => {
    const opened = await openStore({
      file: path.join(dir, "store.sqlite"),
      secret: new Uint8Array(32).fill(7),
    });
    onTestFinished(() => opened.close());
    return opened.drafts;
  };
  const drafts = await store();
  const subject = `Re: ${original.subject}`;
  const draft = drafts.create(
    "ws",
    {
      kind,
      originalId: original.id,
      threadId: original.threadId,
      fixed: {},
      isAnswered: true,
      attachments: 0,
      text: body,
    },
    new Date(box.clock.now()),
  );
  const { printed } = ownDraft(subject, body, false);
  const base = { originalId: original.id, account: original.account, subject, cc: undefined, bcc: undefined };
  const mail: Outgoing["mail"] =
    kind === "reply"
      ? { kind, ...base, ...printed }
      : { kind, ...base, ...printed, to: "cy@other.example", includesOriginal: true };
  const outgoing: Outgoing = { scope: "ws", draftId: draft.id, threadId: original.threadId, mail };
  let ids = 0;
  const desk = (from: DraftStore = drafts): SendDesk =>
    new SendDesk({
      emails: api.emails,
      outgoing: api.outgoing,
      drafts: from,
      clock: box.clock,
      newId: () => `a${++ids}`,
    });
  return {
    ...box,
    server,
    api,
    dir,
    drafts,
    store,
    desk,
    outgoing,
    original,
    sent: async (): Promise<readonly Email[]> => {
      const { rows } = await api.emails.list({ search: `thread:${original.threadId ?? ""}`, limit: 100 });
      return rows.flatMap((row) =>
        row instanceof BrokenRow || row.kind.word !== "manual" || row.subject !== subject || !isNew(row)
          ? []
          : [row],
      );
      function isNew(row: Email): boolean {
        return (row.storedAt?.getTime() ?? 0) >= draft.createdAt.getTime() - aheadMs;
      }
    },
    posts: async (): Promise<number> =>
      (await box.requests()).filter((request) => request.startsWith("POST /emails/")).length,
  };
}
