import * as vscode from "vscode";
import type { Attachment } from "../../core/api/resources/emails.ts";
import { safeFileName } from "../../core/mail/files/safeFileName.ts";
import { inspectLink } from "../../core/mail/inspectLink.ts";
import { RecipientFinder } from "../../core/mail/recipientId.ts";
import type { AttachmentRow } from "../../shared/mailReport.ts";
import { formatBytes, plain } from "../words/text.ts";
import { linkRow, moreText } from "./mailReport.ts";

const MAX_ROWS = 50;

/** The files that a message carries, each with where it is kept: that is a link like any other of the mail. */
export function attachmentRows(attachments: readonly Attachment[]): AttachmentRow[] {
  const rows = attachments.slice(0, MAX_ROWS).map(attachmentRow);
  const more = moreText(attachments.length - rows.length);
  return more === undefined
    ? rows
    : [...rows, { href: "", text: more, detail: "", target: undefined, cues: [] }];
}

/** A stranger's name of a file, as it may be shown. */
export function attachmentName({ name }: Attachment): string {
  return safeFileName(name, vscode.l10n.t("file"));
}

/** "48 kB", "application/pdf": what is known of a file. */
export function attachmentKind({ size, type }: Attachment): string[] {
  return [...(size === undefined ? [] : [formatBytes(size)]), ...(type === undefined ? [] : [plain(type)])];
}

/** Where a file is kept; undefined unless it is on the web. */
export function attachmentPlace({ url }: Attachment): ReturnType<typeof inspectLink> | undefined {
  return url === undefined ? undefined : inspectLink({ href: url, text: "" }, new RecipientFinder([]));
}

function attachmentRow(attachment: Attachment): AttachmentRow {
  const text = attachmentName(attachment);
  const place = attachmentPlace(attachment);
  const { href, target, cues } =
    place === undefined || place.kind === "mail"
      ? { href: "", target: undefined, cues: [] }
      : linkRow({ href: attachment.url ?? "", text }, place);
  const where = target ?? vscode.l10n.t("without an address on the web");
  return { href, text, target, cues, detail: [...attachmentKind(attachment), where].join(" · ") };
}
