import assert from "node:assert/strict";
import * as vscode from "vscode";
import { email as emailSchema, type Email } from "../../src/core/api/resources/emails.ts";
import type { MailFindings } from "../../src/shared/mailFindings.ts";
import type { MailReport } from "../../src/shared/mailReport.ts";
import { MailChoices } from "../../src/shell/mail/mailChoices.ts";
import { MailReading } from "../../src/shell/mail/mailReading.ts";
import { mailReport, senderCueTexts } from "../../src/shell/mail/mailReport.ts";

const ANN = "ann@news.example";

function mail(changes: Readonly<Record<string, unknown>> = {}): Email {
  return emailSchema.parse({
    id: "1",
    subject: "News",
    from_address_email: ANN,
    to_address_email_list: "me@ours.example",
    eaccount: "me@ours.example",
    ue_type: 2,
    body: { html: "<p>x</p>" },
    ...changes,
  });
}

function findings(changes: Partial<MailFindings> = {}): MailFindings {
  const fetches = [
    { address: "https://img.example/boat.png", element: "img", width: 90, height: 60, hidden: false },
    { address: "https://img.example/o.gif?u=7", element: "img", width: 1, height: 1, hidden: false },
  ];
  return { fetches, fetchCount: fetches.length, links: [], linkCount: 0, ...changes };
}

/** What an extension's context keeps, in memory; what was written can be looked at. */
class KeptContext {
  readonly values = new Map<string, unknown>();
  readonly secretValues = new Map<string, string>();
  readonly globalState = {
    get: <T>(key: string, otherwise?: T): T => (this.values.get(key) ?? otherwise) as T,
    update: (key: string, value: unknown): Thenable<void> => {
      if (value === undefined) this.values.delete(key);
      else this.values.set(key, structuredClone(value));
      return Promise.resolve();
    },
  };
  readonly secrets = {
    get: (key: string): Thenable<string | undefined> => Promise.resolve(this.secretValues.get(key)),
    store: (key: string, value: string): Thenable<void> => {
      this.secretValues.set(key, value);
      return Promise.resolve();
    },
    delete: (key: string): Thenable<void> => {
      this.secretValues.delete(key);
      return Promise.resolve();
    },
  };
}

describe("what was chosen for senders of mail", () => {
  let kept: KeptContext;
  let choices: MailChoices;
  beforeEach(() => {
    kept = new KeptContext();
    choices = new MailChoices(kept);
  });

  it("is nothing at first, and asks for no key to find that out", async () => {
    assert.deepEqual(await choices.of("mine", ANN), { images: undefined, look: "auto" });
    assert.equal(kept.secretValues.size, 0);
  });

  it("holds for a sender, however the address is written, or for a whole domain, in one profile", async () => {
    await choices.setImages("mine", ANN, "sender");
    assert.equal((await choices.of("mine", "Ann@NEWS.example")).images, "sender");
    assert.equal((await choices.of("mine", "bob@news.example")).images, undefined);
    assert.equal((await choices.of("theirs", ANN)).images, undefined);
    await choices.setImages("mine", ANN, "domain");
    assert.equal((await choices.of("mine", "bob@news.example")).images, "domain");
    assert.equal((await choices.of("mine", "bob@other.example")).images, undefined);
  });

  it("is taken back for the sender and the domain together, and keeps the colours", async () => {
    await choices.setImages("mine", ANN, "domain");
    await choices.setLook("mine", ANN, "theme");
    await choices.setImages("mine", ANN, "sender");
    assert.deepEqual(await choices.of("mine", ANN), { images: "sender", look: "theme" });
    await choices.setImages("mine", ANN, "never");
    assert.deepEqual(await choices.of("mine", ANN), { images: undefined, look: "theme" });
    await choices.setLook("mine", ANN, "auto");
    assert.deepEqual(kept.values.get("instantly.mailChoices"), { mine: {} });
  });

  it("is found again by the next window, and by nobody who has only the file", async () => {
    await choices.setImages("mine", ANN, "sender");
    const written = JSON.stringify([...kept.values]);
    assert.doesNotMatch(written, /ann|news|example/iu);
    const next = new MailChoices(kept);
    assert.equal((await next.of("mine", ANN)).images, "sender");
    kept.secretValues.clear();
    const stranger = new MailChoices(kept);
    assert.equal((await stranger.of("mine", ANN)).images, undefined);
  });

  it("forgets the oldest beyond two thousand, and everything when it is wiped", async () => {
    await choices.setLook("mine", "first@news.example", "paper");
    for (let i = 0; i < 2000; i++) await choices.setLook("mine", `a${i}@news.example`, "paper");
    assert.equal((await choices.of("mine", "first@news.example")).look, "auto");
    assert.equal((await choices.of("mine", "a1999@news.example")).look, "paper");
    await choices.wipe();
    assert.deepEqual([kept.values.size, kept.secretValues.size], [0, 0]);
    assert.equal((await choices.of("mine", "a1999@news.example")).look, "auto");
  });
});

