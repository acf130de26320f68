import * as vscode from "vscode";
import { findAddresses } from "../../core/text/findAddresses.ts";
import { UserError } from "../explain.ts";
import type { RunService } from "../runs/runService.ts";
import { startPlanned } from "../runs/startPlanned.ts";

/** Verifies the addresses on the clipboard, after one question that says how many there are and what that costs. */
export async function verifyClipboard(service: RunService): Promise<void> {
  const text = await readClipboard();
  await startPlanned(service, {
    title: vscode.l10n.t("Clipboard"),
    addresses: findAddresses(text).map(({ address }) => address),
    none: () =>
      text === ""
        ? unreadable()
        : new UserError(
            vscode.l10n.t("There is no email address on the clipboard. Copy some text with addresses first."),
          ),
  });
}

/** A browser that does not let VS Code read the clipboard either refuses or answers nothing. */
async function readClipboard(): Promise<string> {
  try {
    return await vscode.env.clipboard.readText();
  } catch {
    throw unreadable();
  }
}

function unreadable(): UserError {
  return new UserError(
    vscode.l10n.t(
      "The clipboard is empty, or the browser does not let VS Code read it. Paste the addresses into a file and verify that.",
    ),
  );
}
