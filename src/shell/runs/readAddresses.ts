import type * as vscode from "vscode";
import { openAddressFile } from "./addressFile.ts";

/** The addresses in a file, in order. @throws when the file cannot be read. */
export async function* readAddresses(uri: vscode.Uri): AsyncGenerator<string> {
  yield* openAddressFile(uri).addresses;
}
