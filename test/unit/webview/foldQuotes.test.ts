import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MailLayers } from "./mailLayers.ts";
import { PanelBrowser } from "./panelBrowser.ts";

declare const window: Window & { layers: MailLayers };

let browser: PanelBrowser;
let page: Page;
beforeAll(async () => {
  browser = await PanelBrowser.start();
  page = await browser.open("mailLayers", {}, undefined);
});
afterAll(() => browser.stop());

const fold = (html: string, isForwarded = false): Promise<ReturnType<MailLayers["fold"]>> =>
  page.evaluate(([raw, forwarded]) => window.layers.fold(raw, forwarded), [html, isForwarded] as const);

const OLD = "<p>Would Tuesday do?</p><p>Ann</p>";
/** Answers as clients write them: what is own, and what each fold begins with. */
const CLIENTS: Readonly<Record<string, { html: string; own: string; folds: string[] }>> = {
  Gmail: {
    html: `<div dir="ltr">Yes, gladly.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, 3 Mar 2026 at 10:02, Ann &lt;<a href="mailto:a@b.example">a@b.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote">${OLD}</blockquote></div>`,
    own: "Yes, gladly.",
    folds: ["quote: On Tue"],
  },
  "Gmail with a signature": {
    html: `<div>Yes<div><br clear="all"></div><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Bo Berg<br>Corp</div></div><br><div class="gmail_quote"><div class="gmail_attr">On Tue, 3 Mar 2026 at 10:02, Ann wrote:</div><blockquote class="gmail_quote">${OLD}</blockquote></div>`,
    own: "Yes",
    folds: ["signature: ", "quote: On Tue"],
  },
  "Apple Mail": {
    html: `<html><body>Yes<br><div><br><blockquote type="cite"><div>On 3 Mar 2026, at 10:02, Ann &lt;a@b.example&gt; wrote:</div><br><div>${OLD}</div></blockquote></div></body></html>`,
    own: "Yes",
    folds: ["quote: On 3 Mar"],
  },
  "an iPhone": {
    html: `Yes<br><br><div dir="ltr">Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">On 3 Mar 2026, at 10:02, Ann wrote:<br>${OLD}</blockquote></div>`,
    own: "Yes",
    folds: ["signature: Sent from", "quote: On 3 Mar"],
  },
  Thunderbird: {
    html: `<p>Gern.</p><div class="moz-cite-prefix">Am 03.03.26 um 10:02 schrieb Ann Lee:<br></div><blockquote type="cite" cite="mid:x">${OLD}</blockquote>`,
    own: "Gern.",
    folds: ["quote: Am 03"],
  },
  "Outlook on Windows": {
    html: `<div class="WordSection1"><p class="MsoNormal">Fine.</p><p class="MsoNormal">&nbsp;</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal"><b>From:</b> Ann &lt;a@b.example&gt;<br><b>Sent:</b> Tuesday, March 3, 2026 10:02<br><b>To:</b> Bo<br><b>Subject:</b> Tuesday</p></div>${OLD}</div>`,
    own: "Fine.",
    folds: ["quote: From: Ann"],
  },
  "Outlook on the web, German": {
    html: `<div>Passt.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg" dir="ltr"><b>Von:</b> Ann<br><b>Gesendet:</b> Dienstag<br><b>An:</b> Bo<br><b>Betreff:</b> Dienstag</div><div>${OLD}</div>`,
    own: "Passt.",
    folds: ["quote: "],
  },
  Yahoo: {
    html: `<div>Ok</div><div class="yahoo_quoted"><div>Le mardi 3 mars 2026 à 10:02, Ann &lt;a@b.example&gt; a écrit :</div><div>${OLD}</div></div>`,
    own: "Ok",
    folds: ["quote: Le mardi"],
  },
  "Proton Mail": {
    html: `<div>Ok</div><div class="protonmail_signature_block">Sent with Proton Mail</div><div class="protonmail_quote">On Tuesday, March 3rd, 2026 at 10:02, Ann wrote:<blockquote>${OLD}</blockquote></div>`,
    own: "Ok",
    folds: ["signature: Sent with", "quote: On Tuesday"],
  },
  "a client that marks nothing": {
    html: `<table><tr><td><p>Ok</p><p>-----Original Message-----</p>${OLD}</td></tr></table>`,
    own: "Ok",
    folds: ["quote: -----Original"],
  },
};

