import type * as vscode from "vscode";

/**
 * What the last window knew: enough for activation to decide without asking the keyring. `left`: signed out, though the
 * environment has a key.
 */
export type ProfileHint = "none" | "stored" | "sandbox" | "left";

type Context = Pick<vscode.ExtensionContext, "globalState">;

/** Key of the hint in `globalState`. */
export const PROFILE_HINT = "instantly.profileHint";

/** Whether somebody is probably signed in, without reading a secret or loading the extension's code. */
export function expectsSession(context: Context): boolean {
  const known = hint(context);
  return known === "none" ? Boolean(process.env["INSTANTLY_API_KEY"]) : known !== "left";
}

/** Whether it is the sandbox that one is signed in to. */
export function isSandbox(context: Context): boolean {
  return hint(context) === "sandbox";
}

function hint({ globalState }: Context): ProfileHint {
  return globalState.get<ProfileHint>(PROFILE_HINT, "none");
}
