import { html, nothing, type TemplateResult } from "lit";
import type { MailBody } from "../../shared/emailView.ts";
import type { MailFindings } from "../../shared/mailFindings.ts";
import type { MailLookChoice, MailReport } from "../../shared/mailReport.ts";
import type { MailWords } from "../../shared/mailWords.ts";
import { fill } from "../fill.ts";
import { foldQuotes } from "./foldQuotes.ts";
import { guessHeight } from "./guessHeight.ts";
import { linksPart } from "./linksPart.ts";
import { textWithLinks } from "./linesOf.ts";
import { mailDocument, PAPER, type MailLook } from "./mailDocument.ts";
import { mendContrast, type MendedMail } from "./mendContrast.ts";
import type { MessagePage } from "./messagePage.ts";
import { privacyPart } from "./privacyPart.ts";
import { readerBar, type ReaderMode } from "./readerBar.ts";
import { sanitiseMail, type SanitisedMail } from "./sanitiseMail.ts";
import { SIMPLE_CSS, simplify } from "./simplify.ts";
import { linksOf, textPart } from "./textPart.ts";
import { isDarkTheme, themeLook } from "./themeLook.ts";
import { withoutHidden } from "./withoutHidden.ts";

/** A message and what the host has said of it. */
export interface Message {
  readonly body: MailBody;
  readonly report?: MailReport | undefined;
  readonly awaitsReport?: boolean;
  readonly look?: MailLookChoice;
}

/** With more of its text than this unreadable in a dark theme, a mail that says it has colors for one has none. */
const MOST_POOR = 0.2;

const NOTHING_FOUND: MailFindings = { fetches: [], fetchCount: 0, links: [], linkCount: 0 };

/** Draws a body: HTML in a frame where nothing runs and nothing unasked is fetched, or text. Sanitises each body once. */
export class MessageReader {
  private source: string | undefined;
  private allowed: readonly string[] = [];
  private mail: SanitisedMail | undefined;
  /** What was measured for a look, by the look. */
  private readonly mended = new Map<string, MendedMail>();
  /** A guess, in pixels, for where the frame does not fill what is left of the page. */
  private height = 0;
  private simple: string | undefined;
  private told: string | undefined;

  draw(message: Message, words: MailWords, page: MessagePage): TemplateResult {
    const { body, report, awaitsReport = false } = message;
    const mail = this.sanitised(body, report?.allowed ?? [], words);
    const findings = mail?.findings ?? this.findingsOf(body.text);
    this.tell(body, findings, page);
    const mode = modeOf(page.kept["mode"], mail);
    return html`<section class="message" aria-label=${words.body} style=${`--mail-height: ${this.height}px`}>
      ${mail === undefined ? nothing : readerBar({ mode, words, page, look: this.lookChoice(message, mail) })}
      ${mode === "find" ? html`<p class="quiet" role="status">${words.foundInText}</p>` : nothing}
      ${body.note === undefined ? nothing : html`<p class="quiet">${body.note}</p>`}
      ${this.blockedPart(message, mail, words, page)}
      ${
        mail !== undefined && awaitsReport && report === undefined
          ? html`<div class="mail-frame"></div>`
          : this.bodyPart(mode, message, words, page)
      }
      ${linksPart(findings, report?.links, words, page)} ${privacyPart(report?.privacy, words)}
    </section>`;
  }

  private bodyPart(
    mode: ReaderMode,
    { body, look = "auto" }: Message,
    words: MailWords,
    page: MessagePage,
  ): TemplateResult {
    const { mail } = this;
    if (mail === undefined || mode === "text" || mode === "find") {
      const text = body.text ?? (mail === undefined ? "" : textWithLinks(withoutHidden(mail)));
      return textPart(text, words, page, body);
    }
    if (mode === "source")
      return html`<pre class="mail-text mail-source" tabindex="0">${this.source ?? ""}</pre>`;
    const zoom = Number(page.kept["zoom"] ?? "1") || 1;
    if (mode === "simple") {
      this.simple ??= simplify(withoutHidden(mail)).outerHTML;
      return framePart(
        mailDocument(
          { html: this.simple, css: SIMPLE_CSS, root: mail.root, allowed: [], zoom },
          themeLook(true),
        ),
        words,
      );
    }
    const chosen = this.lookOf(mail, look);
    const framed = {
      html: this.mendedFor(mail, chosen).html,
      css: mail.css,
      root: mail.root,
      allowed: this.allowed,
      zoom,
    };
    return framePart(mailDocument(framed, chosen), words);
  }

