import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import type { DraftKind, DraftRecord } from "../../core/mail/draftStore.ts";
import { parseDraft } from "../../core/mail/draftText.ts";
import { newDraft } from "../../core/mail/newDraft.ts";
import { personName, personText, subjectText } from "../words/emailWords.ts";
import { formatAge, formatDate } from "../words/text.ts";
import { UserError } from "../explain.ts";
import type { ActiveSession } from "../auth/sessions.ts";
import { draftRow } from "./draftRow.ts";
import type { DraftShelf } from "./draftShelf.ts";
import { draftUri } from "./draftUri.ts";

/** Opens the draft that answers or forwards a message: the one that was begun, or a new one. */
export async function writeDraft(
  shelf: DraftShelf,
  { session, profileId }: ActiveSession,
  kind: DraftKind,
  emailId: string,
): Promise<void> {
  const store = await shelf.of(profileId);
  const begun = store.list(profileId).find((each) => each.kind === kind && each.originalId === emailId);
  if (begun !== undefined) {
    await showDraft(profileId, begun);
    return;
  }
  const email = await session.emails.open(emailId);
  if (email.direction === "scheduled")
    throw new UserError(
      vscode.l10n.t("This message has not been sent yet, so it can be neither answered nor forwarded."),
    );
  const record = store.create(profileId, newDraft(kind, email, phrases(email)), new Date());
  await showDraft(profileId, record, { isNew: true });
}

/** Shows a draft; of a new one the place to begin, with the quote folded. */
async function showDraft(scope: string, record: DraftRecord, { isNew = false } = {}): Promise<void> {
  const { kind, id } = record;
  const document = await vscode.workspace.openTextDocument(draftUri({ scope, kind, id }));
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  if (!isNew) return;
  const { bodyLine, fields } = parseDraft(document.getText(), kind);
  const to = kind === "forward" ? fields.get("To") : undefined;
  const place =
    to === undefined ? new vscode.Position(bodyLine, 0) : new vscode.Position(to.line, "To: ".length);
  editor.selection = new vscode.Selection(place, place);
  const quote = document
    .getText()
    .split("\n")
    .findIndex((line, index) => index > bodyLine && line.startsWith(">"));
  if (quote > 0) await vscode.commands.executeCommand("editor.fold", { selectionLines: [quote], levels: 1 });
}

/** Lets the person choose among the drafts of the workspace. */
export async function pickDraft(shelf: DraftShelf, { profileId }: ActiveSession): Promise<void> {
  const drafts = (await shelf.of(profileId)).list(profileId);
  const now = new Date();
  const items = drafts.map((record) => {
    const { subject, to, icon, updatedAt } = draftRow(profileId, record);
    return {
      label: subject,
      description: to,
      detail: formatAge(updatedAt, now),
      iconPath: new vscode.ThemeIcon(icon),
      record,
    };
  });
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Open Draft"),
    placeHolder:
      items.length === 0
        ? vscode.l10n.t("There are no drafts in this workspace.")
        : vscode.l10n.t("Subject or recipient"),
    matchOnDescription: true,
  });
  if (picked !== undefined) await openRecord(profileId, picked.record);
}

/** Opens a draft that was begun. @throws UserError when it is gone. */
export async function openDraft(shelf: DraftShelf, uri: vscode.Uri): Promise<void> {
  const { place, record } = await shelf.at(uri);
  await openRecord(place.scope, record);
}

async function openRecord(profileId: string, record: DraftRecord): Promise<void> {
  if (record.damage === "text")
    await vscode.commands.executeCommand("instantly.discardDraft", draftUri({ scope: profileId, ...record }));
  else await showDraft(profileId, record);
}

/** Whom Instantly will address: the sender, or of our own message whoever got it. */
function correspondents({ direction, from, fromName, to }: Email): string {
  if (direction === "received" || direction === "unknown" || to.length === 0)
    return personText({ address: from, name: fromName });
  return to.map(personText).join(", ");
}

function phrases(email: Email): Parameters<typeof newDraft>[2] {
  const who = personName({ address: email.from, name: email.fromName });
  const subject = subjectText(email);
  if (email.date === undefined)
    return {
      to: correspondents(email),
      about: vscode.l10n.t("“{0}” from {1}", subject, who),
      wrote: vscode.l10n.t("{0} wrote:", who),
    };
  const when = formatDate(email.date);
  return {
    to: correspondents(email),
    about: vscode.l10n.t("“{0}” from {1}, {2}", subject, who, when),
    wrote: vscode.l10n.t("On {0}, {1} wrote:", when, who),
  };
}
