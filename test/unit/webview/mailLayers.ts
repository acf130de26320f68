import DOMPurify from "dompurify";
import { foldQuotes } from "../../../src/webview/mail/foldQuotes.ts";
import { textOf } from "../../../src/webview/mail/linesOf.ts";
import { mailDocument, PAPER } from "../../../src/webview/mail/mailDocument.ts";
import { sanitiseMail } from "../../../src/webview/mail/sanitiseMail.ts";
import { simplify } from "../../../src/webview/mail/simplify.ts";

/** The layers around a message one by one, for tests: the panels always use both. */
const layers = {
  sanitise(html: string, allowed: readonly string[] = []) {
    const { body, blocked, ...mail } = sanitiseMail(html, new Set(allowed));
    return { ...mail, html: body.innerHTML, text: textOf(body), blocked: [...blocked] };
  },
  /** Milliseconds from a message as it came to one that can be framed, and of DOMPurify alone on the same. */
  timeSanitise(html: string): number {
    const start = performance.now();
    const { body } = sanitiseMail(html);
    foldQuotes(body, { quote: "", signature: "" });
    const framed = body.outerHTML;
    return framed === "" ? NaN : performance.now() - start;
  },
  timePurify(html: string): number {
    const start = performance.now();
    const framed = DOMPurify(window).sanitize(html, { WHOLE_DOCUMENT: true });
    return framed === "" ? NaN : performance.now() - start;
  },
  simplify(html: string): string {
    return simplify(sanitiseMail(html).body).innerHTML;
  },
  /** What stays in sight when everything is folded, and what each fold holds. */
  fold(html: string, isForwarded = false) {
    const { body } = sanitiseMail(html);
    const whole = textOf(body);
    foldQuotes(body, { quote: "", signature: "" }, { isForwarded });
    const folds = Array.from(body.querySelectorAll<HTMLElement>("details[data-fold]"), (details) => ({
      kind: details.dataset["fold"],
      text: textOf(details),
    }));
    const text = textOf(body);
    for (const details of body.querySelectorAll("details[data-fold]")) details.remove();
    return { own: textOf(body), folds, whole, text };
  },
  /** Shows raw HTML in a frame as the panel makes it, with the sanitiser left out. */
  frameUnsanitised(html: string, allowed: readonly string[] = []): void {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "");
    frame.srcdoc = mailDocument({ html, css: "", allowed, zoom: 1 }, PAPER);
    document.body.replaceChildren(frame);
  },
};

export type MailLayers = typeof layers;

declare global {
  interface Window {
    layers: MailLayers;
  }
}

window.layers = layers;