  /** The body, measured once for each look and mended. Text in the theme's own colors is readable as it is. */
  private mendedFor(mail: SanitisedMail, look: MailLook): MendedMail {
    const key = JSON.stringify(look);
    const mended =
      this.mended.get(key) ??
      (look.overText ? { html: mail.body.outerHTML, poor: 0 } : mendContrast(mail, look));
    this.mended.set(key, mended);
    return mended;
  }

  private lookOf(mail: SanitisedMail, choice: MailLookChoice): MailLook {
    if (choice === "paper") return PAPER;
    if (mail.dark && isDarkTheme()) {
      const own = themeLook(false);
      if (this.mendedFor(mail, own).poor <= MOST_POOR) return own;
    } else if (choice === "theme") return themeLook(!mail.dark);
    return mail.designed && choice === "auto" ? PAPER : themeLook(true);
  }

  private sanitised(
    { html: source, isForwarded = false }: MailBody,
    allowed: readonly string[],
    words: MailWords,
  ): SanitisedMail | undefined {
    if (source !== this.source || allowed.join("\n") !== this.allowed.join("\n")) {
      this.source = source;
      this.allowed = allowed;
      this.simple = undefined;
      this.mail = source === undefined ? undefined : sanitiseMail(source, new Set(allowed));
      if (this.mail !== undefined) foldQuotes(this.mail.body, words, { isForwarded });
      this.mended.clear();
      this.height = this.mail === undefined ? 0 : guessHeight(this.mail.body);
    }
    return this.mail;
  }

  private findingsOf(text: string | undefined): MailFindings {
    const links = linksOf(text ?? "");
    return links.length === 0 ? NOTHING_FOUND : { ...NOTHING_FOUND, links, linkCount: links.length };
  }

  /** Each body once: what is found does not depend on what is allowed. */
  private tell({ html: source, text }: MailBody, findings: MailFindings, page: MessagePage): void {
    const told = source ?? text ?? "";
    if (told === this.told) return;
    this.told = told;
    if (findings.linkCount > 0 || findings.fetchCount > 0 || source !== undefined) page.found?.(findings);
  }

  /** Light paper or the theme, as far as there is a choice: in a light theme the two hardly differ. */
  private lookChoice({ look = "auto" }: Message, mail: SanitisedMail): "paper" | "theme" | undefined {
    if (!isDarkTheme()) return undefined;
    return this.lookOf(mail, look) === PAPER ? "paper" : "theme";
  }

  private blockedPart(
    { report }: Message,
    mail: SanitisedMail | undefined,
    words: MailWords,
    page: MessagePage,
  ): TemplateResult | typeof nothing {
    const sentence = report === undefined ? ownSentence(mail?.blocked, words) : report.sentence;
    if (sentence === undefined) return nothing;
    return html`<div class="blocked-bar">
      <p class="blocked">${sentence}</p>
      ${
        report === undefined || report.offers.length === 0
          ? nothing
          : html`<div class="offers" role="group" aria-label=${words.images}>
              ${report.offers.map(
                ({ scope, label }) =>
                  html`<button type="button" class="link" @click=${() => page.showImages?.(scope)}>
                    ${label}
                  </button>`,
              )}
            </div>`
      }
    </div>`;
  }
}

function modeOf(kept: string | undefined, mail: SanitisedMail | undefined): ReaderMode {
  if (mail === undefined) return "text";
  const others: readonly ReaderMode[] = ["text", "find", "simple", "source"];
  return others.find((mode) => mode === kept) ?? "html";
}

/** For a body that nobody judges, and until somebody has. */
function ownSentence(blocked: ReadonlySet<string> | undefined, words: MailWords): string | undefined {
  if (blocked === undefined || blocked.size === 0) return undefined;
  const hosts = new Set(Array.from(blocked, (address) => new URL(address).host));
  const named = [...hosts].slice(0, 4).join(", ") + (hosts.size > 4 ? "…" : "");
  return blocked.size === 1
    ? fill(words.blockedOne, named)
    : fill(words.blockedMany, String(blocked.size), named);
}

function framePart(document: string, words: MailWords): TemplateResult {
  return html`<iframe class="mail-frame" sandbox="" title=${words.body} .srcdoc=${document}></iframe>`;
}
