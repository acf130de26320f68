import * as vscode from "vscode";
import type { AddressProblem } from "../../core/text/checkAddress.ts";

const WORDS: Record<AddressProblem, () => string> = {
  empty: () => vscode.l10n.t("Type an address."),
  space: () => vscode.l10n.t("An address has no spaces."),
  noAt: () => vscode.l10n.t("The @ is missing."),
  manyAts: () => vscode.l10n.t("There is more than one @."),
  emptyLocal: () => vscode.l10n.t("Nothing stands before the @."),
  localTooLong: () => vscode.l10n.t("The part before the @ is longer than 64 characters."),
  localDots: () => vscode.l10n.t("The part before the @ starts or ends with a dot, or has two in a row."),
  localCharacter: () => vscode.l10n.t("The part before the @ has a character that no address may have."),
  emptyDomain: () => vscode.l10n.t("Nothing stands after the @."),
  domainTooLong: () => vscode.l10n.t("The domain is longer than 253 characters."),
  domainLabel: () =>
    vscode.l10n.t("A part of the domain is empty, too long, or starts or ends with a hyphen."),
  noTopLevel: () => vscode.l10n.t("The domain has no ending such as .com."),
  domainCharacter: () => vscode.l10n.t("The domain has a character that no domain may have."),
};

/** Why text is no address, as one sentence. */
export function addressProblem(reason: AddressProblem): string {
  return WORDS[reason]();
}
