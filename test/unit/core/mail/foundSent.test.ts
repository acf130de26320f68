import { describe, expect, test } from "vitest";
import type { DraftStore, DraftSubject } from "../../../../src/core/mail/draftStore.ts";
import { type Outgoing, type SendResult, SETTLED_MS } from "../../../../src/core/mail/sendDesk.ts";
import { printReply } from "./printReply.ts";
import { scene } from "./sendScene.ts";

const HOUR_MS = 3_600_000;
const kindsOf = (result: SendResult): string =>
  result.kind === "unknown" ? `unknown ${result.sight.kind} ${String(result.mayRepeat)}` : result.kind;

/** Another draft of the same conversation. */
function another(drafts: DraftStore, outgoing: Outgoing, text: string): Outgoing {
  const { threadId, mail } = outgoing;
  const subject: DraftSubject = {
    kind: "reply",
    originalId: mail.originalId,
    threadId,
    fixed: {},
    isAnswered: true,
    attachments: 0,
  };
  const { id } = drafts.create("ws", { ...subject, text }, new Date(0));
  return { ...outgoing, draftId: id, mail: { ...outgoing.mail, ...printReply(text) } };
}

describe("a message that was there before", () => {
  test.each([
    ["the same words", "Thanks!", "Thanks!"],
    ["the words at its head", "Yes", "Yes, but not before Tuesday."],
    ["the words inside", "Tuesday", "Not on Tuesday."],
    ["the same emoji", "👍", "👍"],
    ["other emoji", "👍", "🙏"],
  ])("with %s is not taken for what never arrived", async (_, words, earlier) => {
    const { desk, outgoing, drafts, fault, posts } = await scene(words);
    const one = desk();
    expect((await desk().send(another(drafts, outgoing, earlier))).kind).toBe("sent");
    await fault({ match: "POST /emails/reply", status: 503, times: 1 });

    expect(kindsOf(await one.send(outgoing))).toBe("unknown none false");
    expect(drafts.find("ws", outgoing.draftId)?.text).toBe(words);
    expect(await posts()).toBe(2);
  });

  test("is not taken although the conversation could not be read before the try", async () => {
    const { desk, outgoing, drafts, fault, clock } = await scene("Thanks!");
    expect((await desk().send(another(drafts, outgoing, "Thanks!"))).kind).toBe("sent");
    clock.set(clock.now() + 60_000);
    await fault({ match: "GET /emails", status: 400, times: 1 });
    await fault({ match: "POST /emails/reply", status: 503, times: 1 });

    expect(kindsOf(await desk().send(outgoing))).toBe("unknown similar false");
    expect(drafts.find("ws", outgoing.draftId)).toBeDefined();
  });

  test("is not taken although the conversation seemed empty before the try", async () => {
    const { desk, outgoing, drafts, fault, clock } = await scene("Thanks!");
    expect((await desk().send(another(drafts, outgoing, "Thanks!"))).kind).toBe("sent");
    clock.set(clock.now() + 4_000);
    await fault({ match: "GET /emails", body: { items: [] }, times: 1 });
    await fault({ match: "POST /emails/reply", status: 503, times: 1 });

    expect(kindsOf(await desk().send(outgoing))).toBe("unknown similar false");
  });

  test("is told apart from the one that did arrive", async () => {
    const { desk, outgoing, drafts, fault } = await scene("Thanks!");
    expect((await desk().send(another(drafts, outgoing, "Thanks!"))).kind).toBe("sent");
    await fault({ match: "POST /emails/reply", drop: true, times: 1 });

    expect(await desk().send(outgoing)).toMatchObject({ kind: "sent", wasLost: true });
  });
});

