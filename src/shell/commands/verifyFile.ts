import * as path from "node:path";
import * as vscode from "vscode";
import { UserError } from "../explain.ts";
import { openAddressFile } from "../runs/addressFile.ts";
import { choosePlace } from "../runs/chooseColumn.ts";
import type { RunService } from "../runs/runService.ts";
import { startPlanned } from "../runs/startPlanned.ts";
import { plain } from "../words/text.ts";

/** Verifies every address of a file, after one question that says how many there are and what that costs. */
export async function verifyFile(service: RunService, given: vscode.Uri | undefined): Promise<void> {
  const uri = given ?? vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined)
    throw new UserError(vscode.l10n.t("Open a file with addresses first, or choose one in the Explorer."));
  await service.open(); // whoever is not signed in hears of that first
  const title = path.posix.basename(uri.path);
  const file = await openAddressFile(uri, (candidates) => choosePlace(title, candidates));
  if (file === undefined) return;
  await startPlanned(service, {
    title,
    file,
    addresses: file.addresses,
    source: () => file.source(),
    none: () => new UserError(vscode.l10n.t("There is no email address in {0}.", plain(title))),
  });
}
