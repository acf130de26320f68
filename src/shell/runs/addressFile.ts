import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import * as vscode from "vscode";
import { findInBytes } from "../../core/text/findInBytes.ts";
import type { RunSource } from "../../core/verification/journal.ts";

/** A file's addresses, and what the file was once they are all read. */
export interface AddressFile {
  /** In order; read once. @throws when the file cannot be read. */
  readonly addresses: AsyncIterable<string>;
  /** What has been read so far. */
  source(): RunSource;
}

/**
 * The addresses in a file: as it stands in the editor when it has unsaved changes, else read piece by piece from the
 * disk, so that its size does not matter.
 */
export function openAddressFile(uri: vscode.Uri): AddressFile {
  const hash = createHash("sha256");
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytesOf(uri)) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  async function* addresses(): AsyncGenerator<string> {
    for await (const batch of findInBytes(counted())) for (const { address } of batch) yield address;
  }
  return {
    addresses: addresses(),
    source: () => ({ uri: uri.toString(), sha256: hash.copy().digest("hex"), bytes }),
  };
}

async function* bytesOf(uri: vscode.Uri): AsyncGenerator<Uint8Array> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open?.isDirty === true || open?.isUntitled === true) yield new TextEncoder().encode(open.getText());
  else if (uri.scheme === "file") yield* createReadStream(uri.fsPath) as AsyncIterable<Uint8Array>;
  else yield await vscode.workspace.fs.readFile(uri);
}
