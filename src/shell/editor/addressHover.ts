import * as vscode from "vscode";
import type { FreeFinding } from "../../core/text/freeChecks.ts";
import { verdictPart } from "../../core/verification/resultPart.ts";
import type { LedgerEntry } from "../../core/verification/ledger.ts";
import type { CommandArgs, CommandId } from "../commands/commandTable.ts";
import { literal, tooltip, type TooltipLine } from "../trees/tooltip.ts";
import { findingWords } from "../words/findingWords.ts";
import { creditsText, creditsUsedText, formatDate } from "../words/text.ts";
import { partWord } from "../words/partWords.ts";
import { catchAllWord, verdictText } from "../words/verdictWords.ts";
import { type AddressInDocument, addressAt } from "./addressAt.ts";
import { findingsOn, suggestionOf } from "./findings.ts";
import { isTooOld, oldWords } from "./markedLines.ts";

export interface AddressHoverParts {
  readonly isSignedIn: () => boolean;
  /** What is known of an address, once all that is kept can be looked at. */
  readonly find: (address: string) => Promise<LedgerEntry | undefined>;
  /** What one check is expected to cost. */
  readonly creditsPerCheck: () => number;
  /** For how long a verdict is used again. */
  readonly reuseDays: () => number;
}

/** All that a hover may run, whatever the text under the pointer holds. */
const COMMANDS = [
  "instantly.verifyEmail",
  "instantly.copyAddress",
  "instantly.fixAddress",
  "instantly.openLead",
] as const satisfies readonly CommandId[];
type HoverCommand = (typeof COMMANDS)[number];

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
    const findings = await findingsOn(found.address);
    return new vscode.Hover(this.#describe(document, found, known, findings), found.range);
  }

  #describe(
    document: vscode.TextDocument,
    { address, range }: AddressInDocument,
    known: LedgerEntry | undefined,
    findings: readonly FreeFinding[],
  ): vscode.MarkdownString {
    const credits = creditsText(this.#parts.creditsPerCheck());
    const verify =
      known === undefined
        ? vscode.l10n.t("Verify (about {0})", credits)
        : vscode.l10n.t("Verify Again (about {0})", credits);
    const links = [
      known === undefined
        ? link(verify, "instantly.verifyEmail", address)
        : link(verify, "instantly.verifyEmail", address, { again: true }),
      link(vscode.l10n.t("Copy"), "instantly.copyAddress", address),
      link(vscode.l10n.t("Open Lead"), "instantly.openLead", address),
    ];
    const suggestion = suggestionOf(findings);
    if (suggestion !== undefined) {
      const { line, character } = range.start;
      const fix = { uri: document.uri.toString(), line, character, address, suggestion };
      links.unshift(link(vscode.l10n.t("Change to {0}", literal(suggestion)), "instantly.fixAddress", fix));
    }
    const reuseDays = this.#parts.reuseDays();
    const text = tooltip(address, [...knownLines(known, reuseDays), ...freeLines(known, findings)]);
    text.appendMarkdown(`\n\n${links.join(" · ")}`);
    text.isTrusted = { enabledCommands: COMMANDS };
    return text;
  }
}

function knownLines(known: LedgerEntry | undefined, reuseDays: number): readonly TooltipLine[] {
  if (known === undefined) return [["circle-outline", vscode.l10n.t("not verified yet")]];
  const { catchAll, creditsUsed, checkedAt } = known;
  const spent = creditsUsed === undefined ? [] : [creditsUsedText(creditsUsed)];
  const now = new Date();
  return [
    ...(isTooOld(known, { now, reuseDays })
      ? [
          ["history", oldWords(verdictText(known), known, now)] as const,
          ["info", catchAllWord(catchAll)] as const,
        ]
      : [[partWord(verdictPart(known)).icon, `${verdictText(known)}, ${catchAllWord(catchAll)}`] as const]),
    ["calendar", [...spent, formatDate(checkedAt)].join(" · ")],
  ];
}

function freeLines(known: LedgerEntry | undefined, findings: readonly FreeFinding[]): readonly TooltipLine[] {
  if (findings.length > 0) return findings.map(findingWords);
  return known === undefined ? [["check", vscode.l10n.t("well-formed, as a free check says")]] : [];
}

function link<Id extends HoverCommand>(label: string, command: Id, ...given: CommandArgs[Id]): string {
  // A bracket that the encoding leaves alone would end the link in the middle of a quoted local part.
  const args = encodeURIComponent(JSON.stringify(given)).replace(/[()]/gu, (bracket) =>
    bracket === "(" ? "%28" : "%29",
  );
  return `[${label}](command:${command}?${args})`;
}
