import * as vscode from "vscode";
import type { InstantlyApi } from "../../core/api/instantlyApi.ts";
import type { Email } from "../../core/api/resources/emails.ts";
import type { ProfileStore } from "../auth/profileStore.ts";
import type { Sessions } from "../auth/sessions.ts";
import { UserError } from "../explain.ts";
import type { KeptData } from "../kept/keptData.ts";
import type { RunService } from "../runs/runService.ts";
import type { Panels } from "../panels/panels.ts";
import { EmailNode } from "../trees/emailNode.ts";
import type { ListView } from "../trees/listView.ts";
import type { TreeNode } from "../trees/treeNode.ts";
import { VerificationNode } from "../trees/verificationNode.ts";
import type { ViewId } from "../trees/viewIds.ts";
import type { triage, TriageDeps } from "../triage/triage.ts";
import type { Views } from "../trees/views.ts";
import type { Verifier } from "../verification/verifier.ts";
import { filterAccounts, sortAccounts } from "./accountOptions.ts";
import type { CommandTable } from "./commandTable.ts";
import { copyValid } from "./copyValid.ts";
import { clearLocalData } from "./clearLocalData.ts";
import { draftCommands, type LoadDrafts } from "./draftCommands.ts";
import { filterEmails, groupEmails } from "./emailFilter.ts";
import { fixAddress } from "./fixAddress.ts";
import { mailFileCommands } from "./mailFileCommands.ts";
import { pickAccount, pickEmail, pickLeadList } from "./pickers.ts";
import { copyAddress, copyId, copyJson, openInWebApp } from "./rowCommands.ts";
import {
  cancelRun,
  deleteRunList,
  exportRun,
  openReport,
  pauseRun,
  removeRun,
  resumeVerification,
  skipDomains,
  verifySkipped,
} from "./runCommands.ts";
import { showVerdict } from "./showVerdict.ts";
import { signIn } from "./signIn.ts";
import { signedIn } from "./signedIn.ts";
import { signOut } from "./signOut.ts";
import { openSandbox, switchWorkspace } from "./switchWorkspace.ts";
import { verifyClipboard } from "./verifyClipboard.ts";
import { verifyEmail } from "./verifyEmail.ts";
import { verifyFile } from "./verifyFile.ts";
import { verifySelection } from "./verifySelection.ts";
import { writeBackCommands } from "./writeBackCommands.ts";

export interface CommandDeps {
  readonly store: ProfileStore;
  readonly sessions: Sessions;
  readonly createApi: (origin: string, key: string) => InstantlyApi;
  readonly environmentKey: string | undefined;
  readonly views: Views;
  readonly panels: Panels;
  readonly verifier: Verifier;
  readonly runs: RunService;
  readonly loadDrafts: LoadDrafts;
  readonly kept: KeptData;
  readonly version: string;
  readonly log: vscode.LogOutputChannel;
}

/** The commands, each bound to what it needs. */
export function createCommandTable(deps: CommandDeps): CommandTable {
  return {
    ...sessionCommands(deps),
    ...viewCommands(deps),
    ...rowCommands(deps),
    ...runCommands(deps),
    ...writeBackCommands(deps.runs),
    ...draftCommands(deps.sessions, deps.panels, deps.loadDrafts),
    ...triageCommands(deps),
    ...mailFileCommands(() => signedIn(deps.sessions)),
  };
}

/** Work that is done at once, as a command. */
function run(work: () => void): Promise<void> {
  work();
  return Promise.resolve();
}

function sessionCommands({
  store,
  sessions,
  createApi,
  environmentKey,
  panels,
  verifier,
  runs,
  loadDrafts,
  kept,
  log,
}: CommandDeps) {
  const leave = async (): Promise<void> => {
    const profile = sessions.current?.profile;
    if (profile?.source === "stored") {
      const drafts = await loadDrafts();
      if (!(await drafts.mayLeave(profile.id, profile.name))) return;
    }
    await signOut(store, sessions, kept, environmentKey);
  };
  return {
    "instantly.signIn": () => signIn({ store, sessions, createApi }),
    "instantly.signOut": leave,
    "instantly.clearLocalData": () => clearLocalData(kept),
    "instantly.switchWorkspace": () => switchWorkspace(store, sessions, environmentKey),
    "instantly.openSandbox": () => openSandbox(store, sessions),
    "instantly.showLog": () => run(() => log.show()),
    "instantly.verifyEmail": (address, options) => verifyEmail({ verifier, runs }, address, options),
    "instantly.verifySelection": () => verifySelection(verifier, runs),
    "instantly.openAccount": async (email) => {
      const found =
        email ?? (await pickAccount((await signedIn(sessions)).session, vscode.l10n.t("Open Account")));
      if (found !== undefined) await panels.openAccount(found);
    },
    "instantly.openEmail": async (id) => {
      const found = id ?? (await pickEmail((await signedIn(sessions)).session, vscode.l10n.t("Open Email")));
      if (found !== undefined) await panels.openEmail(found);
    },
    "instantly.openLeadList": async (id) => {
      const found = id ?? (await pickLeadList((await signedIn(sessions)).session));
      if (found !== undefined) await panels.openLeadList(found);
    },
  } satisfies Partial<CommandTable>;
}

