import { randomBytes } from "node:crypto";
import type { PanelStart } from "../../shared/panelView.ts";

/**
 * What every panel's page may do: run the one script that carries the nonce, and use styles and pictures that are
 * already there. `'unsafe-inline'` styles and `data:` pictures are for the frame of a mail: a `srcdoc` frame is held by
 * this policy as well as by its own. Only the page of an email names `pictures` beyond that, for its frame, whose own
 * policy stays at `data:` until its reader agrees to the pictures of that one message.
 */
export function panelPolicy(cspSource: string, nonce: string, pictures: readonly string[] = []): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'unsafe-inline'`,
    ["img-src data:", ...pictures].join(" "),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** Where pictures may come from once they are agreed to: the web, encrypted; the sample data has its own on this machine. */
export function pictureSources(origin = ""): string[] {
  return origin.startsWith("http://") ? ["https:", origin] : ["https:"];
}

export interface PanelPage {
  /** Where the page's own files come from, as a source of its policy. */
  readonly cspSource: string;
  /** The address of a file of the extension, such as `media/panels/panel.css`, for the page. */
  readonly uriOf: (file: string) => string;
  /** "emailPanel": the name of the script. */
  readonly script: string;
  /** "report": names of styles beside those that all panels have. */
  readonly styles?: readonly string[];
  readonly language: string;
  readonly title: string;
  readonly start: PanelStart<object>;
  /** Sources of a policy from which the frame of a mail may have pictures, if its own policy lets it. */
  readonly pictures?: readonly string[];
}

/** The page of a panel. Everything it shows comes later, by message. */
export function panelHtml({
  cspSource,
  uriOf,
  script,
  styles = [],
  language,
  title,
  start,
  pictures,
}: PanelPage): string {
  const nonce = randomBytes(16).toString("base64");
  const sheets = ["panel", ...styles].map(
    (name) => `<link rel="stylesheet" href="${escapeHtml(uriOf(`media/panels/${name}.css`))}">`,
  );
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${escapeHtml(panelPolicy(cspSource, nonce, pictures))}">
    <meta http-equiv="x-dns-prefetch-control" content="off">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(title)}</title>
    ${sheets.join("\n    ")}
    <script type="module" nonce="${nonce}" src="${escapeHtml(uriOf(`dist/webview/${script}.js`))}"></script>
  </head>
  <body data-start="${escapeHtml(JSON.stringify(start))}"><main id="panel"></main></body>
</html>`;
}

/** Text as it may stand in HTML, between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (mark) => `&#${mark.charCodeAt(0)};`);
}
