import "@vscode-elements/elements/dist/vscode-button/index.js";
import { html, type TemplateResult } from "lit";

export interface Action {
  readonly label: string;
  readonly run: () => void;
  /** The one that a person has most likely come for. */
  readonly isMain?: boolean;
}

/** The row of buttons under a heading. */
export function actionsPart(label: string, actions: readonly (Action | undefined)[]): TemplateResult {
  return html`<div class="buttons" role="toolbar" aria-label=${label}>
    ${actions
      .filter((action) => action !== undefined)
      .map(
        ({ label, run, isMain = false }) =>
          html`<vscode-button ?secondary=${!isMain} @click=${run}>${label}</vscode-button>`,
      )}
  </div>`;
}
