import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";
import type { EmailCandidate } from "../../core/text/emailColumn.ts";
import { columnAddresses, type EmailTable, headOf, sniffTable } from "../../core/text/emailTable.ts";
import { findInBytes } from "../../core/text/findInBytes.ts";
import type { RunSource } from "../../core/verification/journal.ts";
import { UserError } from "../explain.ts";
import { MAIL_SCHEME } from "../mailFiles/mailAddress.ts";
import { plain } from "../words/text.ts";

/** Read at once: the 64 KB that are usual cost more turns of the event loop than they are worth. */
const CHUNK_BYTES = 1 << 18;

/** Where in a file the addresses are: one column of a table, or anywhere in it. */
export type AddressPlace = Pick<EmailCandidate, "index" | "name"> | "anywhere";

/** A file's addresses, and what the file was once they are all read. */
export interface AddressFile {
  readonly place: AddressPlace;
  /** Whether it is a table in which no column of addresses was found. */
  readonly lacksColumn: boolean;
  /** In order; read once. @throws UserError when the file cannot be read. */
  readonly addresses: AsyncIterable<string>;
  /** What has been read so far. */
  source(): RunSource;
}

/** Answers which column to read where that is in doubt; undefined when the person gives up. */
export type ChooseColumn = (candidates: readonly EmailCandidate[]) => Promise<AddressPlace | undefined>;

/**
 * The addresses in a file: of a table those in its e-mail column, of any other file all there are. The file is taken as
 * it stands in the editor when it has unsaved changes, else read piece by piece from the disk, so that its size does not
 * matter. Undefined when no column was chosen.
 * @throws UserError when the file cannot be read.
 */
export async function openAddressFile(
  uri: vscode.Uri,
  choose: ChooseColumn,
): Promise<AddressFile | undefined> {
  const table = isTable(uri) ? await sniffTable(await headOf(bytesOf(uri))) : undefined;
  const place = table === undefined ? "anywhere" : await placeIn(table, choose);
  if (place === undefined) return undefined;
  const hash = createHash("sha256");
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytesOf(uri)) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  return {
    place,
    lacksColumn: table?.column.kind === "none",
    addresses:
      table === undefined || place === "anywhere"
        ? allAddresses(counted())
        : columnAddresses(counted(), table.dialect, place.index),
    source: () => ({
      uri: uri.toString(),
      sha256: hash.copy().digest("hex"),
      bytes,
      ...(place === "anywhere" ? {} : { column: columnName(place), columnIndex: place.index }),
    }),
  };
}

/** The heading of a column, or its number where it has none. */
export function columnName({ name, index }: Pick<EmailCandidate, "index" | "name">): string {
  return plain(name) === "" ? String(index + 1) : name;
}

async function placeIn({ column }: EmailTable, choose: ChooseColumn): Promise<AddressPlace | undefined> {
  switch (column.kind) {
    case "found":
      return column.column;
    case "undecided":
      return choose(column.candidates);
    case "none":
      return "anywhere";
  }
}

async function* allAddresses(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  for await (const batch of findInBytes(chunks)) for (const { address } of batch) yield address;
}

function isTable(uri: vscode.Uri): boolean {
  if (/\.(?:csv|tsv|tab)$/iu.test(uri.path)) return true;
  const language = openDocument(uri)?.languageId;
  return language === "csv" || language === "tsv";
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}

async function* bytesOf(uri: vscode.Uri): AsyncGenerator<Uint8Array> {
  // What an editor shows of mail, other extensions can change; nobody has edited it.
  const open = uri.scheme === MAIL_SCHEME ? undefined : openDocument(uri);
  try {
    if (open?.isDirty === true || open?.isUntitled === true) yield new TextEncoder().encode(open.getText());
    else if (uri.scheme === "file")
      yield* createReadStream(uri.fsPath, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Uint8Array>;
    else yield await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    throw unreadable(uri, error) ?? error;
  }
}

/** Node's codes, and those of VS Code's file systems. */
function unreadable(uri: vscode.Uri, error: unknown): UserError | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof code !== "string") return undefined;
  const name = plain(path.posix.basename(uri.path));
  switch (code) {
    case "ENOENT":
    case "FileNotFound":
      return new UserError(vscode.l10n.t("{0} is not there any more.", name));
    case "EISDIR":
    case "FileIsADirectory":
      return new UserError(vscode.l10n.t("{0} is a folder. Choose a file with addresses.", name));
    case "EACCES":
    case "EPERM":
    case "NoPermissions":
      return new UserError(vscode.l10n.t("{0} may not be read.", name));
    default:
      return new UserError(vscode.l10n.t("{0} could not be read ({1}).", name, code));
  }
}