describe("a message in HTML", () => {
  it.each(Object.entries(CLIENTS))(
    "from %s folds to what its writer says",
    async (_client, { html, own, folds }) => {
      const folded = await fold(html);
      expect(folded.own).toBe(own);
      expect(
        folded.folds.map(({ kind, text }, i) => `${String(kind)}: ${text}`.slice(0, folds[i]?.length)),
      ).toEqual(folds);
    },
  );

  it("loses no word in folding", async () => {
    for (const { html } of Object.values(CLIENTS)) {
      const { whole, text } = await fold(html);
      expect(text.split(/\s+/u)).toEqual(whole.split(/\s+/u));
    }
  });

  it("that was forwarded stays open", async () => {
    const html = `<div>See below</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Ann<br>Date: Tue<br>Subject: x<br>To: Bo</div>${OLD}</div>`;
    expect((await fold(html)).folds).toEqual([]);
  });

  it("that is all quote stays open", async () => {
    expect((await fold(`<blockquote type="cite">${OLD}</blockquote>`)).folds).toEqual([]);
  });

  it("answered below its quote keeps the answer in sight, and a short quote with it", async () => {
    const long = `<blockquote type="cite">${OLD.repeat(40)}</blockquote><p>My answer</p>`;
    expect((await fold(`<p>Hi Ann</p>${long}`)).own).toBe("Hi Ann\nMy answer");
    const short = `<p>Hi</p><blockquote type="cite">When?</blockquote><p>Tuesday</p><blockquote type="cite">Where?</blockquote><p>Here</p>`;
    expect((await fold(short)).folds).toEqual([]);
  });

  it("folds each long quote, and a signature below the last", async () => {
    const long = `<blockquote type="cite">${OLD.repeat(40)}</blockquote>`;
    const folded = await fold(`<p>Hi</p>${long}<p>One</p>${long}<p>Two</p>${long}<p>-- <br>Bo Berg</p>`);
    expect(folded.own).toBe("Hi\nOne\nTwo");
    expect(folded.folds.map(({ kind }) => kind)).toEqual(["quote", "quote", "quote", "signature"]);
    expect(folded.folds.at(-1)?.text).toBe("--\nBo Berg");
  });

  it.each([
    `<p>-- <br>Bo Berg</p>`,
    `<div><br></div><div>-- </div><div>Bo Berg</div>`,
    `<div class="moz-signature">-- <br>Bo Berg</div>`,
    `<div class="gmail_signature">Bo Berg</div>`,
    `<p>Sent from my iPhone</p>`,
  ])("signed below a short quote folds both: %s", async (signature) => {
    const said = `<div class="moz-cite-prefix">On Tue, 3 Mar 2026 at 10:02, Ann wrote:</div>`;
    for (const html of [
      `<p>Yes</p>${said}<blockquote type="cite">${OLD}</blockquote>${signature}`,
      `<div><p>Yes</p><div>${said}<blockquote type="cite">${OLD}</blockquote>${signature}</div></div>`,
    ]) {
      const { own, folds, text, whole } = await fold(html);
      expect(own).toBe("Yes");
      expect(folds.map(({ kind }) => kind)).toEqual(["quote", "signature"]);
      expect(folds[1]?.text).toMatch(/Bo Berg|iPhone/u);
      expect(text.split(/\s+/u)).toEqual(whole.split(/\s+/u));
    }
  });

  it.each([
    `<p>FYI</p><div>---------- Weitergeleitete Nachricht ---------<br>Von: Ann<br>Datum: 3.3.2026<br>An: Bo<br>Betreff: x</div><blockquote type="cite">${OLD.repeat(40)}</blockquote>`,
    `<p>FYI</p><div><blockquote type="cite"><div>Begin forwarded message:</div><div><b>From: </b>Ann &lt;a@b.example&gt;<br><b>Date: </b>3 March 2026<br><b>To: </b>Bo<br><b>Subject: </b>x</div>${OLD.repeat(40)}</blockquote></div>`,
    `<p>FYI</p><div class="gmail_quote"><div class="gmail_attr">---------- Doorgestuurd bericht ---------<br>Van: Ann</div>${OLD}<div class="gmail_quote"><div>On Tue, 3 Mar 2026 at 10:02, Bo wrote:</div><blockquote class="gmail_quote">${OLD.repeat(40)}</blockquote></div></div>`,
  ])("forwarded, in any language, stays open with all that it holds: %#", async (html) => {
    expect((await fold(html)).folds).toEqual([]);
  });

  it("forwarded by a program that only its subject tells of stays open", async () => {
    const html = `<p>FYI</p><div id="divRplyFwdMsg"><b>From:</b> Ann<br><b>Sent:</b> Tuesday<br><b>To:</b> Bo<br><b>Subject:</b> x</div>${OLD}`;
    expect((await fold(html)).folds).toHaveLength(1);
    expect((await fold(html, true)).folds).toEqual([]);
  });

  it.each([
    `<p>One</p><p>________________________________</p><p>Two</p>`,
    `<p>One</p><blockquote>A remark</blockquote><p>Two</p>`,
    `<p>On page 3 the lawyer wrote:</p><p>All is well.</p>`,
    `<p>New message</p><p>From: Zed &lt;zed@lead.example&gt;<br>Date: 3 March 2026<br>Subject: Seats</p><p>We want 500 seats.</p>`,
    `<p>Hi</p><p>Sent from my desk the other day, the parcel is with you.</p>`,
    `<p>Hi</p><p>Sent from the office.</p><p>Bo</p>`,
  ])("hides none of its writer's words: %s", async (html) => {
    expect((await fold(html)).folds).toEqual([]);
  });

  it.each([
    "вт, 3 мар. 2026 г. в 10:02, Ann &lt;a@b.example&gt;:",
    "2026年3月3日(火) 10:02 Ann &lt;a@b.example&gt;:",
    "&#x202B;בתאריך יום ג׳, 3 במרץ 2026 ב-10:02 מאת &#x202A;Ann&#x202C; &lt;&#x202A;a@b.example&#x202C;&gt;:&#x202C;",
    "Missatge de Ann &lt;a@b.example&gt; del dia dt., 3 de març 2026 a les 10:02:",
  ])("folds below %s", async (said) => {
    const { own, folds } = await fold(`<p>Yes</p><div>${said}</div><div>${OLD}</div>`);
    expect(own).toBe("Yes");
    expect(folds).toHaveLength(1);
  });
});
