import * as vscode from "vscode";
import type { Sessions } from "../auth/sessions.ts";
import { UserError } from "../explain.ts";

/** Whoever is signed in; @throws UserError when nobody is. */
export async function signedIn(sessions: Sessions): Promise<NonNullable<Sessions["current"]>> {
  await sessions.ready;
  if (sessions.current !== undefined) return sessions.current;
  throw new UserError(vscode.l10n.t("You are not signed in to Instantly."), {
    label: vscode.l10n.t("Sign In"),
    command: "instantly.signIn",
  });
}
