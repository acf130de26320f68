import * as vscode from "vscode";
import type { DraftKind } from "../../core/mail/draftStore.ts";
import type { ActiveSession } from "../auth/sessions.ts";
import { discardDraft, mayLeaveDrafts } from "./discardDraft.ts";
import { DraftFiles } from "./draftFiles.ts";
import { registerDraftFolding } from "./draftFolding.ts";
import { registerDraftHints } from "./draftHints.ts";
import { DraftProblems } from "./draftProblems.ts";
import { DraftSender } from "./draftSender.ts";
import { DraftTabs } from "./draftTabs.ts";
import { DraftShelf, type DraftShelfOptions } from "./draftShelf.ts";
import { pickDraft, writeDraft } from "./openDraft.ts";
import { draftInFront } from "./readyDraft.ts";
import { sendTest } from "./sendTest.ts";

export interface DraftsOptions extends DraftShelfOptions {
  readonly state: vscode.Memento;
  readonly closePreview: (uri: vscode.Uri) => void;
}

/** Everything about writing: where drafts lie, how they are edited, checked and sent. */
export interface Drafts {
  readonly files: DraftFiles;
  readonly sender: DraftSender;
  /** Opens the draft that answers or forwards a message. */
  write(active: ActiveSession, kind: DraftKind, emailId: string): Promise<void>;
  pick(active: ActiveSession): Promise<void>;
  /** The draft that a command means. @throws UserError when there is none. */
  inFront(given: vscode.Uri | undefined): vscode.Uri;
  discard(uri: vscode.Uri): Promise<void>;
  sendTest(uri: vscode.Uri): Promise<void>;
  /** Asks before drafts go with their workspace; false when the person stays. */
  mayLeave(scope: string, name: string): Promise<boolean>;
  /** The drafts were wiped: closes their tabs, and lets go of their stores. */
  forget(): Promise<void>;
  dispose(): void;
}

export function createDrafts(options: DraftsOptions): Drafts {
  const shelf = new DraftShelf(options);
  const files = new DraftFiles(shelf);
  const tabs = new DraftTabs(options.closePreview);
  const sender = new DraftSender({ shelf, files, tabs, state: options.state });
  const parts = vscode.Disposable.from(
    files,
    new DraftProblems(shelf),
    registerDraftFolding(),
    registerDraftHints(),
  );
  return {
    files,
    sender,
    write: (active, kind, emailId) => writeDraft(shelf, active, kind, emailId),
    pick: (active) => pickDraft(shelf, active),
    inFront: draftInFront,
    discard: (uri) => discardDraft({ shelf, tabs }, uri),
    sendTest: (uri) => sendTest(shelf, uri),
    mayLeave: (scope, name) => mayLeaveDrafts({ shelf, tabs }, scope, name),
    forget: async () => {
      shelf.forget();
      await tabs.closeAll();
    },
    dispose: () => {
      parts.dispose();
    },
  };
}
