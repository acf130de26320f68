import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import type { CsvDialect } from "../../core/text/csvDialect.ts";
import { sniffCsvDialect } from "../../core/text/sniffCsvDialect.ts";
import { sniffEncoding } from "../../core/text/sniffEncoding.ts";
import { textAsCsv } from "../../core/text/textAsCsv.ts";
import { UserError } from "../explain.ts";
import { plain } from "../words/text.ts";
import { fileError, readOnlyError } from "./fileError.ts";

/** VS Code itself calls files from this size on large; they are written by path. */
const MAX_EDITOR_BYTES = 20 * 1024 * 1024;
const HEAD_BYTES = 1 << 16;
const OWNER_WRITES = 0o200;
/** In which VS Code has read a file again that it shows. */
const RELOAD_MS = 3_000;

interface TableParts {
  readonly uri: vscode.Uri;
  /** The file's name, for people. */
  readonly name: string;
  readonly dialect: CsvDialect;
  /** The table's bytes from the beginning; can be asked for again. */
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

/** A table that is changed in its document, so that Undo takes the change back. */
export interface DocumentTable extends TableParts {
  readonly kind: "document";
  readonly document: vscode.TextDocument;
  /** What the document said at this version. */
  readonly text: string;
  readonly version: number;
  /** What the file was when the document was read; undefined for one that is not on disk as it is shown. */
  readonly stamp: string | undefined;
}

/** A table that is changed on disk: an editor cannot hold it at all, or not byte for byte. */
export interface FileTable extends TableParts {
  readonly kind: "file";
  readonly why: "tooLarge" | "notExact";
}

export type ResultTable = DocumentTable | FileTable;

/**
 * Opens a table for results: as a document where that keeps every byte, else as a file.
 * @throws UserError when it is gone, or changing at this moment.
 */
export async function openTable(uri: vscode.Uri): Promise<ResultTable> {
  const name = plain(path.posix.basename(uri.path));
  const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (open?.isUntitled === true) return documentTable(open, name, undefined);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (open?.isDirty === true) return documentTable(open, name, undefined);
    return size > MAX_EDITOR_BYTES ? await fileTable(uri, name, "tooLarge") : await smallTable(uri, name);
  } catch (error) {
    throw fileError(error, name);
  }
}

/** Tells one state of a file from the next. */
export async function fileStamp(uri: vscode.Uri): Promise<string> {
  const { size, mtime } = await vscode.workspace.fs.stat(uri);
  return `${size} ${mtime}`;
}

/** @throws UserError when the file is gone or may not be changed. */
export async function refuseReadOnly(uri: vscode.Uri): Promise<void> {
  if (uri.scheme === "untitled") return;
  const name = plain(path.posix.basename(uri.path));
  try {
    if (await isReadOnly(uri)) throw readOnlyError(uri, name);
  } catch (error) {
    throw fileError(error, name);
  }
}

/** VS Code does not tell extensions which files on disk are locked; it asks the person when such a one is saved. */
async function isReadOnly(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === "file") return ((await stat(uri.fsPath)).mode & OWNER_WRITES) === 0;
  const { permissions } = await vscode.workspace.fs.stat(uri);
  return (
    permissions === vscode.FilePermission.Readonly ||
    vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false
  );
}

async function smallTable(uri: vscode.Uri, name: string): Promise<ResultTable> {
  const stamp = await fileStamp(uri);
  const bytes = await vscode.workspace.fs.readFile(uri);
  const document = bytes.includes(0) && !isUtf16(bytes) ? undefined : await openText(uri);
  if (document === undefined) return fileTable(uri, name, "notExact");
  if (!(await shows(document, bytes)) && !(await reloads(document, bytes)))
    throw new UserError(vscode.l10n.t("{0} is changing on disk. Try again once it stands still.", name));
  const saved = await vscode.workspace.encode(document.getText(), { encoding: document.encoding });
  if (Buffer.compare(saved, bytes) === 0) return documentTable(document, name, stamp);
  // Line ends of two kinds, bytes that are no text of this encoding: to save the document would change them.
  return fileTable(uri, name, "notExact");
}

function isUtf16(bytes: Uint8Array): boolean {
  return sniffEncoding(bytes.subarray(0, HEAD_BYTES)).encoding.startsWith("utf-16");
}

/** Whether a document was read from these bytes, whatever became of their line ends. */
async function shows(document: vscode.TextDocument, bytes: Uint8Array): Promise<boolean> {
  const { encoding } = document;
  const text = await vscode.workspace.decode(bytes, { encoding });
  return unifyLineEnds(text) === unifyLineEnds(document.getText());
}

/** VS Code keeps documents that nobody looks at, and reads a changed file again only once it is in an editor. */
async function reloads(document: vscode.TextDocument, bytes: Uint8Array): Promise<boolean> {
  const end = Date.now() + RELOAD_MS;
  await vscode.window.showTextDocument(document, { preserveFocus: true });
  while (Date.now() < end) {
    if (await shows(document, bytes)) return true;
    await changeOf(document, end - Date.now());
  }
  return false;
}

async function changeOf(document: vscode.TextDocument, forMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const waiting = vscode.workspace.onDidChangeTextDocument((event) => {
    if (event.document === document) resolve(undefined);
  });
  const timer = setTimeout(resolve, forMs);
  await promise;
  clearTimeout(timer);
  waiting.dispose();
}

/** Undefined when VS Code takes the file for a binary one. */
async function openText(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined; // the bytes have just been read, so it is not the file that is missing
  }
}

function documentTable(
  document: vscode.TextDocument,
  name: string,
  stamp: string | undefined,
): DocumentTable {
  const { uri, version } = document;
  const text = document.getText();
  const { dialect, chunks } = textAsCsv(text, unseenDelimiter(uri));
  return { kind: "document", uri, name, dialect, chunks, document, text, version, stamp };
}

async function fileTable(uri: vscode.Uri, name: string, why: FileTable["why"]): Promise<FileTable> {
  const chunks = (): AsyncIterable<Uint8Array> => readChunks(uri);
  let head: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks()) {
    head = chunk.subarray(0, HEAD_BYTES);
    break;
  }
  return { kind: "file", uri, name, dialect: sniffCsvDialect(head, unseenDelimiter(uri)), chunks, why };
}

async function* readChunks(uri: vscode.Uri): AsyncGenerator<Uint8Array> {
  if (uri.scheme !== "file") yield await vscode.workspace.fs.readFile(uri);
  else
    yield* createReadStream(uri.fsPath, { highWaterMark: HEAD_BYTES }) as AsyncIterable<
      Uint8Array<ArrayBuffer>
    >;
}

/** A table of one column shows no delimiter; its name may tell. */
function unseenDelimiter(uri: vscode.Uri): string {
  return /\.tsv$/i.test(uri.path) ? "\t" : ",";
}

function unifyLineEnds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
