import * as vscode from "vscode";
import { undoSendSecondsSetting } from "../settings.ts";
import { plain } from "../words/text.ts";
import type { DraftFiles } from "./draftFiles.ts";

type End = "due" | "takenBack" | "dropped";

/**
 * The seconds in which a message that was agreed to can be taken back. Nothing has left by then: whatever ends the window
 * meanwhile, nothing is sent, and the draft is as it was.
 */
export class UndoWindow {
  readonly #files: Pick<DraftFiles, "setLocked">;
  readonly #waiting = new Map<string, () => void>();

  constructor(files: Pick<DraftFiles, "setLocked">) {
    this.#files = files;
  }

  /** Waits; false when the message is not to be sent. Its words stay as they were agreed to meanwhile. */
  async wait(uri: vscode.Uri, to: string): Promise<boolean> {
    const seconds = undoSendSecondsSetting();
    if (seconds === 0) return true;
    this.#files.setLocked(uri, true);
    try {
      const end = await this.#untilEnd(uri, to, seconds);
      if (end === "takenBack")
        void vscode.window.showInformationMessage(
          vscode.l10n.t("Taken back. Nothing was sent; the draft is kept."),
        );
      return end === "due";
    } finally {
      this.#waiting.delete(uri.toString());
      this.#files.setLocked(uri, false);
    }
  }

  /** The draft is about to be deleted: it does not leave any more, and can be written to at once. */
  drop(uri: vscode.Uri): void {
    const drop = this.#waiting.get(uri.toString());
    if (drop === undefined) return;
    this.#files.setLocked(uri, false);
    drop();
  }

  #untilEnd(uri: vscode.Uri, to: string, seconds: number): Thenable<End> {
    const options: vscode.ProgressOptions = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Leaves for {0} in {1} s. Cancel takes it back.", plain(to), seconds),
      cancellable: true,
    };
    return vscode.window.withProgress(
      options,
      (progress, token) =>
        new Promise<End>((resolve) => {
          const second = setInterval(() => progress.report({ increment: 100 / seconds }), 1_000);
          const due = setTimeout(() => finish("due"), seconds * 1_000);
          const finish = (end: End): void => {
            clearInterval(second);
            clearTimeout(due);
            resolve(end);
          };
          token.onCancellationRequested(() => finish("takenBack"));
          this.#waiting.set(uri.toString(), () => finish("dropped"));
        }),
    );
  }
}
