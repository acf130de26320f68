import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import type { ActiveSession } from "../auth/sessions.ts";
import type { MailReference } from "../commands/references.ts";
import { pickEmail } from "../commands/pickers.ts";
import { UserError } from "../explain.ts";
import type { TreeNode } from "../trees/treeNode.ts";
import { subjectText } from "../words/emailWords.ts";
import { formatAge } from "../words/text.ts";
import { emailUri, MAIL_FORMS, mailUri, parseMailUri, type MailForm } from "./mailAddress.ts";
import { MailPages } from "./mailPages.ts";

/** Asks in which form, and opens an email as a file of it. */
export async function openEmailAs(active: ActiveSession, what: MailReference | undefined): Promise<void> {
  const email = await emailOf(active, what, vscode.l10n.t("Open Email as File"));
  const form = email === undefined ? undefined : await pickForm(vscode.l10n.t("Open Email as File"));
  if (email !== undefined && form !== undefined) await open(emailUri(active.profileId, email, form));
}

/** Opens the conversation that an email belongs to as one file. */
export async function openThreadFile(active: ActiveSession, what: MailReference | undefined): Promise<void> {
  const email = await emailOf(active, what, vscode.l10n.t("Open Conversation as File"));
  if (email === undefined) return;
  const { threadId, subject } = email;
  if (threadId === undefined) throw new UserError(vscode.l10n.t("This email belongs to no conversation."));
  await open(mailUri({ profileId: active.profileId, kind: "thread", id: threadId, form: "md" }, subject));
}

/** Shows two emails side by side: those selected, or the one given and another that is asked for. */
export async function compareEmails(
  active: ActiveSession,
  what: MailReference | undefined,
  selected: readonly TreeNode[],
): Promise<void> {
  const rows = selected.filter(({ target }) => target?.kind === "email");
  if (rows.length > 2) throw new UserError(vscode.l10n.t("Select two emails to compare them."));
  const [first, second] = rows.length === 2 ? rows : [what, undefined];
  const before = await emailOf(active, first, vscode.l10n.t("Compare Emails"));
  if (before === undefined) return;
  const after = await emailOf(active, second, vscode.l10n.t("Compare {0} With", subjectText(before)));
  if (after === undefined) return;
  const [left, right] =
    timeOf(before) <= timeOf(after) ? ([before, after] as const) : ([after, before] as const);
  const now = new Date();
  const name = (email: Email): string =>
    email.date === undefined ? subjectText(email) : `${subjectText(email)} (${formatAge(email.date, now)})`;
  const file = (email: Email): vscode.Uri => emailUri(active.profileId, email, "md");
  await vscode.commands.executeCommand(
    "vscode.diff",
    file(left),
    file(right),
    `${name(left)} ↔ ${name(right)}`,
  );
}

/** Saves an email, or the file of mail in front, where the person says. */
export async function saveEmailAs(active: ActiveSession, what: MailReference | undefined): Promise<void> {
  const source = fileOf(what) ?? (await chosenFile(active, what));
  if (source === undefined) return;
  const name = source.path.slice(source.path.lastIndexOf("/") + 1);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Save Email As"),
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, name) }),
  });
  if (target === undefined) return;
  const bytes = await vscode.workspace.fs.readFile(source);
  await vscode.workspace.fs.writeFile(target, bytes);
  vscode.window.setStatusBarMessage(vscode.l10n.t("Saved"), 2000);
}

/** Opens an email as a page in the browser, which can print it. */
export async function printEmail(active: ActiveSession, what: MailReference | undefined): Promise<void> {
  const email = await emailOf(active, what, vscode.l10n.t("Open Email in Browser to Print"));
  if (email === undefined) return;
  const page = await vscode.workspace.fs.readFile(emailUri(active.profileId, email, "html"));
  await MailPages.show(page);
}

async function open(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand("vscode.open", uri);
}

async function chosenFile(
  active: ActiveSession,
  what: MailReference | undefined,
): Promise<vscode.Uri | undefined> {
  const email = await emailOf(active, what, vscode.l10n.t("Save Email As"));
  const form = email === undefined ? undefined : await pickForm(vscode.l10n.t("Save Email As"));
  return email === undefined || form === undefined ? undefined : emailUri(active.profileId, email, form);
}

async function emailOf(
  { session, profileId }: ActiveSession,
  what: MailReference | undefined,
  question: string,
): Promise<Email | undefined> {
  const file = parseFile(what);
  if (file !== undefined && file.profileId !== profileId)
    throw new UserError(
      vscode.l10n.t("This email belongs to another workspace. Switch to it to see it again."),
    );
  const id = file?.id ?? idOf(what) ?? (await pickEmail(session, question));
  return id === undefined ? undefined : session.emails.open(id);
}

function idOf(what: MailReference | undefined): string | undefined {
  if (typeof what === "string") return what;
  if (what === undefined || what instanceof vscode.Uri) return undefined;
  if (what.target?.kind === "email") return what.target.key;
  throw new UserError(vscode.l10n.t("Choose an email in the Instantly sidebar first."));
}

/** The file of mail that is named, or, where nothing is, the one in front. */
function fileOf(what: MailReference | undefined): vscode.Uri | undefined {
  const uri = what ?? vscode.window.activeTextEditor?.document.uri;
  return uri instanceof vscode.Uri && parseMailUri(uri) !== undefined ? uri : undefined;
}

function parseFile(what: MailReference | undefined): ReturnType<typeof parseMailUri> {
  const uri = fileOf(what);
  const address = uri && parseMailUri(uri);
  return address?.kind === "email" ? address : undefined;
}

function timeOf({ date, storedAt }: Email): number {
  return (date ?? storedAt)?.getTime() ?? 0;
}

async function pickForm(title: string): Promise<MailForm | undefined> {
  const chosen = await vscode.window.showQuickPick(
    MAIL_FORMS.map((form) => ({ form, ...formWords(form) })),
    { title, placeHolder: vscode.l10n.t("In which form?"), matchOnDescription: true },
  );
  return chosen?.form;
}

function formWords(form: MailForm): {
  readonly label: string;
  readonly description: string;
  readonly iconPath: vscode.ThemeIcon;
} {
  switch (form) {
    case "md":
      return {
        label: "Markdown",
        description: vscode.l10n.t("its words, to read, search, compare or give to a chat"),
        iconPath: new vscode.ThemeIcon("markdown"),
      };
    case "html":
      return {
        label: "HTML",
        description: vscode.l10n.t("its looks, as a page without scripts and remote images"),
        iconPath: new vscode.ThemeIcon("code"),
      };
    case "eml":
      return {
        label: "EML",
        description: vscode.l10n.t("for a mail program, as it came"),
        iconPath: new vscode.ThemeIcon("mail"),
      };
    case "json":
      return {
        label: "JSON",
        description: vscode.l10n.t("everything that the API says of it"),
        iconPath: new vscode.ThemeIcon("json"),
      };
  }
}
