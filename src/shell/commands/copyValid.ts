import * as vscode from "vscode";
import { addressKey } from "../../core/text/address.ts";
import { UserError } from "../explain.ts";
import { readAddresses } from "../runs/readAddresses.ts";
import type { RunService } from "../runs/runService.ts";
import { formatCount } from "../words/text.ts";

/** Copies the addresses of a file that were verified and found valid, each once and on a line of its own. */
export async function copyValid(service: RunService, given: vscode.Uri | undefined): Promise<void> {
  const uri = given ?? vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined)
    throw new UserError(vscode.l10n.t("Open a file with addresses first, or choose one in the Explorer."));
  await service.openIfUsed();
  const valid = new Map<string, string>();
  let catchAll = 0;
  for await (const address of readAddresses(uri)) {
    const folded = addressKey(address);
    if (valid.has(folded)) continue;
    const known = service.find(address);
    if (known?.verdict !== "verified") continue;
    valid.set(folded, address);
    if (known.catchAll === true) catchAll++;
  }
  if (valid.size === 0)
    throw new UserError(
      vscode.l10n.t("No address of this file is known to be valid. Verify the file first."),
      {
        label: vscode.l10n.t("Verify Emails in File"),
        command: "instantly.verifyFile",
        args: [uri],
      },
    );
  await vscode.env.clipboard.writeText([...valid.values(), ""].join("\n"));
  const count = formatCount(valid.size);
  void vscode.window.showInformationMessage(
    catchAll === 0
      ? vscode.l10n.t("Copied {0} valid addresses.", count)
      : vscode.l10n.t(
          "Copied {0} valid addresses, {1} of them at catch-all domains.",
          count,
          formatCount(catchAll),
        ),
  );
}
