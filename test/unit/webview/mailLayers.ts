import { mailDocument, PAPER } from "../../../src/webview/mail/mailDocument.ts";
import { sanitiseMail } from "../../../src/webview/mail/sanitiseMail.ts";

/** The layers around a message one by one, for tests: the panels always use both. */
const layers = {
  sanitise(html: string) {
    const mail = sanitiseMail(html);
    return { ...mail, blocked: [...mail.blocked] };
  },
  /** Shows raw HTML in a frame as the panel makes it, with the sanitiser left out. */
  frameUnsanitised(html: string): void {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "");
    frame.srcdoc = mailDocument(html, PAPER);
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
