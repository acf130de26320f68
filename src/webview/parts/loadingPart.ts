import "@vscode-elements/elements/dist/vscode-progress-bar/index.js";
import { html, type TemplateResult } from "lit";

/** The bar that says work goes on; the words only while there is nothing else to read. */
export function loadingPart(message: string, quiet: boolean): TemplateResult {
  return html`
    <vscode-progress-bar class="loading-bar" aria-label=${message}></vscode-progress-bar>
    ${quiet ? undefined : html`<p class="loading" role="status">${message}</p>`}
  `;
}
