import * as vscode from "vscode";
import { StoreError } from "../../core/verification/storeError.ts";
import type { ProfileStore, StoredProfile } from "../auth/profileStore.ts";
import { UserError } from "../explain.ts";
import { storeFaultText } from "../words/storeWords.ts";
import { formatCount } from "../words/text.ts";
import type { KeptData } from "../kept/keptData.ts";
import type { Sessions } from "../auth/sessions.ts";
import { lostText } from "./clearLocalData.ts";

/** Signs out of the workspace that is active, asks first where that forgets what was paid for, and says what was wiped. */
export async function signOut(
  store: ProfileStore,
  sessions: Sessions,
  kept: KeptData,
  environmentKey: string | undefined,
): Promise<void> {
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
    await leaveEnvironment(store, sessions);
    return;
  }
  const leaving = profiles.find(({ id }) => id === active);
  if (leaving === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("You are not signed in to Instantly."));
    return;
  }
  const others = profiles.filter((other) => other !== leaving);
  // What the environment's workspace has paid for lies in the same files, whether or not its key is there now.
  const isLast = others.length === 0 && environmentKey === undefined && !(await kept.isShared(leaving.id));
  if (!(await mayForget(leaving, isLast, kept))) return;
  await store.write({ profiles: others });
  await sessions.reload();
  try {
    await (isLast ? kept.wipeAll() : kept.wipeProfile(leaving.id));
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw new UserError(
      vscode.l10n.t(
        "Signed out of {0}, and its API key is wiped. What it kept on this machine could not be deleted: {1}. Clear Local Data does that later.",
        leaving.name,
        storeFaultText(error.fault),
      ),
    );
  }
  void vscode.window.showInformationMessage(goodbye(leaving.name, isLast, others));
}

/** The key stays where it is; the person says whether it is to be left alone here. */
async function leaveEnvironment(store: ProfileStore, sessions: Sessions): Promise<void> {
  const leave = vscode.l10n.t("Sign Out Here");
  const clear = vscode.l10n.t("Clear Local Data");
  const text = vscode.l10n.t(
    "This key comes from INSTANTLY_API_KEY in the environment and is not stored. Signed out here, it is not used until you choose Environment under Switch Workspace. Lists and messages are kept on this machine until you clear them.",
  );
  const chosen = await vscode.window.showInformationMessage(text, leave, clear);
  if (chosen === clear) await vscode.commands.executeCommand("instantly.clearLocalData");
  if (chosen !== leave) return;
  await store.setHint("left");
  await sessions.reload();
}

function goodbye(name: string, isLast: boolean, others: readonly StoredProfile[]): string {
  if (isLast)
    return vscode.l10n.t(
      "Signed out of {0}. Wiped: its API key, its lists and messages kept on this machine, and the verifications kept here.",
      name,
    );
  return others.length === 0
    ? vscode.l10n.t(
        "Signed out of {0}. Wiped: its API key, its lists, messages and bulk verifications kept on this machine. What the workspace of INSTANTLY_API_KEY keeps stays.",
        name,
      )
    : vscode.l10n.t(
        "Signed out of {0}. Wiped: its API key, and its lists and messages kept on this machine. Still stored: {1}.",
        name,
        others.map(({ name: other }) => other).join(", "),
      );
}

/** A workspace takes its runs along, and the last one all verdicts; nobody is asked about nothing. */
async function mayForget({ id, name }: StoredProfile, isLast: boolean, kept: KeptData): Promise<boolean> {
  const lost = isLast ? await allText(kept) : await ownText(id, kept);
  if (lost === undefined) return true;
  const signOutAnyway = vscode.l10n.t("Sign Out");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Sign out of {0} and clear what is kept on this machine?", name),
    {
      modal: true,
      detail: [lost, vscode.l10n.t("To keep the results, export them from their report first.")].join("\n\n"),
    },
    signOutAnyway,
  );
  return chosen === signOutAnyway;
}

async function allText(kept: KeptData): Promise<string | undefined> {
  const worth = await kept.worth();
  return worth === undefined ? undefined : lostText(worth);
}

async function ownText(profileId: string, kept: KeptData): Promise<string | undefined> {
  const runs = await kept.runsOf(profileId);
  if (runs === 0) return undefined;
  return runs === 1
    ? vscode.l10n.t(
        "Its bulk verification is cleared. The verdicts stay known to the other workspaces of this machine, and are not paid for again.",
      )
    : vscode.l10n.t(
        "Its {0} bulk verifications are cleared. The verdicts stay known to the other workspaces of this machine, and are not paid for again.",
        formatCount(runs),
      );
}
