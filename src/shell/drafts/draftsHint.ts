import type * as vscode from "vscode";

/** Set while there are drafts, so that windows of who never writes never open the store. */
const HAS_DRAFTS = "instantly.hasDrafts";

export function hasDrafts(state: vscode.Memento): boolean {
  return state.get<boolean>(HAS_DRAFTS, false);
}

export async function setHasDrafts(state: vscode.Memento, value: boolean): Promise<void> {
  if (hasDrafts(state) !== value) await state.update(HAS_DRAFTS, value ? true : undefined);
}
