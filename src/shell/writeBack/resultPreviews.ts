import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { News } from "./newsIn.ts";

/** The scheme of what a preview shows; the manifest's menus name it. */
const SCHEME = "instantly-results";

/** Columns of text: a verdict, whether its domain takes every address, and a day, in half a narrow window. */
const SEEN = 32;

export type PreviewChoice = "write" | "beside" | "discard";

/** A table before and after, and what is asked about it. */
export interface ResultPreview {
  /** The file's name; its end tells the editor the language. */
  readonly name: string;
  readonly title: string;
  /** The file itself, or what it says where it is only shown in part. */
  readonly before: vscode.Uri | string;
  readonly after: string;
  readonly question: string;
  /** What is new and must be in sight, though it stands at the end of long lines. */
  readonly news: News | undefined;
}

/** Shows tables beside what they will be and waits for a decision: by a button, in the editor's title, or by closing it. */
export class ResultPreviews implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #choosers = new Map<string, (choice: PreviewChoice) => void>();
  #provider: vscode.Disposable | undefined;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? "";
  }

  /** Decides about the preview that is named, or in front. */
  async decide(choice: PreviewChoice, given: vscode.Uri | undefined): Promise<void> {
    const choose = this.#choosers.get(String(given)) ?? this.#choosers.get(String(previewInFront()));
    if (choose === undefined) return;
    await vscode.commands.executeCommand("notifications.hideToasts"); // the question is answered
    choose(choice);
  }

  /** Opens a preview, closes it once it is decided, and answers the decision. */
  async ask(preview: ResultPreview): Promise<PreviewChoice> {
    this.#provider ??= vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
    const id = randomUUID();
    const after = this.#serve(preview.name, `after-${id}`, preview.after);
    const before =
      typeof preview.before === "string"
        ? this.#serve(preview.name, `before-${id}`, preview.before)
        : preview.before;
    try {
      return await this.#decision(preview, before, after);
    } finally {
      this.#choosers.delete(after.toString());
      await vscode.window.tabGroups.close(previewTabs(after));
      for (const uri of [before, after]) this.#texts.delete(uri.toString());
      if (this.#texts.size === 0) {
        this.#provider.dispose();
        this.#provider = undefined;
      }
    }
  }

  #serve(name: string, query: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}`, query });
    this.#texts.set(uri.toString(), text);
    return uri;
  }

  async #decision(
    { title, question, news }: ResultPreview,
    before: vscode.Uri,
    after: vscode.Uri,
  ): Promise<PreviewChoice> {
    const { promise, resolve } = Promise.withResolvers<PreviewChoice>();
    this.#choosers.set(after.toString(), resolve);
    const closing = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      if (closed.length > 0 && previewTabs(after).length === 0) resolve("discard");
    });
    try {
      await vscode.commands.executeCommand("vscode.diff", before, after, title, {
        preview: false,
        ...(news === undefined
          ? {}
          : { selection: new vscode.Range(news.line, news.from, news.line, news.to) }),
      });
      revealEnd(after, news);
      const write = vscode.l10n.t("Write Results into File");
      const beside = vscode.l10n.t("Save Results beside File…");
      void vscode.window.showInformationMessage(question, write, beside).then((chosen) => {
        // One that was only put away decides nothing: the buttons above the preview are still there.
        if (chosen !== undefined) resolve(chosen === write ? "write" : "beside");
      });
      return await promise;
    } finally {
      closing.dispose();
    }
  }
}

/** VS Code brings the beginning of a selection in sight; a verdict's length behind it is what is looked for. */
function revealEnd(after: vscode.Uri, news: News | undefined): void {
  const editor = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === after.toString(),
  );
  if (editor === undefined || news === undefined) return;
  const end = new vscode.Position(news.line, Math.min(news.to, news.from + SEEN));
  editor.revealRange(new vscode.Range(end, end));
}

function previewTabs(after: vscode.Uri): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => modifiedSide(input)?.toString() === after.toString());
}

function previewInFront(): vscode.Uri | undefined {
  return modifiedSide(vscode.window.tabGroups.activeTabGroup.activeTab?.input);
}

function modifiedSide(input: unknown): vscode.Uri | undefined {
  return input instanceof vscode.TabInputTextDiff && input.modified.scheme === SCHEME
    ? input.modified
    : undefined;
}
