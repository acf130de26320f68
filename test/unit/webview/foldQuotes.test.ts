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

const fold = (html: string): Promise<ReturnType<MailLayers["fold"]>> =>
  page.evaluate((raw) => window.layers.fold(raw), html);

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
});
