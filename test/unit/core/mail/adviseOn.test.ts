import { describe, expect, test } from "vitest";
import { BrokenRow } from "../../../../src/core/api/page.ts";
import { email as emailSchema, type Email } from "../../../../src/core/api/resources/emails.ts";
import { type Advice, adviseOn } from "../../../../src/core/mail/adviseOn.ts";
import { ownDraft, ownSent } from "../../../../src/core/mail/ownMail.ts";
import { withSandbox } from "../sandbox.ts";

const WORDS = "This is a sentence with some ordinary words in it. ".repeat(10);

const advise = (subject: string, body: string, isFirstContact = false): readonly Advice[] =>
  adviseOn(ownDraft(subject, body, isFirstContact).mail);
const kinds = (advice: readonly Advice[]): string[] => advice.map(({ kind }) => kind);

describe("what speaks against a draft", () => {
  test("is nothing in an ordinary answer", () => {
    const body =
      "Hi Ann,\n\nThank you, that helps. Details: https://us.example/plan\n\nDoes Tuesday suit you? It is free of charge, guaranteed.\n\nBest\nInes";
    expect(advise("Re: 2 sites in Porto", body)).toEqual([]);
  });

  test.each<readonly [string, string, string, string, readonly string[]]>([
    ["a merge tag", "Re: x", "Hi {{firstName}},", "mergeTag", ["{{firstName}}"]],
    [
      "a merge tag with a fallback",
      "Re: x",
      "Hi {{ firstName | there }},",
      "mergeTag",
      ["{{ firstName | there }}"],
    ],
    [
      "text that would be spun",
      "Re: x",
      "{{RANDOM | Hi | Hello}} Ann",
      "mergeTag",
      ["{{RANDOM | Hi | Hello}}"],
    ],
    ["a merge tag in the subject", "Re: {{companyName}}", "Hi", "mergeTag", ["{{companyName}}"]],
    ["a phrase", "Re: x", "With a money-back guarantee.", "phrase", ["money-back guarantee"]],
    ["a phrase at the start of a line", "Re: x", "Hello\n\nDear friend, hi", "phrase", ["Dear friend"]],
    ["a phrase in the subject", "ACT NOW please", "Hi", "phrase", ["ACT NOW"]],
    ["a subject in capitals", "RE: LAST CHANCE TODAY", "Hi", "shouting", ["RE: LAST CHANCE TODAY"]],
    ["a file that cannot go along", "Re: x", "I've attached the plan.", "attachment", ["I've attached"]],
    ["a file in German", "Re: x", "Anbei der Plan.", "attachment", ["Anbei"]],
    ["a file in French", "Re: x", "Voir la pièce jointe.", "attachment", ["la pièce jointe"]],
    ["a shortened link", "Re: x", "See https://bit.ly/3x now", "shortener", ["https://bit.ly/3x"]],
  ])("is %s, at its place", (_, subject, body, kind, expected) => {
    const found = advise(subject, body);
    expect(kinds(found)).toEqual([kind]);
    const places = found.map(({ part, start, end }) =>
      (part === "subject" ? subject : body).slice(start, end),
    );
    expect(places).toEqual(expected);
  });

  test.each<readonly [string, string, string]>([
    [
      "links",
      "four links",
      `${WORDS} https://a.example https://b.example https://c.example https://d.example`,
    ],
    ["pictures", "a picture with hardly a word", "Look: ![x](https://a.example/x.png)"],
    ["clipped", "more than Gmail shows", "Words. ".repeat(16_000)],
    ["optOut", "a first contact with no way out", "Hi Ann, may I show you something?"],
  ])("is, as a whole, %s: %s", (kind, _, body) => {
    expect(kinds(advise("Re: x", body, kind === "optOut"))).toEqual([kind]);
  });

  test.each([
    "Tell me so and I stop emailing you.",
    "[Unsubscribe](https://us.example/u)",
    "If you'd rather not hear from me, say so.",
    "Sie können sich jederzeit abmelden.",
    "Pour ne plus recevoir ces messages, répondez.",
    "Take me off your list? Just reply no.",
  ])("is no missing way out where there is one: %s", (body) => {
    expect(advise("Re: x", body, true)).toEqual([]);
  });

  test("is nothing that another has written, and keeps places behind a quote", () => {
    const body = "Hi\n\n> Dear friend, {{x}} attached is https://bit.ly/1\n> ACT NOW\n\nBye {{lastName}}";
    const found = advise("Re: x", body);
    expect(found.map(({ start, end }) => body.slice(start, end))).toEqual(["{{lastName}}"]);
  });

  test.each([
    "I am attached to this idea.",
    "The attachment theory of Bowlby is interesting.",
    "Guaranteed delivery in 5 days",
    "Dear Ann, dear colleagues",
    "We act now and then as advisers.",
    "It costs $1,200,000",
    "function() { return { a: 1 }; }",
    "Total: {12}",
  ])("is nothing in: %s", (body) => {
    expect(advise("Re: x", body)).toEqual([]);
  });

  test("is no subject in letters that have no case, or of one word", () => {
    for (const subject of [
      "这是一个很长的主题 关于合作",
      "RE: INSTANTLY",
      "Q3 2026",
      "NATO-Treffen am Montag",
    ])
      expect(advise(subject, "Hi")).toEqual([]);
  });
});

describe("what speaks against a sent mail", () => {
  const sent = (changes: Record<string, unknown>): Email =>
    emailSchema.parse({ id: "m", ue_type: 3, subject: "Re: x", eaccount: "i@us.example", ...changes });

  test("leaves the quote, the tracker and received mail alone", () => {
    const html = `<p>Thank you.</p><img src="https://t.example/o.gif" width="1" height="1"><blockquote>{{firstName}} <a href="https://bit.ly/x">x</a></blockquote>`;
    const mail = ownSent(sent({ body: { html } }));
    expect(mail && adviseOn(mail)).toEqual([]);
    expect(ownSent(sent({ ue_type: 2, body: { html } }))).toBeUndefined();
    expect(ownSent(sent({}))).toBeUndefined();
  });

  test("names a tag that went out unfilled", () => {
    const mail = ownSent(sent({ body: { html: "<p>Hi {{firstName}},</p>" } }));
    expect(mail && kinds(adviseOn(mail))).toEqual(["mergeTag"]);
  });

  test("is, in the sandbox's mail of a whole workspace, only what is true of it", async () => {
    const { client } = await withSandbox();
    const { api } = client();
    const found = new Map<string, number>();
    let mails = 0;
    let after: string | undefined;
    do {
      const page = await api.emails.list({ limit: 100, after });
      for (const row of page.rows) {
        const mail = row instanceof BrokenRow ? undefined : ownSent(row);
        if (mail === undefined) continue;
        mails++;
        for (const { kind } of adviseOn(mail)) found.set(kind, (found.get(kind) ?? 0) + 1);
      }
      after = page.rows.length === 0 ? undefined : page.next;
    } while (after !== undefined);
    expect(mails).toBeGreaterThan(500);
    // Campaign steps name no way out there, and that is said of them; not one mail is flagged for anything else.
    expect([...found.keys()]).toEqual(["optOut"]);
    expect(found.get("optOut")).toBeLessThan(mails);
  });
});
