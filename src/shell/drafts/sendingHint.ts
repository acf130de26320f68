import type * as vscode from "vscode";

/** Set while a draft is being sent, so that the next window looks whether one was left. */
const SENDING = "instantly.sending";

export function wasSending(state: vscode.Memento): boolean {
  return state.get<boolean>(SENDING, false);
}

export async function setSending(state: vscode.Memento, value: boolean): Promise<void> {
  if (wasSending(state) !== value) await state.update(SENDING, value ? true : undefined);
}
