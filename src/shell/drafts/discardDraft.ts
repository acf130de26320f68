import * as vscode from "vscode";
import { fieldOf, parseDraft } from "../../core/mail/draftText.ts";
import { subjectText } from "../words/emailWords.ts";
import { formatCount } from "../words/text.ts";
import type { DraftShelf } from "./draftShelf.ts";
import type { DraftTabs } from "./draftTabs.ts";
import { draftUri } from "./draftUri.ts";
import { saveDraft } from "./saveDraft.ts";
import type { UndoWindow } from "./undoWindow.ts";

interface Open {
  readonly shelf: DraftShelf;
  readonly tabs: DraftTabs;
  readonly undo: UndoWindow;
}

/** Deletes a draft after asking. */
export async function discardDraft({ shelf, tabs, undo }: Open, uri: vscode.Uri): Promise<void> {
  const { record, store, place } = await shelf.at(uri);
  const subject = subjectText({ subject: fieldOf(parseDraft(record.text, record.kind), "Subject") });
  const isUnreadable = record.damage === "text";
  const discard = vscode.l10n.t("Discard Draft");
  const chosen = await vscode.window.showWarningMessage(
    isUnreadable
      ? vscode.l10n.t("Discard the damaged draft?")
      : vscode.l10n.t("Discard the draft “{0}”?", subject),
    {
      modal: true,
      detail: isUnreadable
        ? vscode.l10n.t("What was written cannot be read any more. It is deleted; the other drafts stay.")
        : record.attempt === undefined
          ? vscode.l10n.t("What was written is deleted. Nothing is sent.")
          : vscode.l10n.t(
              "What was written is deleted. It may have been sent already: Instantly's answer to a try was lost.",
            ),
    },
    discard,
  );
  if (chosen !== discard) return;
  undo.drop(uri);
  // Else closing the tab would ask what to do with it.
  if (!isUnreadable) await saveDraft(await vscode.workspace.openTextDocument(uri));
  await tabs.close(uri);
  store.remove(place.scope, place.id);
}

/** Asks before drafts go with the workspace that they belong to; false when the person stays. */
export async function mayLeaveDrafts(
  { shelf, tabs, undo }: Open,
  scope: string,
  name: string,
): Promise<boolean> {
  const store = await shelf.of(scope);
  const { length: count } = store.list(scope);
  if (count === 0) return true;
  const leave = vscode.l10n.t("Sign Out and Delete");
  const question =
    count === 1
      ? vscode.l10n.t("1 draft of {0} was not sent. Signing out deletes it.", name)
      : vscode.l10n.t("{0} drafts of {1} were not sent. Signing out deletes them.", formatCount(count), name);
  if ((await vscode.window.showWarningMessage(question, { modal: true }, leave)) !== leave) return false;
  for (const { kind, id } of store.list(scope)) undo.drop(draftUri({ scope, kind, id }));
  await tabs.closeAll(scope);
  store.removeAll(scope);
  return true;
}
