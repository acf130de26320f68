import { describe, expect, test } from "vitest";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { DraftStore } from "../../../../src/core/mail/draftStore.ts";
import { type SendResult, SETTLED_MS } from "../../../../src/core/mail/sendDesk.ts";
import { StoreError } from "../../../../src/core/verification/storeError.ts";
import type { SandboxFault } from "../sandbox.ts";
import { scene } from "./sendScene.ts";

const kindsOf = (result: SendResult): string =>
  result.kind === "unknown" ? `unknown ${result.sight.kind} ${String(result.mayRepeat)}` : result.kind;

describe("sending a draft", () => {
  test("sends it once, as HTML and text, into its conversation, and lets the draft go", async () => {
    const { desk, outgoing, drafts, sent, original } = await scene();
    const result = await desk().send(outgoing);
    expect(result).toMatchObject({ kind: "sent", wasLost: false, isLeft: false });
    expect(drafts.list("ws")).toEqual([]);
    const [email, ...more] = await sent();
    expect(more).toEqual([]);
    expect(email).toMatchObject({
      threadId: original.threadId,
      account: original.account,
      to: [{ address: original.from }],
      bodyText:
        "Hi Ann,\n\nTuesday at 10:00 suits us (https://us.example/plan).\n\nBest\nInes\n\n> Which day?",
    });
    expect(email?.bodyHtml).toContain("<b>Tuesday</b>");
    expect(email?.bodyHtml).toContain("Best<br/>Ines");
  });

  test("keeps the draft, free to be sent again, when Instantly refuses it", async () => {
    const { desk, outgoing, drafts, sent, fault } = await scene();
    await fault({ match: "POST /emails/reply", status: 400, times: 1 });
    expect(await desk().send(outgoing)).toMatchObject({ kind: "refused" });
    expect(drafts.find("ws", outgoing.draftId)?.attempt).toBeUndefined();
    expect((await desk().send(outgoing)).kind).toBe("sent");
    expect(await sent()).toHaveLength(1);
  });

  test("sends nothing when the try cannot be written down", async () => {
    const { desk, outgoing, drafts, posts } = await scene();
    const full = Object.assign(Object.create(drafts) as DraftStore, {
      begin: () => {
        throw new StoreError("full");
      },
    });
    await expect(desk(full).send(outgoing)).rejects.toThrow(StoreError);
    expect(await posts()).toBe(0);
  });

  const LOST: readonly (readonly [string, Omit<SandboxFault, "match">])[] = [
    ["the connection broke behind the work", { drop: true }],
    ["the answer broke off in the middle", { drop: "mid" }],
  ];
  test.each(LOST)("finds what was sent when %s", async (_, fault) => {
    const { desk, outgoing, drafts, sent, posts, fault: inject } = await scene();
    await inject({ match: "POST /emails/reply", times: 1, ...fault });
    expect(await desk().send(outgoing)).toMatchObject({ kind: "sent", wasLost: true });
    expect(drafts.list("ws")).toEqual([]);
    expect(await sent()).toHaveLength(1);
    expect(await posts()).toBe(1);
  });

  test.each<readonly [string, Omit<SandboxFault, "match">]>([
    ["a fault of the server", { status: 503 }],
    ["a gateway's page", { status: 502, body: "<html>Bad gateway</html>" }],
    ["an answer that nobody can read", { status: 200, body: { items: [] } }],
  ])("does not send again by itself after %s, and says that the end is unknown", async (_, fault) => {
    const { desk, outgoing, drafts, sent, posts, fault: inject, clock } = await scene();
    await inject({ match: "POST /emails/reply", times: 1, ...fault });
    const result = await desk().send(outgoing);
    expect(kindsOf(result)).toBe("unknown none false");
    const attempt = drafts.find("ws", outgoing.draftId)?.attempt;
    expect(attempt).toBeDefined();
    expect(kindsOf(await desk().send(outgoing, attempt?.id))).toBe("unknown none false"); // too early to decide
    clock.set(clock.now() + SETTLED_MS);
    expect(kindsOf(await desk().send(outgoing))).toBe("unknown none true"); // and not without a decision
    expect(await posts()).toBe(1);
    expect((await desk().send(outgoing, attempt?.id)).kind).toBe("sent");
    expect(await sent()).toHaveLength(1);
  });

  test("a second window's send, while the first is at work or lost, only looks", async () => {
    const { desk, outgoing, store, sent, posts, fault } = await scene();
    await fault({ match: "POST /emails/reply", drop: true, times: 1 });
    const other = desk(await store());
    const results = await Promise.all([desk().send(outgoing), other.send(outgoing)]);
    expect(results.map(({ kind }) => kind)).toContain("sent");
    expect(await sent()).toHaveLength(1);
    expect(await posts()).toBe(1);
  });

  test("a crash between note and answer is found out by the next window, without a second message", async () => {
    const { desk, outgoing, store, drafts, sent, posts } = await scene();
    // The window dies when the message has left: nothing behind the call runs.
    const dies = Object.assign(Object.create(drafts) as DraftStore, {
      remove: () => {
        throw new StoreError("locked");
      },
    });
    expect(await desk(dies).send(outgoing)).toMatchObject({ kind: "sent", isLeft: true });
    const next = await store();
    expect(next.find("ws", outgoing.draftId)?.attempt).toBeDefined();
    expect(await desk(next).send(outgoing)).toMatchObject({ kind: "sent", wasLost: true });
    expect(next.list("ws")).toEqual([]);
    expect(await sent()).toHaveLength(1);
    expect(await posts()).toBe(1);
  });

  test("a crash between note and sending leaves a draft that a person may send after a while", async () => {
    const { desk, outgoing, store, drafts, sent, clock } = await scene();
    const at = new Date(clock.now());
    const { account, subject, html, text } = outgoing.mail;
    const note = { id: "before", at, since: at, account, subject, html, text, to: undefined };
    drafts.begin("ws", outgoing.draftId, note);
    const next = desk(await store());
    expect(kindsOf(await next.send(outgoing))).toBe("unknown none false");
    clock.set(clock.now() + SETTLED_MS);
    expect(await sent()).toEqual([]);
    expect((await next.send(outgoing, "before")).kind).toBe("sent");
    expect(await sent()).toHaveLength(1);
  });

  test("finds a message that a repeated try thought lost, however late it turned up", async () => {
    const { desk, outgoing, drafts, clock, fault, sent } = await scene();
    await fault({ match: "POST /emails/reply", status: 503, times: 1 });
    await desk().send(outgoing);
    const first = drafts.find("ws", outgoing.draftId)?.attempt;
    clock.set(clock.now() + SETTLED_MS);
    await fault({ match: "POST /emails/reply", drop: true, times: 1 });
    await fault({ match: "GET /emails*", status: 400, times: 1 }); // the look before it
    expect(kindsOf(await desk().send(outgoing, first?.id))).toBe("unknown unseen false"); // blind: nothing leaves
    expect((await desk().send(outgoing, first?.id)).kind).toBe("sent");
    expect(await sent()).toHaveLength(1);
  });

  test("keeps an earlier try open when a repeated one is refused", async () => {
    const { desk, outgoing, drafts, clock, fault } = await scene();
    await fault({ match: "POST /emails/reply", status: 503, times: 1 });
    await desk().send(outgoing);
    const first = drafts.find("ws", outgoing.draftId)?.attempt;
    clock.set(clock.now() + SETTLED_MS);
    await fault({ match: "POST /emails/reply", status: 400, times: 1 });
    expect((await desk().send(outgoing, first?.id)).kind).toBe("refused");
    expect(drafts.find("ws", outgoing.draftId)?.attempt?.since).toEqual(first?.at);
  });

  test("does not take another draft's message with the same words for this one", async () => {
    const { desk, outgoing, drafts, original, fault } = await scene("Thanks!");
    const one = desk();
    expect((await one.send(outgoing)).kind).toBe("sent");
    const again = drafts.create(
      "ws",
      {
        kind: "reply",
        originalId: original.id,
        threadId: original.threadId,
        fixed: {},
        isAnswered: true,
        attachments: 0,
        text: "Thanks!",
      },
      new Date(0),
    );
    await fault({ match: "POST /emails/reply", status: 503, times: 1 });
    expect(kindsOf(await one.send({ ...outgoing, draftId: again.id }))).toBe("unknown none false");
  });

  test("shows a message that is like it, and leaves the decision to a person", async () => {
    const { desk, outgoing, api, fault, posts } = await scene();
    if (outgoing.mail.kind !== "reply") throw new Error("not a reply");
    await fault({ match: "POST /emails/reply", status: 503, times: 1 });
    expect(kindsOf(await desk().send(outgoing))).toBe("unknown none false");
    await api.outgoing.reply({ ...outgoing.mail, html: "<p>Other words</p>", text: "Other words" });
    expect(kindsOf(await desk().send(outgoing))).toBe("unknown similar false");
    expect(await posts()).toBe(2);
  });

  test("forwards with the original, and finds a forward by its words and its recipient", async () => {
    const { desk, outgoing, drafts, fault, sent } = await scene("For you, Cy.", "forward");
    await fault({ match: "POST /emails/forward", drop: true, times: 1 });
    expect(await desk().send(outgoing)).toMatchObject({ kind: "sent", wasLost: true });
    expect(drafts.list("ws")).toEqual([]);
    const [email] = await sent();
    expect(email?.to).toEqual([{ address: "cy@other.example", name: undefined }]);
    expect(email?.bodyHtml?.length).toBeGreaterThan("<p>For you, Cy.</p>".length);
  });

  test("forwards without a word of its own", async () => {
    const { desk, outgoing, sent } = await scene("", "forward");
    expect((await desk().send(outgoing)).kind).toBe("sent");
    expect(await sent()).toHaveLength(1);
  });
});

