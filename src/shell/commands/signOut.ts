import * as vscode from "vscode";
import type { ProfileStore } from "../auth/profileStore.ts";
import type { KeptData } from "../kept/keptData.ts";
import type { Sessions } from "../auth/sessions.ts";
import { lostText } from "./clearLocalData.ts";

/** Signs out of the workspace that is active, asks first where that forgets what was paid for, and says what was wiped. */
export async function signOut(store: ProfileStore, sessions: Sessions, kept: KeptData): Promise<void> {
  const profile = sessions.current?.profile;
  const { active, profiles } = await store.read();
  if (profile?.source === "sandbox") {
    await store.setHint(profiles.length > 0 ? "stored" : "none");
    await sessions.reload();
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Left the sample data. It lives in the memory of this window and goes with it."),
    );
    return;
  }
  if (profile?.source === "environment") {
    const clear = vscode.l10n.t("Clear Local Data");
    const text = vscode.l10n.t(
      "This key comes from INSTANTLY_API_KEY in the environment; unset it there to sign out. The key was not stored; lists and messages are kept on this machine until you clear them.",
    );
    void vscode.window.showInformationMessage(text, clear).then((chosen) => {
      if (chosen === clear) void vscode.commands.executeCommand("instantly.clearLocalData");
    });
    return;
  }
  const leaving = profiles.find(({ id }) => id === active);
  if (leaving === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("You are not signed in to Instantly."));
    return;
  }
  const others = profiles.filter((other) => other !== leaving);
  if (others.length === 0 && !(await mayForget(leaving.name, kept))) return;
  await store.write({ profiles: others });
  await sessions.reload();
  await (others.length === 0 ? kept.wipeAll() : kept.wipeProfile(leaving.id));
  void vscode.window.showInformationMessage(
    others.length === 0
      ? vscode.l10n.t(
          "Signed out of {0}. Wiped: its API key, its lists and messages kept on this machine, and the verifications kept here.",
          leaving.name,
        )
      : vscode.l10n.t(
          "Signed out of {0}. Wiped: its API key, and its lists and messages kept on this machine. Still stored: {1}.",
          leaving.name,
          others.map(({ name }) => name).join(", "),
        ),
  );
}

/** The last workspace takes its verifications along; nobody is asked about nothing. */
async function mayForget(name: string, kept: KeptData): Promise<boolean> {
  const verifications = await kept.verifications();
  if (verifications === undefined) return true;
  const signOutAnyway = vscode.l10n.t("Sign Out");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Sign out of {0} and clear what is kept on this machine?", name),
    {
      modal: true,
      detail: [
        lostText(verifications),
        vscode.l10n.t("To keep the results, export them from their report first."),
      ].join("\n\n"),
    },
    signOutAnyway,
  );
  return chosen === signOutAnyway;
}
