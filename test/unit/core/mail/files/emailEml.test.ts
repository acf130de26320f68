import { describe, expect, it } from "vitest";
import { emailEml } from "../../../../../src/core/mail/files/emailEml.ts";
import { seededRandom } from "../../text/seededRandom.ts";
import { mail } from "./mailSamples.ts";
import { decodeWords, parseMime, type MimePart } from "./parseMime.ts";

const fields = (source: string, name: string): string[] =>
  parseMime(source)
    .headers.filter(([found]) => found === name)
    .map(([, value]) => decodeWords(value));
const canonical = (text: string): string => text.replace(/\r\n?|\n/g, "\r\n").toWellFormed();
const texts = ({ parts }: MimePart): string[] => parts.map(({ text }) => text);
const KNOWN = ["from", "to", "cc", "bcc", "reply-to", "subject", "date", "message-id", "x-instantly-email-id", "x-instantly-attachment", "mime-version", "content-type", "content-transfer-encoding"]; // prettier-ignore

describe("a message as .eml", () => {
  it("reads back as what it was made from", () => {
    const text = "Grüße aus Köln,\n\n> = quoted =\n.\nFrom here on\ttabs \n\0 and 😀\r\nthe end";
    const html = `<p class="x">日本語のメール</p>${"long ".repeat(400)}=_instantly_`;
    const source = emailEml(
      mail({
        subject:
          "Re: Angebot für das Büro in Łódź – mit einem langen Betreff 😀, der nicht in eine Zeile passt",
        body: { text, html },
        cc_address_email_list: "x@corp.example, y@corp.example",
      }),
    );
    const message = parseMime(source);
    expect(message.type).toMatch(/^multipart\/alternative/);
    expect(message.parts.map(({ type }) => type)).toEqual([
      "text/plain; charset=utf-8",
      "text/html; charset=utf-8",
    ]);
    expect(texts(message)).toEqual([canonical(text), canonical(html)]);
    expect(fields(source, "subject")).toEqual([
      "Re: Angebot für das Büro in Łódź – mit einem langen Betreff 😀, der nicht in eine Zeile passt",
    ]);
    expect(fields(source, "from")).toEqual(["Ann Lee <ann@corp.example>"]);
    expect(fields(source, "cc")).toEqual(["x@corp.example, y@corp.example"]);
    expect(fields(source, "date")).toEqual(["Tue, 03 Mar 2026 10:02:00 +0000"]);
    expect(fields(source, "message-id")).toEqual(["<abc123@corp.example>"]);
  });

  it.each(["👩‍💻 👨‍👩‍👧", "می‌خواهم نامه‌ای", "क्‍ष", "שלום\u200F (ACME)\u200E!", "\u2067שלום\u2069"])(
    "keeps how the words of %j are joined and ordered",
    (words) => {
      const from_address_json = [{ address: "\u202Aann@corp.example\u202C", name: words }];
      const source = emailEml(mail({ subject: words, from_address_json, body: { text: words } }));
      expect(fields(source, "subject")).toEqual([words]);
      expect(fields(source, "from")).toEqual([`${words} <ann@corp.example>`]);
      expect(parseMime(source).text).toBe(words);
    },
  );

  it.each([
    "<[17c9@corp.example]>",
    "<17c9@[192.0.2.7]>",
    "<[17c9]@corp.example>",
    "<a@b@corp.example>",
    "<a,b;c:d(e)f@corp.example>",
    '<"a.b"@corp.example>',
    "<a\\b@corp.example>",
    "<.a..b.@corp_x>",
    "<a!b=c/d+e$f@mail.corp.example:25>",
  ])("keeps the message id %s", (message_id) => {
    expect(fields(emailEml(mail({ message_id })), "message-id")).toEqual([message_id]);
  });

  it.each([
    "<a b@c>",
    "<a@b>\r\nBcc: x@y.example",
    "<a\0@b>",
    "<ä@b>",
    "<a>b@c>",
    "a",
    "<@>",
    `<${"a".repeat(990)}@b>`,
  ])("has no message id for %j", (message_id) => {
    expect(fields(emailEml(mail({ message_id })), "message-id")).toEqual([]);
  });

  it.each([
    ["ann@bücher.example", "ann@xn--bcher-kva.example"],
    ["ann@例え.テスト", "ann@xn--r8jz45g.xn--zckzah"],
    ["ann@نامه‌ای.example", "ann@xn--mgba3gch31f060k.example"],
    ["an n@bücher.example", '"an n"@xn--bcher-kva.example'],
    ["jörg@bücher.example", "jörg@bücher.example"],
    ["Ann@Corp.example", "Ann@Corp.example"],
    ["ann@１.２.３.999", undefined],
  ])("writes the address %s so that servers know it", (address, expected) => {
    const source = emailEml(
      mail({ from_address_email: address, from_address_json: [{ address, name: "A" }] }),
    );
    const from = fields(source, "from")[0] ?? "";
    if (expected === undefined) expect(from).toMatch(/<unreadable@address\.invalid>$/);
    else expect(from).toBe(`A <${expected}>`);
  });

  it.each([".", "..", "From ", "From here on", ".\r\nFrom x", "é.", "=.", "=From "])(
    "begins no line with a dot or From, wherever %j is wrapped",
    (tail) => {
      for (const unit of ["x", "=", "x="])
        for (let length = 0; length <= 160; length++) {
          const text = `${unit.repeat(length).slice(0, length)}${tail}`;
          const source = emailEml(mail({ body: { text } }));
          const body = source.slice(source.indexOf("\r\n\r\n") + 4).split("\r\n");
          expect(
            body.filter((line) => /^(?:\.|From )/.test(line) || line.length > 76),
            text,
          ).toEqual([]);
          expect(parseMime(source).text).toBe(text);
        }
    },
  );

  it("has one part where there is one body, and a body where there is none", () => {
    expect(parseMime(emailEml(mail({ body: { html: "<p>x</p>" } })))).toMatchObject({
      type: "text/html; charset=utf-8",
      text: "<p>x</p>",
    });
    expect(parseMime(emailEml(mail({ body: null, content_preview: "first lines" }))).text).toBe(
      "first lines",
    );
    expect(parseMime(emailEml(mail({ body: null }))).text).toBe("");
  });

  it("keeps every line short enough for any server, and ASCII", () => {
    const source = emailEml(
      mail({ subject: "x".repeat(5000), body: { text: "ä".repeat(9000), html: "y".repeat(9000) } }),
    );
    for (const line of source.split("\r\n")) expect(line.length).toBeLessThanOrEqual(78);
    expect(source).toMatch(/^[\r\n\x20-\x7e]*$/);
    expect(source.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  const hostile: Readonly<Record<string, Record<string, unknown>>> = {
    "a subject with a line break": { subject: "Hi\r\nBcc: victim@corp.example\r\n\r\n<script>" },
    "a subject of other line breaks": { subject: "Hi\u2028Bcc: a@b.example\u0085X: y\vZ: 1\fQ: 2\0" },
    "a subject that poses as encoded": { subject: "=?utf-8?Q?=0D=0ABcc:=20x@y.example?=" },
    "a name that ends its quotes": {
      from_address_json: [{ address: "a@corp.example", name: `Ann" <boss@ours.example>, "x\\` }],
    },
    "a name with a line break": {
      from_address_json: [{ address: "a@corp.example", name: "Ann\r\nBcc: x@y.example" }],
    },
    "an address that is two": { from_address_email: "a@b.example>, <c@d.example", from_address_json: null },
    "an address with a line break": {
      from_address_email: "a@b.example\r\nBcc: x@y.example",
      from_address_json: null,
    },
    "no address at all": { from_address_email: "", from_address_json: null },
    "a message id that is a header": { message_id: "<a@b>\r\nBcc: x@y.example" },
    "an id that is a header": { id: "1\r\nBcc: x@y.example" },
    "an attachment that is a header": { attachment_json: { files: [{ filename: "a\r\nBcc: x@y.example" }] } },
    "a body that poses as a boundary": {
      body: {
        text: "--=_instantly_0193a1b2-0000-7000-8000-000000000001--\r\nBcc: x@y.example",
        html: "<p>x",
      },
    },
  };

  it.each(Object.entries(hostile))("%s: adds no field, no recipient and no part", (_name, changes) => {
    const email = mail(changes);
    const source = emailEml(email);
    const message = parseMime(source);
    expect(message.headers.map(([name]) => name).filter((name) => !KNOWN.includes(name))).toEqual([]);
    expect(fields(source, "bcc")).toEqual([]);
    expect(parseMime(source).headers.filter(([name]) => name === "from")).toHaveLength(1);
    // Outside of quotes and encoded words there is exactly one address.
    const from = message.headers.find(([name]) => name === "from")?.[1] ?? "";
    expect(from.replace(/"(?:[^"\\]|\\.)*"/g, "").match(/@/g)).toHaveLength(1);
    expect(from.replace(/"(?:[^"\\]|\\.)*"/g, "")).not.toContain(",");
    expect(message.parts.length).toBe(email.bodyHtml === undefined ? 0 : 2);
    for (const [, value] of message.headers) expect(decodeWords(value)).not.toMatch(/\p{Cc}/u);
  });

  it("reads back whatever the texts are", () => {
    const random = seededRandom(7);
    const pieces = ["\r\n", "\n", "\r", "=", "=\n", " ", "\t", ".", "From ", "ä", "😀", "\ud800", "\0", "a", "--=_", "<p>", "\u2028", "=20"]; // prettier-ignore
    for (let round = 0; round < 300; round++) {
      const make = (): string =>
        Array.from(
          { length: Math.floor(random() * 60) },
          () => pieces[Math.floor(random() * pieces.length)],
        ).join("");
      const email = mail({ subject: make(), body: { text: `t${make()}`, html: `h${make()}` } });
      const source = emailEml(email);
      expect(texts(parseMime(source))).toEqual([
        canonical(email.bodyText ?? ""),
        canonical(email.bodyHtml ?? ""),
      ]);
    }
  });
});
