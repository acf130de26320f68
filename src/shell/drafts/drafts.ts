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
import type { DraftRow } from "../trees/draftNode.ts";
import { draftRow } from "./draftRow.ts";
import { setHasDrafts } from "./draftsHint.ts";
import { openDraft, pickDraft, writeDraft } from "./openDraft.ts";
import { draftInFront } from "./readyDraft.ts";
import { sendTest } from "./sendTest.ts";
import { UndoWindow } from "./undoWindow.ts";

export interface DraftsOptions extends DraftShelfOptions {
  readonly state: vscode.Memento;
  readonly closePreview: (uri: vscode.Uri) => void;
}

/** Everything about writing: where drafts lie, how they are edited, checked and sent. */
export interface Drafts {
  readonly files: DraftFiles;
  /** Looks for messages that a window has left while they were being sent. */
  settleLeft(): Promise<void>;
  /** Sends a draft after asking. */
  send(uri: vscode.Uri): Promise<void>;
  /** Opens the draft that answers or forwards a message. */
  write(active: ActiveSession, kind: DraftKind, emailId: string): Promise<void>;
  pick(active: ActiveSession): Promise<void>;
  open(uri: vscode.Uri): Promise<void>;
  /** The drafts of a workspace, newest first. */
  rows(active: ActiveSession): Promise<readonly DraftRow[]>;
  readonly onDidChange: vscode.Event<void>;
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
  const changed = new vscode.EventEmitter<void>();
  /** Whatever became of it, the lists of drafts are read again. */
  const changing = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      changed.fire();
    }
  };
  const undo = new UndoWindow(files);
  const sender = new DraftSender({ shelf, files, tabs, undo, state: options.state });
  const parts = vscode.Disposable.from(
    changed,
    files,
    files.onDidWrite(() => changed.fire()),
    new DraftProblems(shelf),
    registerDraftFolding(),
    registerDraftHints(),
  );
  return {
    files,
    settleLeft: () => changing(sender.settleLeft()),
    send: (uri) => changing(sender.send(uri)),
    write: (active, kind, emailId) => changing(writeDraft(shelf, active, kind, emailId)),
    pick: (active) => pickDraft(shelf, active),
    open: (uri) => openDraft(shelf, uri),
    rows: async ({ profileId }) => {
      const store = await shelf.of(profileId);
      const rows = store.list(profileId).map((record) => draftRow(profileId, record));
      await setHasDrafts(options.state, rows.length > 0);
      return rows;
    },
    onDidChange: changed.event,
    inFront: draftInFront,
    discard: (uri) => changing(discardDraft({ shelf, tabs, undo }, uri)),
    sendTest: (uri) => sendTest(shelf, uri),
    mayLeave: (scope, name) => changing(mayLeaveDrafts({ shelf, tabs, undo }, scope, name)),
    forget: async () => {
      shelf.forget();
      await tabs.closeAll();
      changed.fire();
    },
    dispose: () => {
      parts.dispose();
    },
  };
}
