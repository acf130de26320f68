import * as vscode from "vscode";
import type { AddressProblem } from "../../core/text/checkAddress.ts";
import { checksFor, exceeds } from "../../core/verification/creditLimit.ts";
import type { PlanGroup } from "../../core/verification/planGroup.ts";
import type { GroupSize } from "../../core/verification/planGroups.ts";
import type { RunPlan } from "../../core/verification/runPlan.ts";
import { addressProblem } from "../words/addressWords.ts";
import { reasonWord } from "../words/reasonWords.ts";
import { addressesText, creditsText, formatCount, formatCredits, formatSpan, plain } from "../words/text.ts";
import { type AddressFile, columnName } from "./addressFile.ts";
import { isLarge } from "./engineChoice.ts";

/** What a run may do without asking again, and where its addresses come from. */
export interface PlanTerms {
  readonly maxCredits: number;
  readonly balanceFloor: number;
  readonly domains: "ask" | "skip";
  readonly leftOut: ReadonlySet<PlanGroup>;
  /** Absent when they are from no file. */
  readonly file?: Pick<AddressFile, "place" | "lacksColumn"> | undefined;
}

/** Reasons and examples named in the question; more of them would not be read. */
const NAMED = 3;

/** What a run would do and cost, in paragraphs, for the question that comes before any charge. */
export function planText(plan: RunPlan, terms: PlanTerms): string {
  const paragraphs = [addressLines(plan, terms), doubtLines(plan, terms), costLines(plan, terms)];
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

/** Why the addresses of a group may not be worth their price, with one of them. */
export function groupReason({ group, example, suggestion }: GroupSize): string {
  const address = short(example);
  switch (group) {
    case "unknownTopLevel":
      return vscode.l10n.t("{0}: there is no such top-level domain", address);
    case "mistypedDomain":
      return vscode.l10n.t("{0}: probably meant {1}", address, short(suggestion ?? ""));
    case "disposable":
      return vscode.l10n.t("{0}: thrown away after use", address);
    case "noReply":
      return vscode.l10n.t("{0}: nobody reads what is sent there", address);
    case "role":
      return vscode.l10n.t("{0}: a function, not a person", address);
    case "plusTag":
      return vscode.l10n.t("{0}: most providers ignore what follows the plus", address);
  }
}

function addressLines(plan: RunPlan, { file, leftOut }: PlanTerms): string[] {
  const repeats = plan.given - plan.unique;
  const column = file === undefined || file.place === "anywhere" ? undefined : columnName(file.place);
  const lines = [
    [
      addressesText(plan.unique),
      ...(repeats > 0 ? [vscode.l10n.t("{0} repeated", formatCount(repeats))] : []),
      ...(column === undefined ? [] : [vscode.l10n.t("column {0}", short(column))]),
    ].join(", "),
  ];
  if (file?.lacksColumn === true) lines.push(vscode.l10n.t("No e-mail column: from anywhere in the file"));
  if (plan.known > 0) lines.push(vscode.l10n.t("{0} already known, free of charge", formatCount(plan.known)));
  if (plan.lookups > 0)
    lines.push(vscode.l10n.t("{0} paid for before, looked up first", formatCount(plan.lookups)));
  const bad = Object.entries(plan.bad).sort(([, a], [, b]) => b - a);
  for (const [reason, count] of bad.slice(0, NAMED))
    lines.push(
      vscode.l10n.t("{0} not sent: {1}", formatCount(count), addressProblem(reason as AddressProblem)),
    );
  const others = bad.slice(NAMED).reduce((sum, [, count]) => sum + count, 0);
  if (others > 0) lines.push(vscode.l10n.t("{0} not sent for other reasons", formatCount(others)));
  for (const size of plan.groups)
    if (leftOut.has(size.group))
      lines.push(vscode.l10n.t("{0} left out: {1}", formatCount(size.addresses), groupText(size)));
  return lines;
}

/** What is paid for although it may not be worth it. */
function doubtLines(plan: RunPlan, { leftOut, domains }: PlanTerms): string[] {
  const lines = plan.groups
    .filter(({ group }) => !leftOut.has(group))
    .map((size) => `${formatCount(size.addresses)} ${groupText(size)}`);
  if (lines.length > 0) lines.unshift(vscode.l10n.t("Among those to pay for:"));
  if (plan.crowded > 0) {
    const rest =
      domains === "skip"
        ? vscode.l10n.t("The rest of catch-all and dead domains is skipped")
        : vscode.l10n.t("The rest of catch-all and dead domains comes last");
    // Instantly's servers take the addresses as they come.
    lines.push(isLarge(plan) ? vscode.l10n.t("{0}, if verified here", rest) : rest);
  }
  return lines;
}

/** A group, and what its first address was probably meant to be. */
function groupText({ group, example, suggestion }: GroupSize): string {
  const word = reasonWord(group);
  return suggestion === undefined ? word : `${word}: ${short(example)} → ${short(suggestion)}`;
}

function costLines(plan: RunPlan, { maxCredits, balanceFloor }: PlanTerms): string[] {
  if (plan.toPay === 0) return [];
  const { balance, credits } = plan;
  const spendable = balance === undefined ? Infinity : balance - balanceFloor;
  const lines = [priceLine(plan, spendable)];
  if (balanceFloor > 0 && exceeds(credits, spendable))
    lines.push(vscode.l10n.t("Stops while {0} are left, as balanceFloor says", creditsText(balanceFloor)));
  if (exceeds(credits, maxCredits)) lines.push(limitLine(plan, maxCredits));
  if (balance === undefined)
    lines.push(vscode.l10n.t("Pauses if the credits run out; what is verified by then is kept"));
  else if (exceeds(credits, spendable)) lines.push(shortageLine(plan, spendable));
  // Of the two ways of a large one, only one has a time that is known.
  if (!isLarge(plan)) lines.push(vscode.l10n.t("About {0}", formatSpan(plan.expectedMs)));
  return lines;
}

function priceLine({ balance, credits }: RunPlan, spendable: number): string {
  if (balance === undefined)
    return vscode.l10n.t("About {0}; the balance is not known to this key", creditsText(credits));
  return exceeds(credits, spendable)
    ? vscode.l10n.t(
        "About {0} needed, and the balance is {1}",
        creditsText(credits),
        formatCredits(Math.max(0, balance)),
      )
    : vscode.l10n.t(
        "About {0} of {1} credits, {2} after",
        formatCredits(credits),
        formatCredits(balance),
        formatCredits(balance - credits),
      );
}

/** What the limit of a run allows, and that the person may go beyond it once. */
function limitLine({ creditsPerCheck }: RunPlan, maxCredits: number): string {
  const limit = creditsText(maxCredits);
  const within = checksFor(maxCredits, creditsPerCheck);
  return within <= 0
    ? vscode.l10n.t(
        "The limit of {0} a run (maxCreditsPerRun) allows none, unless you lift it here for this run",
        limit,
      )
    : vscode.l10n.t(
        "The limit of {0} a run (maxCreditsPerRun) allows {1}, unless you lift it here for this run",
        limit,
        addressesText(within),
      );
}

/** For how many addresses there is enough, and what happens then. */
function shortageLine(plan: RunPlan, spendable: number): string {
  const checks = checksFor(spendable, plan.creditsPerCheck);
  return checks > 0
    ? vscode.l10n.t(
        "Enough for about {0} of {1}; pauses then, until there are more credits",
        formatCount(checks),
        addressesText(plan.toPay),
      )
    : vscode.l10n.t(
        "Not enough for one address: pauses before it costs anything, until there are more credits",
      );
}

/** An address from anywhere as one line that leaves room for the rest. */
function short(text: string): string {
  const line = plain(text);
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