describe("two drafts that say the same", () => {
  test("do not both pass as one message", async () => {
    const { desk, outgoing, drafts, store, fault, sent } = await scene("Thanks!");
    const second = another(drafts, outgoing, "Thanks!");
    await fault({ match: "POST /emails/reply", status: 503, times: 1 });
    expect(kindsOf(await desk().send(second))).toBe("unknown none false");
    await fault({ match: "POST /emails/reply", drop: true, times: 1 });
    expect(await desk().send(outgoing)).toMatchObject({ kind: "sent", wasLost: true });

    expect(kindsOf(await desk(await store()).send(second))).toBe("unknown none false");
    expect(drafts.list("ws").map(({ id }) => id)).toEqual([second.draftId]);
    expect(await sent()).toHaveLength(1);
  });
});

describe("a newer message", () => {
  test.each([
    ["Yes", "Yes, but not before Tuesday."],
    ["Fine", "fine?"],
    ["👍", "🙏"],
    ["OK", "OK\n\nBut call me first."],
  ])("that is not the same as %j only looks like it", async (words, other) => {
    const { desk, outgoing, api, fault, drafts } = await scene(words);
    await fault({ match: "POST /emails/reply", status: 503, times: 1 });
    await desk().send(outgoing);
    if (outgoing.mail.kind !== "reply") throw new Error("not a reply");
    await api.outgoing.reply({ ...outgoing.mail, ...printReply(other) });

    expect(kindsOf(await desk().send(outgoing))).toBe("unknown similar false");
    expect(drafts.find("ws", outgoing.draftId)).toBeDefined();
  });

  test("counts although a signature was put below it", async () => {
    const words = "Hi Ann, Tuesday at 10:00 suits us well, I have written it into both of our calendars.";
    const { desk, outgoing, api, fault } = await scene(words);
    await fault({ match: "POST /emails/reply", status: 503, times: 1 });
    await desk().send(outgoing);
    if (outgoing.mail.kind !== "reply") throw new Error("not a reply");
    const { html } = outgoing.mail;
    await api.outgoing.reply({ ...outgoing.mail, html: `${html}<p>Ines, Acme Ltd</p>`, text: "" });

    expect((await desk().send(outgoing)).kind).toBe("sent");
  });

  test("that Instantly's answer wrongly names is not told as sent", async () => {
    const { desk, outgoing, original, fault, drafts } = await scene("Thanks!");
    await fault({ match: "POST /emails/reply", status: 200, body: original.raw, times: 1 });

    expect(kindsOf(await desk().send(outgoing))).toBe("unknown none false");
    expect(drafts.find("ws", outgoing.draftId)).toBeDefined();
  });
});

describe("where this machine's clock is wrong", () => {
  test.each([2 * HOUR_MS, 26 * HOUR_MS, -2 * HOUR_MS, 90_000, -90_000])(
    "by %d ms, what was sent is found",
    async (aheadMs) => {
      const { desk, outgoing, fault, posts, store, drafts } = await scene("Thanks!", "reply", aheadMs);
      await fault({ match: "POST /emails/reply", drop: true, times: 1 });
      await fault({ match: "GET /emails", status: 400, times: 2 }); // the looks before and behind
      expect(kindsOf(await desk().send(outgoing))).toBe("unknown unseen false");

      expect(await desk(await store()).send(outgoing)).toMatchObject({ kind: "sent", wasLost: true });
      expect(drafts.list("ws")).toEqual([]);
      expect(await posts()).toBe(1);
    },
  );

  test("and is put right, a repeat is offered only when Instantly's clock says so", async () => {
    const { desk, outgoing, fault, clock, server } = await scene("Thanks!", "reply", -2 * HOUR_MS);
    await fault({ match: "POST /emails/reply", status: 503, times: 1 });
    await desk().send(outgoing);
    clock.set(clock.now() + 2 * HOUR_MS);
    server.aheadMs = 0;

    expect(kindsOf(await desk().send(outgoing))).toBe("unknown none false");
    clock.set(clock.now() + SETTLED_MS);
    expect(kindsOf(await desk().send(outgoing))).toBe("unknown none true");
  });
});
