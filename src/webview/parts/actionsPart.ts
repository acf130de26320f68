import "@vscode-elements/elements/dist/vscode-button/index.js";
import { html, nothing, type TemplateResult } from "lit";
import type { Action } from "./action.ts";
import { menuPart } from "./menuPart.ts";

/** What can be done with a thing: the few actions that matter in a row, the others in groups of one menu. */
export interface Actions {
  readonly inSight: readonly (Action | undefined)[];
  readonly more: readonly (readonly (Action | undefined)[])[];
}

/** The row of buttons under a heading. */
export function actionsPart(label: string, actions: readonly (Action | undefined)[]): TemplateResult {
  return html`<div class="buttons" role="toolbar" aria-label=${label}>
    ${present(actions).map(buttonPart)}
  </div>`;
}

/** A row of buttons that ends in a menu; `rest` stands at the far end of it. */
export function toolbarPart(
  words: { readonly actions: string; readonly more: string },
  { inSight, more }: Actions,
  rest: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class="buttons" role="toolbar" aria-label=${words.actions}>
    ${present(inSight).map(buttonPart)} ${menuPart(words.more, groupsOf({ inSight, more }))}${rest}
  </div>`;
}

/** The groups of the menu, the first with what has no room in the row. */
export function groupsOf({ inSight, more }: Actions): (readonly Action[])[] {
  const crowded = present(inSight).filter(({ needsRoom }) => needsRoom === true);
  return [crowded, ...more.map(present)].filter(({ length }) => length > 0);
}

export function present(actions: readonly (Action | undefined)[]): readonly Action[] {
  return actions.filter((action) => action !== undefined);
}

function buttonPart({ label, run, isMain = false, needsRoom = false }: Action): TemplateResult {
  return html`<vscode-button class=${needsRoom ? "roomy" : ""} ?secondary=${!isMain} @click=${run}
    >${label}</vscode-button
  >`;
}
