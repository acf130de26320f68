import * as vscode from "vscode";
import { ENVIRONMENT_PROFILE_ID, SANDBOX_PROFILE_ID } from "../auth/profile.ts";
import type { ProfileStore } from "../auth/profileStore.ts";
import type { Sessions } from "../auth/sessions.ts";
import { workspaceName } from "../auth/workspaceName.ts";
import { plain } from "../words/text.ts";

interface Choice extends vscode.QuickPickItem {
  readonly choose: () => Promise<void>;
}

/** Lets the person choose among the stored workspaces, the environment's and the sample data. */
export async function switchWorkspace(
  store: ProfileStore,
  sessions: Sessions,
  environmentKey: string | undefined,
): Promise<void> {
  const stored = await store.read();
  const current = sessions.current?.profileId;
  const name = sessions.current && (await workspaceName(sessions.current));
  const mark = (id: string): string => (id === current ? vscode.l10n.t("active") : "");
  const activate = async (active: string): Promise<void> => {
    if (stored.profiles.length > 0) await store.write({ ...stored, active });
    else await store.setHint("none");
    await sessions.reload();
  };
  const choices: Choice[] = stored.profiles.map(({ id, name, origin }) => ({
    label: name,
    description: mark(id),
    detail: new URL(origin).host,
    iconPath: new vscode.ThemeIcon("briefcase"),
    choose: () => activate(id),
  }));
  if (environmentKey !== undefined)
    choices.push({
      label: vscode.l10n.t("Environment"),
      description: mark(ENVIRONMENT_PROFILE_ID),
      detail: name === undefined ? "INSTANTLY_API_KEY" : `${plain(name)} · INSTANTLY_API_KEY`,
      iconPath: new vscode.ThemeIcon("terminal"),
      choose: () => activate(ENVIRONMENT_PROFILE_ID),
    });
  choices.push(
    {
      label: vscode.l10n.t("Sample Data"),
      description: mark(SANDBOX_PROFILE_ID),
      detail: vscode.l10n.t("A complete workspace on this machine; no key, no network"),
      iconPath: new vscode.ThemeIcon("beaker"),
      choose: () => openSandbox(store, sessions),
    },
    {
      label: vscode.l10n.t("Sign In to Another Workspace…"),
      iconPath: new vscode.ThemeIcon("add"),
      choose: async () => {
        await vscode.commands.executeCommand("instantly.signIn");
      },
    },
  );
  const chosen = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t("Switch Instantly Workspace"),
    placeHolder: vscode.l10n.t("Which workspace?"),
  });
  await chosen?.choose();
}

/** Starts the sample data inside the extension and signs in to it; the stored workspaces stay as they are. */
export async function openSandbox(store: ProfileStore, sessions: Sessions): Promise<void> {
  const options = { location: { viewId: "instantly.accounts" } };
  await vscode.window.withProgress(options, async () => {
    await store.setHint("sandbox");
    await sessions.reload();
  });
  await vscode.commands.executeCommand("instantly.accounts.focus");
}
