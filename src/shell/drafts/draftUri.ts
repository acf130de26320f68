import * as vscode from "vscode";
import type { DraftKind } from "../../core/mail/draftStore.ts";

/** The scheme of drafts; the manifest's menus and its activation event name it. */
export const DRAFT_SCHEME = "instantly-draft";

/** The manifest tells the language of drafts by this folder. */
const FOLDER = "instantly-drafts";

const NAMES: Readonly<Record<DraftKind, string>> = { reply: "Reply", forward: "Forward" };

/** Which draft an address means. */
export interface DraftPlace {
  /** The profile that it belongs to. */
  readonly scope: string;
  readonly kind: DraftKind;
  readonly id: number;
}

/**
 * The address of a draft, "Reply 3". VS Code keeps the addresses of tabs in plain text, so it names nobody and no subject.
 */
export function draftUri({ scope, kind, id }: DraftPlace): vscode.Uri {
  return vscode.Uri.from({ scheme: DRAFT_SCHEME, authority: scope, path: `/${FOLDER}/${NAMES[kind]} ${id}` });
}

/** Undefined for what is no draft's address. */
export function draftPlace({ scheme, authority, path }: vscode.Uri): DraftPlace | undefined {
  const [, name, id = ""] = /^\/instantly-drafts\/(Reply|Forward) (\d{1,9})$/u.exec(path) ?? [];
  if (scheme !== DRAFT_SCHEME || name === undefined) return undefined;
  return { scope: authority, kind: name === NAMES.reply ? "reply" : "forward", id: Number(id) };
}
