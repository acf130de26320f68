import * as vscode from "vscode";
import type { Advice } from "../../core/mail/adviseOn.ts";
import type { DraftRecord, DraftStore } from "../../core/mail/draftStore.ts";
import { addressList, fieldOf } from "../../core/mail/draftText.ts";
import { ownDraft } from "../../core/mail/ownMail.ts";
import type { Outgoing } from "../../core/mail/sendDesk.ts";
import { UserError } from "../explain.ts";
import { headerProblemWords } from "../words/adviceWords.ts";
import { damageText } from "./draftFiles.ts";
import { placeOf, readDraft } from "./draftProblems.ts";
import type { DraftShelf } from "./draftShelf.ts";
import { draftPlace } from "./draftUri.ts";
import { saveDraft } from "./saveDraft.ts";

/** A draft that could leave as it stands. */
export interface ReadyDraft {
  readonly uri: vscode.Uri;
  readonly record: DraftRecord;
  readonly store: DraftStore;
  readonly outgoing: Outgoing;
  /** Its recipients, as its header says them. */
  readonly to: string;
  /** What a person should decide about before it leaves. */
  readonly doubts: readonly Advice[];
  /** Where the first of them is. */
  readonly doubtAt: vscode.Range | undefined;
}

/** The draft that a command means: the one it was given, or the one in front. @throws UserError */
export function draftInFront(given: vscode.Uri | undefined): vscode.Uri {
  const uri = given ?? vscode.window.activeTextEditor?.document.uri;
  if (uri !== undefined && draftPlace(uri) !== undefined) return uri;
  throw new UserError(vscode.l10n.t("Open a draft first."), {
    label: vscode.l10n.t("Open Draft"),
    command: "instantly.openDraft",
  });
}

/** Saves a draft and reads it for sending. @throws UserError that says what it lacks, with the place in sight. */
export async function readyDraft(shelf: DraftShelf, uri: vscode.Uri): Promise<ReadyDraft> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (!(await saveDraft(document)))
    throw new UserError(vscode.l10n.t("The draft could not be saved, so it was not sent."));
  const { record, store, place } = await shelf.at(uri);
  if (record.damage !== undefined)
    throw new UserError(vscode.l10n.t("Not sent. {0}", damageText(record.damage)));
  const { text, advice } = readDraft(document.getText(), record);
  const [problem] = text.problems;
  if (problem !== undefined) {
    await reveal(uri, new vscode.Range(problem.line, problem.start, problem.line, problem.end));
    throw new UserError(vscode.l10n.t("Not sent. {0}", headerProblemWords(problem)));
  }
  const subject = fieldOf(text, "Subject");
  const { printed, mail } = ownDraft(subject, text.body, !record.isAnswered);
  const includesOriginal = /^yes$/iu.test(fieldOf(text, "Original"));
  if (mail.text.trim() === "" && !includesOriginal) {
    await reveal(uri, new vscode.Range(text.bodyLine, 0, text.bodyLine, 0));
    throw new UserError(vscode.l10n.t("Not sent. There is nothing in it yet but what is quoted."));
  }
  const doubts = advice.filter(({ kind }) => kind === "mergeTag" || kind === "attachment");
  const to = fieldOf(text, "To");
  const common = {
    originalId: record.originalId,
    account: addressList(fieldOf(text, "From")) ?? "",
    subject,
    ...printed,
    cc: addressList(fieldOf(text, "Cc")),
    bcc: addressList(fieldOf(text, "Bcc")),
  };
  return {
    uri,
    record,
    store,
    to,
    outgoing: {
      scope: place.scope,
      draftId: place.id,
      threadId: record.threadId,
      mail:
        record.kind === "reply"
          ? { kind: "reply", ...common }
          : { kind: "forward", ...common, to: addressList(to) ?? "", includesOriginal },
    },
    doubts,
    doubtAt: doubts[0] && placeOf(doubts[0], text, document),
  };
}

/** Shows a place of a draft. */
export async function reveal(uri: vscode.Uri, range: vscode.Range): Promise<void> {
  await vscode.window.showTextDocument(uri, { preview: false, selection: range });
}
