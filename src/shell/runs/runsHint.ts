import type * as vscode from "vscode";

/** Set once a run was started, so that windows that never verify in bulk never open the store. */
const HAS_RUNS = "instantly.hasRuns";

export function hasRuns(state: vscode.Memento): boolean {
  return state.get<boolean>(HAS_RUNS, false);
}

export async function setHasRuns(state: vscode.Memento, value: boolean): Promise<void> {
  await state.update(HAS_RUNS, value ? true : undefined);
}
