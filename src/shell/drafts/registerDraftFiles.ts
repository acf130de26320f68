import * as vscode from "vscode";
import type { DraftFiles } from "./draftFiles.ts";
import { DRAFT_SCHEME } from "./draftUri.ts";

/**
 * Registers the file system of drafts without loading what serves it: a tab that VS Code has kept asks for its text before
 * anything else of the extension is used.
 */
export function registerDraftFiles(load: () => Promise<{ readonly files: DraftFiles }>): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  let served: Promise<DraftFiles> | undefined;
  const files = (): Promise<DraftFiles> =>
    (served ??= load().then((loaded) => {
      loaded.files.onDidChangeFile((events) => changed.fire(events));
      return loaded.files;
    }));
  const refuse = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: async (uri) => (await files()).stat(uri),
    readFile: async (uri) => (await files()).readFile(uri),
    writeFile: async (uri, content) => (await files()).writeFile(uri, content),
    readDirectory: () => [],
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerFileSystemProvider(DRAFT_SCHEME, provider, { isCaseSensitive: true }),
  );
}
