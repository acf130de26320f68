import "@vscode-elements/elements/dist/vscode-button/index.js";
import { html, type TemplateResult } from "lit";
import type { Notice } from "../../shared/panelView.ts";
import { toneIcon } from "./toneIcon.ts";

/** What went wrong, above whatever was shown before, with its next steps. */
export function noticePart(notice: Notice, run: (step: "act" | "refresh") => void): TemplateResult {
  const { message, action, retry } = notice;
  return html`
    <div class="notice" role="alert">
      ${toneIcon("warn")}
      <p>${message}</p>
      <div class="buttons">
        ${
          action === undefined
            ? undefined
            : html`<vscode-button @click=${() => run("act")}>${action}</vscode-button>`
        }
        ${
          retry === undefined
            ? undefined
            : html`<vscode-button ?secondary=${action !== undefined} @click=${() => run("refresh")}
                >${retry}</vscode-button
              >`
        }
      </div>
    </div>
  `;
}
