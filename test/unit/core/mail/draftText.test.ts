import { describe, expect, test } from "vitest";
import type { Email } from "../../../../src/core/api/resources/emails.ts";
import { email as emailSchema } from "../../../../src/core/api/resources/emails.ts";
import { addressList, fieldOf, parseDraft, printDraft } from "../../../../src/core/mail/draftText.ts";
import { newDraft } from "../../../../src/core/mail/newDraft.ts";

const FIXED = { To: "Ann Lee <ann@corp.example>", Answers: "Pilot, of 3 March" };
const VALUES = { From: "ines@us.example", Cc: "bo@us.example", Subject: "Re: Pilot: two sites", ...FIXED };
const REPLY = printDraft("reply", VALUES, "Hi Ann,\n\n---\n\n> words\n");

const problemsOf = (text: string): string[] =>
  parseDraft(text, "reply", FIXED).problems.map(({ kind, what, line }) => `${kind} ${what} ${line}`);

function original(changes: Record<string, unknown> = {}): Email {
  return emailSchema.parse({
    id: "m1",
    subject: "Pilot",
    from_address_email: "ann@corp.example",
    eaccount: "ines@us.example",
    ue_type: 2,
    thread_id: "t1",
    body: { text: "One\n\nTwo" },
    ...changes,
  });
}
const PHRASES = { to: FIXED.To, about: "Pilot", wrote: "On 3 March, Ann Lee wrote:" };

describe("the text of a draft", () => {
  test("is read as it was written", () => {
    const draft = parseDraft(REPLY, "reply", FIXED);
    expect(draft.problems).toEqual([]);
    expect(draft.body).toBe("Hi Ann,\n\n---\n\n> words\n");
    expect(fieldOf(draft, "Subject")).toBe("Re: Pilot: two sites");
    expect(fieldOf(draft, "Bcc")).toBe("");
    expect(REPLY.split("\n").slice(draft.bodyLine).join("\n")).toBe(draft.body);
    const values = Object.fromEntries([...draft.fields.values()].map(({ name, value }) => [name, value]));
    expect(printDraft("reply", values, draft.body)).toBe(REPLY);
  });

  test("keeps its places with Windows line ends", () => {
    const draft = parseDraft(REPLY.replaceAll("\n", "\r\n"), "reply", FIXED);
    expect(draft.problems).toEqual([]);
    expect(draft.bodyLine).toBe(parseDraft(REPLY, "reply", FIXED).bodyLine);
  });

  test("puts no value on a line of its own, whatever is in it", () => {
    const text = printDraft("reply", { ...VALUES, Subject: "a\nBcc: evil@x.example\u2028b\u202E" }, "");
    expect(fieldOf(parseDraft(text, "reply"), "Subject")).toBe("a Bcc: evil@x.example b");
    expect(fieldOf(parseDraft(text, "reply"), "Bcc")).toBe("");
  });

  test.each([
    "Re: 👩‍💻 and 👨‍👩‍👧",
    "Re: می‌خواهم نامه‌ای بنویسم",
    "Re: क्‍ष",
    "Re: שלום\u200F (ACME)\u200E!",
    "Re: \u061C12%",
    "Re: \u2067שלום\u2069 \u202BACME\u202C",
    "Re: a\u00ADb\u2060c \u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
  ])("keeps how the words of %j are joined and ordered", (subject) => {
    const draft = parseDraft(printDraft("reply", { ...VALUES, Subject: subject }, ""), "reply", FIXED);
    expect(fieldOf(draft, "Subject")).toBe(subject);
  });

  test.each([
    ["a\u202Egpj.exe\u202C b", "agpj.exe b"],
    ["a\u202Db", "ab"],
    ["\u2067a", "a"],
    ["a\u2069b\u2067", "ab"],
    ["\u2067a\u202C", "a"],
    ["\uFEFFa\uFEFFb", "ab"],
    ["a\u{E0061}\u{E0062}b", "ab"],
  ])("lets nothing in %j turn around or hide text", (subject, expected) => {
    expect(fieldOf(parseDraft(printDraft("reply", { Subject: subject }, ""), "reply"), "Subject")).toBe(
      expected,
    );
  });

  test.each([
    ["a header that is gone", "Hi Ann", "noHeader --- 0"],
    ["a header that does not end", "---\nFrom: a@b.example\nHi", "noHeader --- 0"],
    ["a line that is no field", REPLY.replace("Bcc:", "whom"), "notField whom 4"],
    ["a field that drafts do not have", REPLY.replace("Bcc:", "Reply-To: x"), "unknown Reply-To 4"],
    ["a field that stands twice", REPLY.replace("Bcc:", "Cc: x@y.example"), "repeated Cc 4"],
    ["no subject", REPLY.replace("Re: Pilot: two sites", ""), "missing Subject 5"],
    ["a sender that is no address", REPLY.replace("ines@us.example", "Ines"), "address Ines 1"],
    [
      "two senders",
      REPLY.replace("ines@us.example", "a@b.example, c@d.example"),
      "address a@b.example, c@d.example 1",
    ],
    ["a copy to no address", REPLY.replace("bo@us.example", "bo@us.example, bo"), "address bo 3"],
    ["a changed recipient of a reply", REPLY.replace("ann@corp", "eve@corp"), "fixed To 2"],
  ])("tells of %s", (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });

  test("wants a recipient and a plain choice of a forward", () => {
    const text = printDraft("forward", { From: "a@b.example", Subject: "Fwd: x", Original: "maybe" }, "");
    const { problems } = parseDraft(text, "forward");
    expect(problems.map(({ kind, what }) => `${kind} ${what}`)).toEqual(["missing To", "choice Original"]);
  });

  test("sends bare addresses", () => {
    expect(addressList("Ann Lee <ann@corp.example>, bo@us.example")).toBe("ann@corp.example,bo@us.example");
    expect(addressList("")).toBeUndefined();
  });
});

