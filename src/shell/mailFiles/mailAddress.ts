import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import type { TreeNode } from "../trees/treeNode.ts";
import { safeFileName } from "../../core/mail/files/safeFileName.ts";

/** The manifest's menus and activation name it. */
export const MAIL_SCHEME = "instantly";

export const MAIL_FORMS = ["md", "html", "eml", "json"] as const;
export type MailForm = (typeof MAIL_FORMS)[number];

/** What a file of mail shows, and in which workspace. */
export interface MailAddress {
  /** A file belongs to the profile that its message came from: in another it shows nothing of it. */
  readonly profileId: string;
  readonly kind: "email" | "thread";
  readonly id: string;
  readonly form: MailForm;
}

/** `instantly:/<profile>/email/<id>/<subject>.md`: the last part is what a tab is called and a copy is saved as. */
export function mailUri({ profileId, kind, id, form }: MailAddress, subject: string): vscode.Uri {
  const name = `${safeFileName(subject, kind)}.${form}`;
  // The name stands in a tab as it is here; it has no slash, which ids may have.
  const path = `/${[profileId, kind, id].map(encodeURIComponent).join("/")}/${name}`;
  return vscode.Uri.from({ scheme: MAIL_SCHEME, path });
}

export function emailUri(
  profileId: string,
  email: Pick<Email, "id" | "subject">,
  form: MailForm,
): vscode.Uri {
  return mailUri({ profileId, kind: "email", id: email.id, form }, email.subject);
}

/** What is dragged out of a list of mail: the Markdown of each message. */
export function draggedMail(profileId: string | undefined, rows: readonly TreeNode[]): string {
  if (profileId === undefined) return "";
  return rows
    .flatMap(({ target }) => (target?.kind === "email" ? [target] : []))
    .map(({ key, raw }) => {
      const { subject } = raw as { readonly subject?: unknown };
      return emailUri(profileId, { id: key, subject: typeof subject === "string" ? subject : "" }, "md");
    })
    .join("\r\n");
}

/** Undefined for a folder and for what we never made. */
export function parseMailUri(uri: vscode.Uri): MailAddress | undefined {
  const [start, profileId = "", kind, id = "", name, ...more] = uri.path.split("/").map(decoded);
  const form = MAIL_FORMS.find((known) => name?.endsWith(`.${known}`));
  if (start !== "" || profileId === "" || id === "" || form === undefined || more.length > 0)
    return undefined;
  if (kind === "thread") return form === "md" ? { profileId, kind, id, form } : undefined;
  return kind === "email" ? { profileId, kind, id, form } : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
