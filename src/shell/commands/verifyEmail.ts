import * as vscode from "vscode";
import { checkAddress } from "../../core/text/checkAddress.ts";
import { findAddresses } from "../../core/text/findAddresses.ts";
import type { VerificationResult } from "../../core/verification/verifyAddress.ts";
import { withSignal } from "../cancellation.ts";
import { addressAt } from "../editor/addressAt.ts";
import { UserError } from "../explain.ts";
import { toAnswer, type VerifyAnswer } from "../verification/verifyAnswer.ts";
import type { Verifier } from "../verification/verifier.ts";
import { addressProblem } from "../words/addressWords.ts";
import { formatCredits, plain } from "../words/text.ts";
import { catchAllWord, verdictText } from "../words/verdictWords.ts";

/** Verifies one address: the one given, or the one that the person types into a box that is filled in already. */
export async function verifyEmail(
  verifier: Verifier,
  given: string | undefined,
): Promise<VerifyAnswer | undefined> {
  const active = await verifier.session();
  const typed = given ?? (await askForAddress());
  if (typed === undefined) return undefined;
  const checked = checkAddress(typed);
  if (!checked.ok)
    throw new UserError(vscode.l10n.t("{0} Nothing was charged.", addressProblem(checked.reason)));
  const title = vscode.l10n.t("Verifying {0}", plain(checked.address));
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const result = await vscode.window.withProgress(options, (progress, token) =>
    withSignal(token, (signal) =>
      verifier.verify(active, checked.address, signal, (step) => {
        if (step.kind === "pending")
          progress.report({ message: vscode.l10n.t("pending for {0} s", Math.round(step.elapsedMs / 1000)) });
      }),
    ),
  );
  tell(result);
  return toAnswer(result);
}

function tell(result: VerificationResult): void {
  const { email, catchAll, creditsUsed, creditsLeft } = result;
  const parts = [vscode.l10n.t("{0}: {1}, {2}.", plain(email), verdictText(result), catchAllWord(catchAll))];
  if (creditsUsed !== undefined && creditsLeft !== undefined)
    parts.push(
      vscode.l10n.t("{0} credits used, {1} left.", formatCredits(creditsUsed), formatCredits(creditsLeft)),
    );
  const again = vscode.l10n.t("Verify Another");
  void vscode.window.showInformationMessage(parts.join(" "), again).then((chosen) => {
    if (chosen === again) void vscode.commands.executeCommand("instantly.verifyEmail");
  });
}

/** The box is there at once; what the clipboard holds comes later, for a browser may have to ask the person first. */
async function askForAddress(): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t("Verify Email");
  box.prompt = vscode.l10n.t("Address to verify. Instantly charges for each check.");
  box.placeholder = "ann@company.com";
  box.value = addressAtCursor() ?? "";
  let isTouched = box.value !== "";
  const problem = (): string | undefined => {
    const checked = checkAddress(box.value);
    return checked.ok || box.value === "" ? undefined : addressProblem(checked.reason);
  };
  box.onDidChangeValue(() => {
    isTouched = true;
    box.validationMessage = problem();
  });
  box.show();
  if (!isTouched)
    void addressInClipboard().then(
      (address) => {
        if (address !== undefined && !isTouched) box.value = address;
      },
      () => undefined, // a clipboard that may not be read has nothing to offer
    );
  try {
    return await new Promise<string | undefined>((resolve) => {
      box.onDidAccept(() => {
        if (box.value !== "" && problem() === undefined) resolve(box.value);
      });
      box.onDidHide(() => resolve(undefined));
    });
  } finally {
    isTouched = true; // the box is gone
    box.dispose();
  }
}

function addressAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { active } = editor.selection;
  return addressAt(editor.document, new vscode.Range(active, active))?.address;
}

async function addressInClipboard(): Promise<string | undefined> {
  const text = await vscode.env.clipboard.readText();
  if (text.length > 1000) return undefined; // a copied document is not an address
  const [first, ...others] = findAddresses(text);
  return others.length === 0 ? first?.address : undefined;
}
