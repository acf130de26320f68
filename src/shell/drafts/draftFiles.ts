import * as vscode from "vscode";
import type { DraftRecord } from "../../core/mail/draftStore.ts";
import { StoreError } from "../../core/verification/storeError.ts";
import { UserError } from "../explain.ts";
import { storeFaultText } from "../words/storeWords.ts";
import type { DraftShelf } from "./draftShelf.ts";

/**
 * Drafts as files over the encrypted store, so that an editor has what it has for any file: a dirty mark, saving, undo, tabs
 * that come back. What cannot be read or saved says why, and the editor keeps its text.
 */
export class DraftFiles implements vscode.Disposable {
  readonly #shelf: DraftShelf;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #written = new vscode.EventEmitter<void>();
  readonly onDidWrite = this.#written.event;
  readonly #locked = new Set<string>();

  constructor(shelf: DraftShelf) {
    this.#shelf = shelf;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { record } = await this.#at(uri);
    return {
      type: vscode.FileType.File,
      ctime: record.createdAt.getTime(),
      mtime: record.updatedAt.getTime(),
      size: Buffer.byteLength(record.text),
      ...(this.#locked.has(uri.toString()) ? { permissions: vscode.FilePermission.Readonly } : {}),
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { record } = await this.#at(uri);
    if (record.damage === "text") throw vscode.FileSystemError.Unavailable(damageText(record.damage));
    return Buffer.from(record.text);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const { place, store } = await this.#at(uri);
    if (this.#locked.has(uri.toString())) throw vscode.FileSystemError.NoPermissions(uri);
    try {
      if (store.write(place.scope, place.id, Buffer.from(content).toString(), new Date())) {
        this.#written.fire();
        return;
      }
    } catch (error) {
      throw fileError(error);
    }
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  /** While a draft is being sent its words stay as they are. */
  setLocked(uri: vscode.Uri, isLocked: boolean): void {
    if (isLocked) this.#locked.add(uri.toString());
    else this.#locked.delete(uri.toString());
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#written.dispose();
  }

  async #at(uri: vscode.Uri): ReturnType<DraftShelf["at"]> {
    try {
      return await this.#shelf.at(uri);
    } catch (error) {
      throw fileError(error);
    }
  }
}

/** What a person hears of a draft that was damaged on the disk. */
export function damageText(damage: NonNullable<DraftRecord["damage"]>): string {
  switch (damage) {
    case "text":
      return vscode.l10n.t(
        "This draft was damaged on this machine and cannot be read any more. The others are not touched. Discard it with “Discard Draft”.",
      );
    case "subject":
      return vscode.l10n.t(
        "This draft was damaged on this machine: which message it belongs to is not known any more. Copy its text into a new one.",
      );
    case "attempt":
      return vscode.l10n.t(
        "This draft was damaged on this machine: whether it was sent already is not known any more. Look into the conversation, and copy its text into a new draft if it was not.",
      );
  }
}

/** What VS Code shows in place of the text, or when it could not be saved. */
function fileError(error: unknown): unknown {
  if (error instanceof UserError) return vscode.FileSystemError.Unavailable(error.message);
  if (!(error instanceof StoreError)) return error;
  return vscode.FileSystemError.Unavailable(
    error.fault === "full"
      ? vscode.l10n.t("The disk is full. The draft stays in its editor; save it again once there is room.")
      : vscode.l10n.t(
          "The file of drafts cannot be used now: {0}. The draft stays in its editor.",
          storeFaultText(error.fault),
        ),
  );
}
