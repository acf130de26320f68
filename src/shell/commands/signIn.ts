import * as vscode from "vscode";
import { checkKey } from "../../core/api/checkKey.ts";
import { ApiError } from "../../core/api/errors.ts";
import type { InstantlyApi } from "../../core/api/instantlyApi.ts";
import { parseOrigin } from "../../core/api/origin.ts";
import type { Workspace } from "../../core/api/resources/workspaces.ts";
import type { ProfileStore, StoredProfiles } from "../auth/profileStore.ts";
import type { Sessions } from "../auth/sessions.ts";
import { withSignal } from "../cancellation.ts";
import { UserError } from "../explain.ts";
import { baseUrlSetting } from "../settings.ts";
import { plain } from "../words/text.ts";

export interface SignInOptions {
  readonly store: ProfileStore;
  readonly sessions: Sessions;
  readonly createApi: (origin: string, key: string) => InstantlyApi;
}

/** Asks for a key, checks it with one cheap call, names the workspace, stores the key and reads it back. */
export async function signIn({ store, sessions, createApi }: SignInOptions): Promise<void> {
  const origin = originSetting();
  const key = await askForKey(origin);
  if (key === undefined) return;
  const workspace = await checkWithProgress(createApi(origin, key));
  const before = await store.read();
  const name = await askForName(workspace, before);
  if (name === undefined) return;
  const id = workspace?.id ?? `${origin}/${name}`;
  const others = before.profiles.filter((profile) => profile.id !== id);
  const kept = await store.write({ active: id, profiles: [...others, { id, name, origin, key }] });
  if (!kept)
    throw new UserError(
      vscode.l10n.t(
        "This machine did not keep the API key in its secret storage. Set INSTANTLY_API_KEY in the environment of VS Code instead.",
      ),
    );
  await sessions.reload();
  const signedIn = vscode.l10n.t("Signed in to {0}.", name);
  const note =
    workspace === undefined
      ? ` ${vscode.l10n.t("The key lacks the scope workspaces:read, so the workspace's own name is not known.")}`
      : "";
  void vscode.window.showInformationMessage(signedIn + note);
}

/** The origin of the setting, or a sentence that says what is wrong with it. */
function originSetting(): string {
  const parsed = parseOrigin(baseUrlSetting());
  if (parsed.ok) return parsed.origin;
  throw new UserError(
    parsed.problem === "notAUrl"
      ? vscode.l10n.t("The setting instantly.api.baseUrl is not a web address. Mend it before signing in.")
      : vscode.l10n.t(
          "The setting instantly.api.baseUrl must be an https address; http is for this machine only. Nothing was sent.",
        ),
    {
      label: vscode.l10n.t("Open Setting"),
      command: "workbench.action.openSettings",
      args: ["instantly.api.baseUrl"],
    },
  );
}

async function askForKey(origin: string): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("Sign In to Instantly"),
    prompt: vscode.l10n.t(
      "API key for {0}, from Instantly under Settings > Integrations > API Keys. It stays in VS Code's secret storage.",
      new URL(origin).host,
    ),
    placeHolder: vscode.l10n.t("API key"),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const text = value.trim();
      if (text === "") return value === "" ? undefined : vscode.l10n.t("The key is empty.");
      return /[^\u0021-\u007e]/u.test(text)
        ? vscode.l10n.t("A key has no spaces and no special characters. Copy it again.")
        : undefined;
    },
  });
  const key = typed?.trim();
  return key === "" ? undefined : key;
}

async function checkWithProgress(api: InstantlyApi): Promise<Workspace | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Checking the API key…"),
    cancellable: true,
  };
  try {
    return await vscode.window.withProgress(options, (_progress, token) =>
      withSignal(token, async (signal) => (await checkKey(api, { signal })).workspace),
    );
  } catch (error) {
    if (error instanceof ApiError && error.failure.kind === "unauthorized")
      throw new UserError(vscode.l10n.t("Instantly says that this API key is invalid. Nothing was stored."), {
        label: vscode.l10n.t("Try Again"),
        command: "instantly.signIn",
      });
    throw error;
  }
}

async function askForName(
  workspace: Workspace | undefined,
  { profiles }: StoredProfiles,
): Promise<string | undefined> {
  const suggestion = plain(workspace?.name ?? "") || vscode.l10n.t("Workspace {0}", profiles.length + 1);
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("Sign In to Instantly"),
    prompt: vscode.l10n.t("The key is good. Name for this workspace in VS Code:"),
    value: profiles.find((profile) => profile.id === workspace?.id)?.name ?? suggestion,
    ignoreFocusOut: true,
    validateInput: (value) => (plain(value) === "" ? vscode.l10n.t("Give it a name.") : undefined),
  });
  return name === undefined ? undefined : plain(name);
}
