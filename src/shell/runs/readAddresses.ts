import type * as vscode from "vscode";
import { openAddressFile } from "./addressFile.ts";

/** The addresses in a file, in order; where the column is in doubt, those anywhere. @throws when the file cannot be read. */
export async function* readAddresses(uri: vscode.Uri): AsyncGenerator<string> {
  const file = await openAddressFile(uri, () => Promise.resolve("anywhere"));
  if (file !== undefined) yield* file.addresses;
}