function viewCommands({ sessions, views }: CommandDeps) {
  const lists: Readonly<Partial<Record<ViewId, Pick<ListView<unknown>, "refresh" | "loadMore">>>> = {
    "instantly.accounts": views.accounts,
    "instantly.leadLists": views.leadLists,
    "instantly.emails": views.emails,
  };
  const retry = async (what?: ViewId | TreeNode): Promise<void> => {
    if (typeof what === "object") views.leadLists.redrawNode(what);
    else if (what !== undefined) await lists[what]?.refresh();
  };
  return {
    "instantly.refreshAccounts": () => views.accounts.refresh(),
    "instantly.refreshLeadLists": () => views.leadLists.refresh(),
    "instantly.refreshEmails": async () => {
      const { session } = await signedIn(sessions);
      await Promise.all([views.emails.refresh(), session.emails.refreshUnreadCount()]);
    },
    "instantly.refreshVerifications": () => run(() => views.verifications.redraw()),
    "instantly.loadMore": async (view) => {
      if (view !== undefined) await lists[view]?.loadMore();
    },
    "instantly.retryLoad": retry,
    "instantly.sortAccounts": async () => sortAccounts((await signedIn(sessions)).session.accounts),
    "instantly.filterAccounts": async () => filterAccounts((await signedIn(sessions)).session.accounts),
    "instantly.groupAccounts": () => run(() => views.accounts.setGrouped(true)),
    "instantly.ungroupAccounts": () => run(() => views.accounts.setGrouped(false)),
    "instantly.filterEmails": async () => filterEmails(await signedIn(sessions), views.emails),
    "instantly.groupEmails": async () => groupEmails(await signedIn(sessions), views.emails),
    "instantly.clearFilter": async (view) => {
      const active = await signedIn(sessions);
      if (view !== "instantly.emails") active.session.accounts.setOptions({ search: "" });
      if (view !== "instantly.accounts") await views.emails.setFilter(active, { kind: "all" });
    },
  } satisfies Partial<CommandTable>;
}

function rowCommands({ sessions, panels, verifier, runs }: CommandDeps) {
  const setUnread = async (node: TreeNode | undefined, unread: boolean): Promise<void> => {
    const email = emailOf(node);
    const { session } = await signedIn(sessions);
    await (unread ? session.emails.markUnread(email) : session.emails.markRead(email));
  };
  return {
    "instantly.openRow": async (node) => {
      const target = node?.target;
      if (target?.kind === "account") await panels.openAccount(target.key);
      else if (target?.kind === "email") await panels.previewEmail(target.key);
      else if (target?.kind === "leadList") await panels.openLeadList(target.key);
      else if (node instanceof VerificationNode) await showVerdict(node, verifier.creditsPerCheck);
    },
    "instantly.openInNewTab": (node) => panels.openEmail(emailOf(node).id),
    "instantly.copyId": copyId,
    "instantly.copyAddress": copyAddress,
    "instantly.copyJson": copyJson,
    "instantly.openInWebApp": (what) => openInWebApp(sessions, what),
    "instantly.markRead": (node) => setUnread(node, false),
    "instantly.markUnread": (node) => setUnread(node, true),
    "instantly.verifyRow": async (node) => {
      // The row of a verification says its verdict already: who asks there wants a new one.
      const again = node instanceof VerificationNode;
      await verifyEmail({ verifier, runs }, node?.target?.address, { again });
    },
    "instantly.removeVerification": async (node) => {
      const address = node?.target?.address;
      if (address !== undefined) (await signedIn(sessions)).session.verifications.remove(address);
    },
    "instantly.clearVerifications": async () => (await signedIn(sessions)).session.verifications.clear(),
  } satisfies Partial<CommandTable>;
}

function runCommands({ runs, panels, version }: CommandDeps) {
  return {
    "instantly.verifyFile": (file) => verifyFile(runs, file),
    "instantly.resumeVerification": (run) => resumeVerification(runs, run),
    "instantly.pauseRun": (run) => pauseRun(runs, run),
    "instantly.cancelRun": (run) => cancelRun(runs, run),
    "instantly.skipDomains": (run) => skipDomains(runs, run),
    "instantly.verifySkipped": (run) => verifySkipped(runs, run),
    "instantly.removeRun": (run) => removeRun(runs, run),
    "instantly.deleteRunList": (run) => deleteRunList(runs, run),
    "instantly.openReport": (run) => openReport(runs, panels, run),
    "instantly.exportRun": (run) => exportRun(runs, run, version),
    "instantly.verifyClipboard": () => verifyClipboard(runs),
    "instantly.copyValid": (file) => copyValid(runs, file),
    "instantly.fixAddress": fixAddress,
  } satisfies Partial<CommandTable>;
}

/** Read with the first of them: nobody triages mail before having seen some. */
function triageCommands({ sessions, panels, views }: CommandDeps) {
  type Triage = typeof triage;
  const command =
    <What>(choose: (commands: Triage) => (deps: TriageDeps, what?: What) => Promise<void>) =>
    async (what?: What): Promise<void> => {
      const { session } = await signedIn(sessions);
      const { triage: commands } = await import("../parts/triage.ts");
      await choose(commands)({ panels, parts: views.emailParts, session }, what);
    };
  return {
    "instantly.openThread": command((commands) => commands.openThread),
    "instantly.nextEmail": command((commands) => commands.nextEmail),
    "instantly.previousEmail": command((commands) => commands.previousEmail),
    "instantly.toggleUnread": command((commands) => commands.toggleUnread),
    "instantly.markThreadRead": command((commands) => commands.markThreadRead),
    "instantly.readAndNext": command((commands) => commands.readAndNext),
    "instantly.setInterest": command((commands) => commands.setInterest),
    "instantly.setReminder": command((commands) => commands.setReminder),
    "instantly.openLead": command((commands) => commands.openLead),
    "instantly.undoTriage": command((commands) => commands.undo),
    "instantly.showMailKeys": command((commands) => commands.showKeys),
  } satisfies Partial<CommandTable>;
}

function emailOf(node: TreeNode | undefined): Email {
  if (node instanceof EmailNode) return node.email;
  throw new UserError(vscode.l10n.t("Choose an email in the Instantly sidebar first."));
}
