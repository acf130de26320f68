import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import type { Session } from "../../core/state/session.ts";
import { UserError } from "../explain.ts";
import type { Panels } from "../panels/panels.ts";
import type { ViewParts } from "../trees/listView.ts";
import type { TreeNode } from "../trees/treeNode.ts";
import { moveMail } from "./moveMail.ts";
import type { Undoable } from "../../core/state/undoStack.ts";
import { showKeys } from "./showKeys.ts";
import { openLead } from "./openLead.ts";
import { setInterest } from "./setInterest.ts";
import { setReminder } from "./setReminder.ts";
import { targetOf } from "./triageTarget.ts";

export interface TriageDeps {
  readonly panels: Panels;
  /** Of the Emails view. */
  readonly parts: ViewParts;
  readonly session: Session;
}

/** What a person does with mail, one after the other, from the row or from the panel. */
export const triage = {
  nextEmail: (deps: TriageDeps, node?: TreeNode) => move(deps, node, 1),
  previousEmail: (deps: TriageDeps, node?: TreeNode) => move(deps, node, -1),
  toggleUnread: async ({ session, ...places }: TriageDeps, node?: TreeNode) => {
    const email = target({ session, ...places }, node);
    await session.emails.toggleUnread(email);
    const isUnread = session.emails.present(email).unread === true;
    did(session, {
      what: isUnread ? vscode.l10n.t("Marked as unread") : vscode.l10n.t("Marked as read"),
      undo: () => (isUnread ? session.emails.markRead(email) : session.emails.markUnread(email)),
    });
  },
  markThreadRead: (deps: TriageDeps, node?: TreeNode) => markThreadRead(deps.session, target(deps, node)),
  /** The next one shows while the mark is still on its way. */
  readAndNext: async (deps: TriageDeps, node?: TreeNode) => {
    const email = target(deps, node);
    await Promise.all([markThreadRead(deps.session, email), moveFrom(deps, email, 1)]);
  },
  setInterest: async (deps: TriageDeps, node?: TreeNode) => {
    const { session } = deps;
    const email = target(deps, node);
    const before = email.interest?.code ?? null;
    if (!(await setInterest(session, email))) return;
    did(session, {
      what: vscode.l10n.t("Interest status changed"),
      undo: () => session.interest.set(email, typeof before === "number" ? before : null),
    });
  },
  setReminder: async (deps: TriageDeps, node?: TreeNode) => {
    const { session } = deps;
    const email = target(deps, node);
    if (!(await setReminder(session, email, new Date()))) return;
    did(session, {
      what: vscode.l10n.t("Reminder changed"),
      undo: () => session.emails.setReminder(email, email.reminderAt),
    });
  },
  /** Takes back what was done last. */
  undo: async ({ session }: TriageDeps) => {
    const step = await session.done.undo();
    vscode.window.setStatusBarMessage(
      step === undefined
        ? vscode.l10n.t("Nothing was done to mail that could be taken back.")
        : vscode.l10n.t("Taken back: {0}", step.what),
      5000,
    );
  },
  showKeys: () => showKeys(),
  /** Of an email, or by its address. */
  openLead: (deps: TriageDeps, what?: TreeNode | string) =>
    openLead(deps.session, typeof what === "string" ? what : target(deps, what).lead, (id) =>
      deps.panels.openEmail(id),
    ),
  openThread: async (deps: TriageDeps, node?: TreeNode) => {
    const email = target(deps, node);
    if (email.threadId === undefined)
      throw new UserError(vscode.l10n.t("Instantly names no conversation for this email."));
    await deps.panels.openEmail(email.id, { thread: true });
  },
} as const;

function target({ panels, parts }: TriageDeps, node: TreeNode | undefined): Email {
  return targetOf({ panels, tree: parts.tree }, node);
}

async function move(deps: TriageDeps, node: TreeNode | undefined, step: 1 | -1): Promise<void> {
  let from: Email | undefined;
  try {
    from = target(deps, node);
  } catch (error) {
    if (!(error instanceof UserError)) throw error; // nothing is chosen yet: begin with the first
  }
  await moveFrom(deps, from, step);
}

function moveFrom(
  { panels, parts, session }: TriageDeps,
  from: Email | undefined,
  step: 1 | -1,
): Promise<void> {
  return moveMail({ panels, parts, emails: session.emails }, from, step);
}

async function markThreadRead(session: Session, email: Email): Promise<void> {
  const { emails } = session;
  const { threadId } = email;
  const unread = threadId === undefined ? [emails.present(email)] : emails.unreadOf(threadId);
  if (threadId === undefined) await emails.markRead(email);
  else await emails.markThreadRead(threadId);
  // Opening the message may have marked it a moment before: what was done is done as one.
  did(session, {
    what: vscode.l10n.t("Conversation marked as read"),
    undo: async () => {
      const again = unread.length === 0 ? [email] : unread;
      await Promise.all(again.map((each) => emails.markUnread(each)));
    },
  });
}

function did({ done }: Session, step: Undoable): void {
  done.push(step);
  vscode.window.setStatusBarMessage(vscode.l10n.t("{0}. Z takes it back.", step.what), 8000);
}
