/** How the frame of a mail looks: the theme's colours, as finished CSS values. */
export interface MailLook {
  readonly foreground: string;
  readonly background: string;
  readonly link: string;
  readonly fontFamily: string;
  readonly fontSize: string;
  readonly scheme: "light" | "dark";
  /** Text takes these colours whatever it asks for: black is no colour on a dark theme. */
  readonly overText: boolean;
}

/** Ordinary white paper, for mail that brings its own colours. */
export const PAPER: MailLook = {
  foreground: "#1f1f1f",
  background: "#ffffff",
  link: "#0b57d0",
  fontFamily: "sans-serif",
  fontSize: "14px",
  scheme: "light",
  overText: false,
};

/**
 * The first layer in front of a stranger's HTML: nothing is fetched, run or submitted in a frame that carries this and
 * `sandbox=""`, whatever its markup says. Holds with the sanitiser switched off.
 */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** The document of a mail's frame, for `srcdoc`. */
export function mailDocument(html: string, look: MailLook): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${MAIL_POLICY}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="referrer" content="no-referrer">
<style>
:root { color-scheme: ${look.scheme}; background: ${look.background}; color: ${look.foreground};
  font: ${look.fontSize}/1.5 ${look.fontFamily}; }
body { margin: 0; padding: 12px; overflow-wrap: break-word; }
a { color: ${look.link}; text-decoration: underline; cursor: default; }
img { max-width: 100%; height: auto; }
blockquote { margin-inline: 0; padding-inline-start: 12px; border-inline-start: 2px solid; opacity: 0.85; }
pre { white-space: pre-wrap; }
${look.overText ? `body, body :not(a, a *) { color: inherit !important; } a, a * { color: ${look.link} !important; }` : ""}
</style></head><body>${html}</body></html>`;
}
