import DOMPurify from "dompurify";
import { foldQuotes } from "../../../src/webview/mail/foldQuotes.ts";
import { textOf, textWithLinks } from "../../../src/webview/mail/linesOf.ts";
import { mailDocument, PAPER } from "../../../src/webview/mail/mailDocument.ts";
import { mendContrast } from "../../../src/webview/mail/mendContrast.ts";
import { sanitiseMail, type SanitisedMail } from "../../../src/webview/mail/sanitiseMail.ts";
import { simplify } from "../../../src/webview/mail/simplify.ts";
import { withoutHidden } from "../../../src/webview/mail/withoutHidden.ts";

/** The words of a message that are drawn in its frame, as they are in a wide window. */
function drawnWords(mail: SanitisedMail): string {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.style.cssText = "width: 1200px; height: 600px";
  document.body.append(frame);
  const shown = frame.contentDocument;
  if (shown === null) return "";
  const { html } = mendContrast(mail, PAPER);
  shown.open();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else makes a document of standards mode at once
  shown.write(mailDocument({ html, css: mail.css, root: mail.root, allowed: [], zoom: 1 }, PAPER));
  shown.close();
  const words: string[] = [];
  const walker = shown.createTreeWalker(shown.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (isDrawn(node)) words.push(node.nodeValue ?? "");
  frame.remove();
  return words.join(" ").replace(/\s+/gu, " ").trim();
}

function isDrawn(node: Node): boolean {
  const element = node.parentElement;
  if (element?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) !== true) return false;
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(node);
  const { left, top, right, bottom } = range.getBoundingClientRect();
  const box = { left, top, right, bottom };
  for (
    let each: Element | null = element;
    each !== element.ownerDocument.body && each !== null;
    each = each.parentElement
  ) {
    const style = element.ownerDocument.defaultView?.getComputedStyle(each);
    if (style?.overflow === "visible" || style?.display === "inline") continue;
    const clip = each.getBoundingClientRect();
    box.left = Math.max(box.left, clip.left);
    box.top = Math.max(box.top, clip.top);
    box.right = Math.min(box.right, clip.right);
    box.bottom = Math.min(box.bottom, clip.bottom);
  }
  return box.right - box.left > 2 && box.bottom - box.top > 2;
}

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
  /** The words of a message in the forms without its looks, and those that whoever looks at its frame sees. */
  words(html: string) {
    const mail = sanitiseMail(html);
    const simple = textOf(simplify(withoutHidden(mail)));
    return { text: textWithLinks(withoutHidden(mail)), simple, drawn: drawnWords(mail) };
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