describe("a message that is being read", () => {
  let choices: MailChoices;
  beforeEach(() => {
    choices = new MailChoices(new KeptContext());
  });
  afterEach(() => setImages(undefined));

  const setImages = (value: string | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration("instantly")
      .update("mail.remoteImages", value, vscode.ConfigurationTarget.Global);
  const open = (email: Email): Promise<MailReading> =>
    MailReading.of(email, { choices, profileId: "mine", ownOrigin: undefined });
  const allowed = ({ state }: MailReading): readonly string[] => state.report?.allowed ?? [];

  it("has no report until its page has looked, and then allows nothing", async () => {
    const reading = await open(mail());
    assert.deepEqual(reading.state, { report: undefined, awaitsReport: false, look: "auto" });
    reading.found(findings());
    assert.deepEqual(allowed(reading), []);
  });

  it("allows its pictures for once, its trackers only when asked, and forgets both when closed", async () => {
    const reading = await open(mail());
    reading.found(findings());
    await reading.showImages("once");
    assert.deepEqual(allowed(reading), ["https://img.example/boat.png"]);
    await reading.showImages("everything");
    assert.equal(allowed(reading).length, 2);
    assert.equal((await open(mail())).state.awaitsReport, false);
  });

  it("remembers a sender's pictures, and has its page wait for the report that names them", async () => {
    await (await open(mail())).showImages("sender");
    const next = await open(mail({ id: "2" }));
    assert.equal(next.state.awaitsReport, true);
    next.found(findings());
    assert.deepEqual(allowed(next), ["https://img.example/boat.png"]);
    await next.showImages("never");
    assert.deepEqual(allowed(next), []);
  });

  it("remembers nothing for mail that we sent: it would count as opened", async () => {
    await (await open(mail())).showImages("sender");
    const sent = await open(mail({ ue_type: 1 }));
    sent.found(findings());
    assert.deepEqual([sent.state.awaitsReport, allowed(sent)], [false, []]);
  });

  it("keeps what was found and agreed to when it is read again, but no findings of another body", async () => {
    const reading = await open(mail());
    reading.found(findings());
    await reading.showImages("once");
    assert.equal(allowed(await reading.again(mail())).length, 1);
    const changed = await reading.again(mail({ body: { html: "<p>y</p>" } }));
    assert.equal(changed.state.report, undefined);
    assert.equal(changed.state.awaitsReport, true);
  });

  it("allows and offers nothing where the setting is off, whatever was agreed to", async () => {
    await (await open(mail())).showImages("sender");
    await setImages("off");
    const reading = await open(mail());
    reading.found(findings());
    assert.deepEqual([reading.state.report?.offers, allowed(reading)], [[], []]);
  });
});

describe("the report on a message", () => {
  const CONTEXT = { consent: "none", remembered: undefined, asks: true, ownOrigin: undefined } as const;
  const report = (changes: Partial<MailFindings>, email = mail(), context: object = {}): MailReport =>
    mailReport(email, findings(changes), { ...CONTEXT, ...context });

  it("counts what was not loaded and what of it looks like a tracker", () => {
    const { sentence, privacy } = report({});
    assert.equal(sentence, "2 remote items of img.example were not loaded. 1 looks like a tracker.");
    assert.deepEqual(
      privacy.fetches.map(({ address }) => address),
      ["https://img.example/o.gif?u=7", "https://img.example/boat.png"],
    );
    assert.equal(report({ fetches: [], fetchCount: 0 }).sentence, undefined);
  });

  it("says of our own mail what its recipient's program would do, and offers no rule for a sender", () => {
    const { sentence, offers } = report({}, mail({ ue_type: 1 }));
    assert.match(sentence ?? "", /would report that the recipient opened it/u);
    assert.deepEqual(
      offers.map(({ scope }) => scope),
      ["once"],
    );
  });

  it("offers a domain only where not everybody can have an address", () => {
    const scopes = (from: string): string[] =>
      report({}, mail({ from_address_email: from })).offers.map(({ scope }) => scope);
    assert.deepEqual(scopes(ANN), ["once", "sender", "domain"]);
    assert.deepEqual(scopes("ann@gmail.com"), ["once", "sender"]);
    assert.deepEqual(scopes("nobody"), ["once"]);
  });

  it("lists doubtful links first, with where they lead, and says which tell who clicked", () => {
    const links = [
      { href: "https://fine.example/", text: "fine", number: 1 },
      { href: "https://evil.example/?e=me%40ours.example", text: "bank.example", number: 2 },
      { href: "javascript:alert(1)", text: "js", number: 3 },
    ];
    const { links: listed, privacy } = report({ links, linkCount: 3 });
    assert.deepEqual(
      listed.rows.map(({ target, number }) => [target, number]),
      [
        ["evil.example", 2],
        [undefined, 3],
        ["fine.example", 1],
      ],
    );
    assert.match(
      listed.rows[0]?.cues.map(({ text }) => text).join(" ") ?? "",
      /names bank\.example.*recipient's address/u,
    );
    assert.equal(
      privacy.links,
      "Links that tell who clicked: 1 with the recipient's address, 0 with a long id.",
    );
  });

  it("lists two hundred and counts the rest", () => {
    const links = Array.from({ length: 300 }, (_, i) => ({ href: `https://h${i}.example/`, text: "" }));
    const { rows, more, heading } = report({ links, linkCount: 5000 }).links;
    assert.deepEqual(
      [rows.length, more, heading],
      [200, "4,800 more are not listed.", "Links in this message (5,000)"],
    );
  });

  it("names the grave doubts about a sender first", () => {
    const cues = senderCueTexts(
      mail({
        from_address_email: "billing@paypa1.com",
        from_address_json: [{ address: "billing@paypa1.com", name: "x" }],
        reply_to: "collect@elsewhere.example",
      }),
    );
    assert.deepEqual(
      cues.map(({ tone }) => tone),
      ["bad", "warn"],
    );
  });
});
