import { createReadStream } from "node:fs";
import * as vscode from "vscode";
import { findInBytes } from "../../core/text/findInBytes.ts";

/**
 * The addresses in a file, in order: as it stands in the editor when it has unsaved changes, else read piece by piece
 * from the disk, so that its size does not matter.
 * @throws when the file cannot be read.
 */
export async function* readAddresses(uri: vscode.Uri): AsyncGenerator<string> {
  for await (const batch of findInBytes(bytesOf(uri))) for (const { address } of batch) yield address;
}

async function* bytesOf(uri: vscode.Uri): AsyncGenerator<Uint8Array> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open?.isDirty === true || open?.isUntitled === true) yield new TextEncoder().encode(open.getText());
  else if (uri.scheme === "file") yield* createReadStream(uri.fsPath) as AsyncIterable<Uint8Array>;
  else yield await vscode.workspace.fs.readFile(uri);
}
