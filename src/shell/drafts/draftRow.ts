import * as vscode from "vscode";
import type { DraftRecord } from "../../core/mail/draftStore.ts";
import { fieldOf, parseDraft } from "../../core/mail/draftText.ts";
import type { DraftRow } from "../trees/draftNode.ts";
import { subjectText } from "../words/emailWords.ts";
import { plain } from "../words/text.ts";
import { draftUri } from "./draftUri.ts";

/** What a list says of a draft. */
export function draftRow(scope: string, record: DraftRecord): DraftRow {
  const { kind, id, damage, updatedAt } = record;
  const text = parseDraft(record.text, kind);
  return {
    uri: draftUri({ scope, kind, id }),
    subject:
      damage === "text" ? vscode.l10n.t("Damaged draft") : subjectText({ subject: fieldOf(text, "Subject") }),
    to: plain(fieldOf(text, "To")),
    icon: damage !== undefined ? "warning" : kind === "reply" ? "reply" : "arrow-right",
    updatedAt,
  };
}
