import * as vscode from "vscode";
import { DraftFiles } from "./draftFiles.ts";
import { registerDraftFolding } from "./draftFolding.ts";
import { registerDraftHints } from "./draftHints.ts";
import { DraftProblems } from "./draftProblems.ts";
import { DraftSender } from "./draftSender.ts";
import { DraftTabs } from "./draftTabs.ts";
import { DraftShelf, type DraftShelfOptions } from "./draftShelf.ts";

export interface DraftsOptions extends DraftShelfOptions {
  readonly state: vscode.Memento;
  readonly closePreview: (uri: vscode.Uri) => void;
}

/** Everything about writing: where drafts lie, how they are edited, checked and sent. */
export interface Drafts {
  readonly shelf: DraftShelf;
  readonly files: DraftFiles;
  readonly sender: DraftSender;
  readonly tabs: DraftTabs;
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
    shelf,
    files,
    sender,
    tabs,
    forget: async () => {
      shelf.forget();
      await tabs.closeAll();
    },
    dispose: () => {
      parts.dispose();
    },
  };
}