describe("a new draft", () => {
  test("answers from the account that the message came to, and quotes it", () => {
    const { text, ...subject } = newDraft("reply", original(), PHRASES);
    const draft = parseDraft(text, "reply", subject.fixed);
    expect(draft.problems).toEqual([]);
    expect([fieldOf(draft, "From"), fieldOf(draft, "Subject")]).toEqual(["ines@us.example", "Re: Pilot"]);
    expect(draft.body).toBe("\n\nOn 3 March, Ann Lee wrote:\n> One\n>\n> Two\n");
    expect(subject).toMatchObject({ kind: "reply", originalId: "m1", threadId: "t1", isAnswered: true });
  });

  test.each([
    ["Re: Pilot", "Re: Pilot"],
    ["AW: Pilot", "AW: Pilot"],
    ["", "Re:"],
    ["Recap", "Re: Recap"],
  ])("answers %j under %j", (subject, expected) => {
    const { text } = newDraft("reply", original({ subject }), PHRASES);
    expect(fieldOf(parseDraft(text, "reply"), "Subject")).toBe(expected);
  });

  test("quotes HTML mail by its words", () => {
    const html = "<style>p{}</style><p>One &amp; <b>two</b></p><p>Three<br>four</p><script>x</script>";
    const { text } = newDraft("reply", original({ body: { html } }), PHRASES);
    expect(parseDraft(text, "reply").body).toContain("> One & two\n>\n> Three\n> four\n");
  });

  test("forwards with the original put below by Instantly, not by the draft", () => {
    const { text, fixed } = newDraft("forward", original(), PHRASES);
    const draft = parseDraft(text, "forward", fixed);
    expect([fieldOf(draft, "Subject"), fieldOf(draft, "Original")]).toEqual(["Fwd: Pilot", "yes"]);
    expect(draft.body.trim()).toBe("");
    expect(draft.problems.map(({ what }) => what)).toEqual(["To"]);
  });
});
