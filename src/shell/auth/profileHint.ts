import type * as vscode from "vscode";

/** What the last window knew: enough for activation to decide without asking the keyring. */
export type ProfileHint = "none" | "stored" | "sandbox";

/** Key of the hint in `globalState`. */
export const PROFILE_HINT = "instantly.profileHint";

/** Whether somebody is probably signed in, without reading a secret or loading the extension's code. */
export function expectsSession({ globalState }: Pick<vscode.ExtensionContext, "globalState">): boolean {
  return (
    globalState.get<ProfileHint>(PROFILE_HINT, "none") !== "none" || Boolean(process.env["INSTANTLY_API_KEY"])
  );
}
