import * as vscode from "vscode";
import type { LiveRun } from "../../core/verification/liveRun.ts";
import type { VerificationRuns } from "../../core/verification/verificationRuns.ts";
import { formatCount, plain } from "../words/text.ts";

/** Once a run on Instantly's servers is over, asks what is to become of the list that it has made there. */
export function offerListAtEnd(run: LiveRun): void {
  void run.ended.then(async ({ id, status, import: list }) => {
    if (list?.listId === undefined || (status !== "done" && status !== "cancelled")) return;
    const keep = vscode.l10n.t("Keep List");
    const remove = vscode.l10n.t("Delete List…");
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        "The lead list “{0}” stays at Instantly, with {1} addresses as its leads. Keep it?",
        plain(list.listName),
        formatCount(list.added),
      ),
      keep,
      remove,
    );
    if (chosen === remove) await vscode.commands.executeCommand("instantly.deleteRunList", id);
  });
}

/** Deletes the list that a run has made, and its leads, at Instantly, after asking. @throws ApiError, StoreError */
export async function deleteList(runs: VerificationRuns, id: string): Promise<void> {
  const list = runs.records().find((record) => record.id === id)?.import;
  if (list?.list !== "made") return;
  const remove = vscode.l10n.t("Delete List");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Delete the lead list “{0}” at Instantly?", plain(list.listName)),
    {
      modal: true,
      detail: vscode.l10n.t("All leads in it are deleted from the workspace. The verdicts stay known here."),
    },
    remove,
  );
  if (chosen !== remove) return;
  const leads = await runs.deleteList(id);
  void vscode.window.showInformationMessage(
    vscode.l10n.t("The lead list and its {0} leads are deleted at Instantly.", formatCount(leads)),
  );
}
