import "@vscode-elements/elements/dist/vscode-button/index.js";
import { html, type TemplateResult } from "lit";

export interface Action {
  readonly label: string;
  readonly run: () => void;
}

/** The row of buttons under a heading. */
export function actionsPart(label: string, actions: readonly (Action | undefined)[]): TemplateResult {
  return html`<div class="buttons" role="toolbar" aria-label=${label}>
    ${actions
      .filter((action) => action !== undefined)
      .map((action) => html`<vscode-button secondary @click=${action.run}>${action.label}</vscode-button>`)}
  </div>`;
}
