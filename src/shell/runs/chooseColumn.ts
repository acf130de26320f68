import * as vscode from "vscode";
import type { EmailCandidate } from "../../core/text/emailColumn.ts";
import { numberFormat, plain } from "../words/text.ts";
import { type AddressPlace, columnName } from "./addressFile.ts";

/** Asks which column of a table has the addresses. */
export async function chooseColumn(
  title: string,
  candidates: readonly EmailCandidate[],
): Promise<EmailCandidate | undefined> {
  return (await vscode.window.showQuickPick(candidates.map(columnItem), question(title)))?.place;
}

/** The same, with all addresses of the file as one answer more. */
export async function choosePlace(
  title: string,
  candidates: readonly EmailCandidate[],
): Promise<AddressPlace | undefined> {
  const chosen = await vscode.window.showQuickPick(
    [
      ...candidates.map(columnItem),
      { label: "", kind: vscode.QuickPickItemKind.Separator, place: undefined },
      {
        label: vscode.l10n.t("All Addresses in the File"),
        detail: vscode.l10n.t("In whichever column, and in the middle of other text"),
        place: "anywhere" as const,
      },
    ],
    question(title),
  );
  return chosen?.place;
}

function question(title: string): vscode.QuickPickOptions {
  return {
    title: vscode.l10n.t("E-Mail Column of {0}", plain(title)),
    placeHolder: vscode.l10n.t("Which column has the addresses?"),
    matchOnDetail: true,
  };
}

function columnItem(candidate: EmailCandidate): vscode.QuickPickItem & { readonly place: EmailCandidate } {
  return {
    label: plain(columnName(candidate)),
    description: vscode.l10n.t("column {0}", candidate.index + 1),
    detail: details(candidate),
    place: candidate,
  };
}

function details({ share, example }: EmailCandidate): string {
  const percent = numberFormat({ style: "percent", maximumFractionDigits: 0 });
  const cells = vscode.l10n.t("{0} of its cells are addresses", percent.format(share));
  return example === "" ? cells : `${plain(example).slice(0, 80)} · ${cells}`;
}
