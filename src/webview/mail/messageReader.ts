import { html, nothing, type TemplateResult } from "lit";
import type { MailBody } from "../../shared/emailView.ts";
import type { MailWords } from "../../shared/mailWords.ts";
import { fill } from "../fill.ts";
import { linksPart } from "./linksPart.ts";
import { mailDocument, PAPER, type MailLook } from "./mailDocument.ts";
import { sanitiseMail, type SanitisedMail } from "./sanitiseMail.ts";

type Mode = "html" | "text";

export interface MessagePage {
  readonly mode: string | undefined;
  readonly setMode: (mode: string) => void;
  readonly openLink: (href: string) => void;
}

/** Draws a body: HTML in a frame where nothing runs or fetches, or as text. Sanitises each body once. */
export class MessageReader {
  private source: string | undefined;
  private mail: SanitisedMail | undefined;

  draw(body: MailBody, words: MailWords, page: MessagePage): TemplateResult {
    const mail = this.sanitised(body.html);
    const mode: Mode = mail === undefined || page.mode === "text" ? "text" : "html";
    return html`<section class="message" aria-label=${words.body}>
      ${mail === undefined ? nothing : modePart(mode, words, page)}
      ${body.note === undefined ? nothing : html`<p class="quiet">${body.note}</p>`}
      ${mail === undefined ? nothing : blockedPart(mail.blocked, words)}
      ${
        mode === "html" && mail !== undefined
          ? framePart(mail, words)
          : html`<pre class="mail-text" dir="auto" tabindex="0">${body.text ?? mail?.text ?? ""}</pre>`
      }
      ${mail === undefined ? nothing : linksPart(mail.links, words, page)}
    </section>`;
  }

  private sanitised(source: string | undefined): SanitisedMail | undefined {
    if (source !== this.source) {
      this.source = source;
      this.mail = source === undefined ? undefined : sanitiseMail(source);
    }
    return this.mail;
  }
}

function modePart(mode: Mode, words: MailWords, page: MessagePage): TemplateResult {
  const choice = (value: Mode, label: string): TemplateResult =>
    html`<button type="button" aria-pressed=${mode === value} @click=${() => page.setMode(value)}>
      ${label}
    </button>`;
  return html`<div class="segmented" role="group" aria-label=${words.showAs}>
    ${choice("html", words.html)}${choice("text", words.text)}
  </div>`;
}

function blockedPart(blocked: ReadonlySet<string>, words: MailWords): TemplateResult | typeof nothing {
  if (blocked.size === 0) return nothing;
  const hosts = new Set(Array.from(blocked, hostOf));
  const named = [...hosts].slice(0, 4).join(", ") + (hosts.size > 4 ? "…" : "");
  const sentence =
    blocked.size === 1 ? fill(words.blockedOne, named) : fill(words.blockedMany, String(blocked.size), named);
  return html`<p class="blocked">${sentence}</p>`;
}

function hostOf(address: string): string {
  const absolute = address.startsWith("//") ? `https:${address}` : address;
  return URL.canParse(absolute) ? new URL(absolute).host : absolute;
}

function framePart(mail: SanitisedMail, words: MailWords): TemplateResult {
  const look = mail.designed ? PAPER : themeLook();
  return html`<iframe
    class="mail-frame"
    sandbox=""
    title=${words.body}
    .srcdoc=${mailDocument(mail.html, look)}
  ></iframe>`;
}

function themeLook(): MailLook {
  const style = getComputedStyle(document.body);
  const value = (name: string, otherwise: string): string => style.getPropertyValue(name).trim() || otherwise;
  return {
    foreground: value("--vscode-editor-foreground", PAPER.foreground),
    background: value("--vscode-editor-background", PAPER.background),
    link: value("--vscode-textLink-foreground", PAPER.link),
    fontFamily: value("--vscode-font-family", PAPER.fontFamily),
    fontSize: value("--vscode-font-size", PAPER.fontSize),
    scheme: /vscode-(?:dark|high-contrast(?!-light))/u.test(document.body.className) ? "dark" : "light",
    overText: true,
  };
}
