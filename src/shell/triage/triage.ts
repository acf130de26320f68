import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import type { Session } from "../../core/state/session.ts";
import { UserError } from "../explain.ts";
import type { Panels } from "../panels/panels.ts";
import type { ViewParts } from "../trees/listView.ts";
import type { TreeNode } from "../trees/treeNode.ts";
import { moveMail } from "./moveMail.ts";
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
  toggleUnread: (deps: TriageDeps, node?: TreeNode) => deps.session.emails.toggleUnread(target(deps, node)),
  markThreadRead: (deps: TriageDeps, node?: TreeNode) => markThreadRead(deps.session, target(deps, node)),
  /** The next one shows while the mark is still on its way. */
  readAndNext: async (deps: TriageDeps, node?: TreeNode) => {
    const email = target(deps, node);
    await Promise.all([markThreadRead(deps.session, email), moveFrom(deps, email, 1)]);
  },
  setInterest: (deps: TriageDeps, node?: TreeNode) => setInterest(deps.session, target(deps, node)),
  setReminder: (deps: TriageDeps, node?: TreeNode) =>
    setReminder(deps.session, target(deps, node), new Date()),
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

async function markThreadRead({ emails }: Session, email: Email): Promise<void> {
  if (email.threadId === undefined) await emails.markRead(email);
  else await emails.markThreadRead(email.threadId);
}
