import * as vscode from "vscode";
import { putOff, WORTH_OFFERING } from "../../core/verification/domainSense.ts";
import type { RunState } from "../../core/verification/runState.ts";
import type { LiveRun } from "../../core/verification/liveRun.ts";
import { creditsText, formatCount, plain } from "../words/text.ts";

/** First answers come in together; so long the offer waits for more of them, to be made once with their sum. */
const GATHER_MS = 1_500;

/** Whether there is something to skip that is worth a question. */
export function mayOfferToSkip({ offers, settings, status }: RunState): boolean {
  return status === "running" && settings.domains === "ask" && putOff(offers) >= WORTH_OFFERING;
}

/** Offers once in a run to skip what was put off with catch-all and dead domains, and says what that saves. */
export function offerToSkip(run: LiveRun): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  run.onDidChange((state) => {
    if (mayOfferToSkip(state)) timer ??= setTimeout(() => void ask(run), GATHER_MS);
  });
  void run.ended.then(() => clearTimeout(timer));
}

async function ask(run: LiveRun): Promise<void> {
  const { state } = run;
  if (!mayOfferToSkip(state)) return;
  const skip = vscode.l10n.t("Skip Them");
  const verify = vscode.l10n.t("Verify Them");
  const chosen = await vscode.window.showInformationMessage(offerSentence(state), skip, verify);
  if (chosen === skip) run.decideAll("skip");
  if (chosen === verify) run.decideAll("verify");
}

/** What skipping would leave out and save. */
function offerSentence({ title, offers }: RunState): string {
  const addresses = formatCount(putOff(offers));
  const credits = creditsText(offers.reduce((sum, offer) => sum + offer.credits, 0));
  const [only, ...others] = offers;
  if (only !== undefined && others.length === 0)
    return only.kind === "catchAll"
      ? vscode.l10n.t(
          "{0}: {1} accepts every address, so that checks prove little. Skipping the other {2} saves about {3}; else they come last.",
          plain(title),
          plain(only.domain),
          addresses,
          credits,
        )
      : vscode.l10n.t(
          "{0}: {1} has refused every address so far. Skipping the other {2} saves about {3}; else they come last.",
          plain(title),
          plain(only.domain),
          addresses,
          credits,
        );
  return vscode.l10n.t(
    "{0}: {1} domains accept every address or none, so that checks prove little. Skipping the other {2} addresses there saves about {3}; else they come last.",
    plain(title),
    formatCount(offers.length),
    addresses,
    credits,
  );
}
