import * as vscode from "vscode";
import type { PlanGroup } from "../../core/verification/planGroup.ts";
import { USUALLY_LEFT_OUT } from "../../core/verification/planGroups.ts";
import { toPayWithout, withoutGroups } from "../../core/verification/withoutGroups.ts";
import type { RunPlan } from "../../core/verification/runPlan.ts";
import { reasonWord } from "../words/reasonWords.ts";
import { addressesText, creditsText, formatCount, plain } from "../words/text.ts";
import { engineLines, offersFor, type RunOffer } from "./engineChoice.ts";
import { groupReason, planText, type PlanTerms } from "./planWords.ts";

/** What the person leaves out of a run. */
export interface PlanChoice {
  readonly leftOut: ReadonlySet<PlanGroup>;
  /** What becomes of the rest of a domain that takes every address or none. */
  readonly domains: PlanTerms["domains"];
}

/** What most people would choose. */
const USUAL_CHOICE: PlanChoice = { leftOut: USUALLY_LEFT_OUT, domains: "ask" };

/** A plan that the person has agreed to. */
export interface AgreedPlan {
  readonly plan: RunPlan;
  readonly domains: PlanTerms["domains"];
  readonly offer: RunOffer;
}

/**
 * The one question before a run: what it would do and cost, with the chance to leave addresses out and see the cost
 * change. Undefined when the person does not agree.
 * @param title what the addresses are from.
 */
export async function agreeOn(
  made: RunPlan,
  title: string,
  terms: Omit<PlanTerms, keyof PlanChoice>,
  first: PlanChoice = USUAL_CHOICE,
): Promise<AgreedPlan | undefined> {
  for (let choice = first; ;) {
    const plan = withoutGroups(made, choice.leftOut);
    const offers = offersFor(plan, terms.maxCredits);
    const change = { title: vscode.l10n.t("Leave Out…") };
    const buttons: { title: string }[] = [...offers];
    if (made.groups.length > 0 || made.crowded > 0) buttons.push(change);
    const detail = [planText(plan, { ...terms, ...choice }), ...engineLines(plan)].join("\n\n");
    const asked = question(plan.toPay, plain(title));
    const answer = await vscode.window.showInformationMessage(asked, { modal: true, detail }, ...buttons);
    const offer = offers.find((each) => each === answer);
    if (offer !== undefined) return { plan, domains: choice.domains, offer };
    if (answer !== change) return undefined;
    choice = (await chooseWhat(made, choice)) ?? choice;
  }
}

function question(toPay: number, title: string): string {
  if (toPay === 0) return vscode.l10n.t("No address in {0} has to be paid for.", title);
  return toPay === 1
    ? vscode.l10n.t("Verify 1 address in {0}?", title)
    : vscode.l10n.t("Verify {0} addresses in {1}?", formatCount(toPay), title);
}

interface ChoiceItem extends vscode.QuickPickItem {
  /** Undefined for the rest of domains. */
  readonly group: PlanGroup | undefined;
}

/** Asks which groups to verify, with a tick each; the title follows the ticks. */
async function chooseWhat(made: RunPlan, choice: PlanChoice): Promise<PlanChoice | undefined> {
  const pick = vscode.window.createQuickPick<ChoiceItem>();
  const items = choiceItems(made);
  pick.items = items;
  pick.selectedItems = items.filter(({ group }) =>
    group === undefined ? choice.domains === "ask" : !choice.leftOut.has(group),
  );
  pick.canSelectMany = true;
  pick.matchOnDetail = true;
  pick.placeholder = vscode.l10n.t("What is ticked is verified and paid for, the rest is left out");
  const chosen = (): PlanChoice => {
    const ticked = new Set(pick.selectedItems.map(({ group }) => group));
    const groups = made.groups.map(({ group }) => group);
    return {
      leftOut: new Set(groups.filter((group) => !ticked.has(group))),
      domains: made.crowded === 0 || ticked.has(undefined) ? "ask" : "skip",
    };
  };
  const retitle = (): void => {
    const toPay = toPayWithout(made, chosen().leftOut);
    pick.title = vscode.l10n.t(
      "Verify {0}, about {1}",
      addressesText(toPay),
      creditsText(toPay * made.creditsPerCheck),
    );
  };
  retitle();
  pick.onDidChangeSelection(retitle);
  pick.show();
  try {
    return await new Promise<PlanChoice | undefined>((resolve) => {
      pick.onDidAccept(() => resolve(chosen()));
      pick.onDidHide(() => resolve(undefined));
    });
  } finally {
    pick.dispose();
  }
}

function choiceItems(made: RunPlan): ChoiceItem[] {
  const items: ChoiceItem[] = made.groups.map((size) => ({
    group: size.group,
    label: capital(reasonWord(size.group)),
    description: vscode.l10n.t(
      "{0} · {1}",
      formatCount(size.addresses),
      creditsText(size.addresses * made.creditsPerCheck),
    ),
    detail: groupReason(size),
  }));
  if (made.crowded > 0)
    items.push({
      group: undefined,
      label: vscode.l10n.t("Rest of catch-all and dead domains"),
      description: vscode.l10n.t("known once first answers are in"),
      detail: vscode.l10n.t("Ticked: verified last, unless you skip them then. Unticked: skipped"),
    });
  return items;
}

function capital(word: string): string {
  return word.charAt(0).toLocaleUpperCase(vscode.env.language) + word.slice(1);
}
