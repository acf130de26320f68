import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { InstantlyApi } from "../../src/core/api/instantlyApi.ts";
import type { DraftRecord } from "../../src/core/mail/draftStore.ts";
import { ownDraft } from "../../src/core/mail/ownMail.ts";
import { SendDesk, type SendResult } from "../../src/core/mail/sendDesk.ts";
import { openStore } from "../../src/store/openStore.ts";
import { skewedClock } from "../bench/verifyWorkspace.ts";
import { transportFor } from "./transportFor.ts";

// A window that sends every draft of its store, asks twice where it does not know, and says what became of each.

const text = { type: "string", default: "" } as const;
const { values } = parseArgs({ options: { origin: text, key: text, store: text, skew: text } });
const skewMs = Number(values.skew);
const clock = skewedClock(() => skewMs);

const store = await openStore({ file: values.store, secret: Buffer.alloc(32, 7) });
const transport = transportFor(values.origin, values.key, { clock, shared: store.slots });
const api = new InstantlyApi(transport);
const desk = new SendDesk({
  emails: api.emails,
  outgoing: api.outgoing,
  drafts: store.drafts,
  clock,
  newId: () => crypto.randomUUID(),
});
console.log("working");
await Promise.all(store.drafts.list("soak").map(sendDraft));
console.log("ended");
store.close();

async function sendDraft(draft: DraftRecord): Promise<void> {
  let result = await send(draft);
  if (result.kind === "unknown") {
    await sleep(300);
    result = await send(draft);
  }
  console.log(`${result.kind} ${draft.originalId};`);
}

function send({ id, originalId, threadId, fixed, text: words }: DraftRecord): Promise<SendResult> {
  const subject = fixed["Subject"] ?? "";
  const { printed } = ownDraft(subject, words, false);
  const base = { originalId, account: fixed["From"] ?? "", subject, cc: undefined, bcc: undefined };
  return desk.send({ scope: "soak", draftId: id, threadId, mail: { kind: "reply", ...base, ...printed } });
}
