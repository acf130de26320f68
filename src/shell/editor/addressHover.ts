import * as vscode from "vscode";
import { checkAddress } from "../../core/text/checkAddress.ts";
import type { LedgerEntry } from "../../core/verification/ledger.ts";
import type { CommandId } from "../commands/commandTable.ts";
import { tooltip, type TooltipLine } from "../trees/tooltip.ts";
import { verdictLines } from "../trees/verificationNode.ts";
import { addressProblem } from "../words/addressWords.ts";
import { formatCredits } from "../words/text.ts";
import { addressAt } from "./addressAt.ts";

export interface AddressHoverParts {
  readonly isSignedIn: () => boolean;
  /** What is known of an address, once all that is kept can be looked at. */
  readonly find: (address: string) => Promise<LedgerEntry | undefined>;
  /** What one check is expected to cost. */
  readonly creditsPerCheck: () => number;
}

const COMMANDS = ["instantly.verifyEmail", "instantly.copyAddress"] as const satisfies readonly CommandId[];

/** Says what is known of the address under the pointer; nothing while nobody is signed in. */
export class AddressHover implements vscode.HoverProvider {
  readonly #parts: AddressHoverParts;

  constructor(parts: AddressHoverParts) {
    this.#parts = parts;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    if (!this.#parts.isSignedIn()) return undefined;
    const found = addressAt(document, new vscode.Range(position, position));
    if (found === undefined) return undefined;
    const known = await this.#parts.find(found.address);
    return new vscode.Hover(describe(found.address, known, this.#parts.creditsPerCheck()), found.range);
  }
}

function describe(address: string, known: LedgerEntry | undefined, credits: number): vscode.MarkdownString {
  const lines = known === undefined ? unverifiedLines(address) : verdictLines(known);
  const verify =
    known === undefined
      ? vscode.l10n.t("Verify (about {0} credits)", formatCredits(credits))
      : vscode.l10n.t("Verify Again (about {0} credits)", formatCredits(credits));
  const links = [
    link(verify, "instantly.verifyEmail", address),
    link(vscode.l10n.t("Copy"), "instantly.copyAddress", address),
  ];
  const text = tooltip(address, lines).appendMarkdown(`\n\n${links.join(" · ")}`);
  text.isTrusted = { enabledCommands: COMMANDS };
  return text;
}

function unverifiedLines(address: string): TooltipLine[] {
  const checked = checkAddress(address);
  return [
    ["circle-outline", vscode.l10n.t("not verified yet")],
    checked.ok
      ? ["check", vscode.l10n.t("well-formed, as a free check says")]
      : ["error", addressProblem(checked.reason)],
  ];
}

function link(label: string, command: (typeof COMMANDS)[number], address: string): string {
  // A bracket that the encoding leaves alone would end the link in the middle of a quoted local part.
  const args = encodeURIComponent(JSON.stringify([address])).replace(/[()]/gu, (bracket) =>
    bracket === "(" ? "%28" : "%29",
  );
  return `[${label}](command:${command}?${args})`;
}