describe("the drafts on disk", () => {
  test("hold no word of theirs readable, and number no two alike", async () => {
    const { drafts, outgoing, original, dir } = await scene("A secret plan");
    const { account, subject, html, text } = outgoing.mail;
    const at = new Date(0);
    drafts.begin("ws", outgoing.draftId, {
      id: "a",
      at,
      since: at,
      account,
      subject,
      html,
      text,
      to: undefined,
    });
    const bytes = readdirSync(dir).map((file) => readFileSync(path.join(dir, file), "latin1"));
    for (const word of ["secret plan", original.id, account, subject])
      expect(bytes.some((file) => file.includes(word))).toBe(false);
    expect(bytes.join("").length).toBeGreaterThan(10_000);
    drafts.remove("ws", outgoing.draftId);
    const next = drafts.create(
      "ws",
      {
        kind: "forward",
        originalId: original.id,
        threadId: undefined,
        fixed: { To: "Zed" },
        isAnswered: false,
        attachments: 2,
        text: "x",
      },
      new Date(5),
    );
    expect(next.id).toBeGreaterThan(outgoing.draftId);
    expect(drafts.find("elsewhere", next.id)).toBeUndefined();
    expect(drafts.write("elsewhere", next.id, "y", new Date())).toBe(false);
    expect(drafts.write("ws", next.id, "y", new Date(5))).toBe(true);
    expect(drafts.find("ws", next.id)).toEqual({ ...next, text: "y", updatedAt: new Date(6) });
    expect(drafts.removeAll("ws")).toBe(1);
  });
});
