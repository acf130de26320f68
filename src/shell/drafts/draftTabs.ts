import * as vscode from "vscode";
import { DRAFT_SCHEME, draftPlace } from "./draftUri.ts";

/** Where drafts are shown. */
export class DraftTabs {
  readonly #closePreview: (uri: vscode.Uri) => void;

  constructor(closePreview: (uri: vscode.Uri) => void) {
    this.#closePreview = closePreview;
  }

  /** Closes a draft that is sent or gone, and its preview. */
  async close(uri: vscode.Uri): Promise<void> {
    this.#closePreview(uri);
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
    await vscode.window.tabGroups.close(tabs);
  }

  /** The same for all drafts, or for one workspace's. */
  async closeAll(scope?: string): Promise<void> {
    for (const { uri } of vscode.workspace.textDocuments)
      if (uri.scheme === DRAFT_SCHEME && (scope === undefined || draftPlace(uri)?.scope === scope))
        await this.close(uri);
  }
}
