import * as vscode from "vscode";
import type { SignedOutReason } from "./auth/sessions.ts";

/** How a list stands, for the welcome texts. */
export type ListLook = "rows" | "empty" | "noMatch";

/** Every context key of the extension; `when` clauses of the manifest read them with the prefix `instantly.`. */
export interface ContextKeys {
  /** It is known whether somebody is signed in; until then no welcome text shows, so none can flash. */
  ready: boolean;
  signedIn: boolean;
  signedOutReason: Exclude<SignedOutReason, "none"> | undefined;
  /** Counts up once a walkthrough may be open while somebody is signed in. */
  walkthrough: 1 | 2;
  accountsGrouped: boolean;
  accountsState: ListLook;
  leadListsState: ListLook;
  emailsState: ListLook;
}

const known = new Map<keyof ContextKeys, unknown>();

/** Sets a context key; a value that stands already costs nothing. */
export function setContextKey<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  if (known.has(key) && known.get(key) === value) return;
  known.set(key, value);
  void vscode.commands.executeCommand("setContext", `instantly.${key}`, value);
}
