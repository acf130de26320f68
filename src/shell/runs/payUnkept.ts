import * as vscode from "vscode";
import { UserError } from "../explain.ts";
import { type StoreNotice, whyInMemory } from "./storeNotice.ts";

/**
 * Asks whether to spend credits although nothing can be written down of what they buy.
 * @param isAsked false where there is nobody to ask.
 * @throws UserError where there is nobody to ask.
 */
export async function mayPayUnkept(
  { why }: Extract<StoreNotice, { kind: "memory" }>,
  isAsked: boolean,
): Promise<boolean> {
  const reason = whyInMemory(why);
  if (!isAsked)
    throw new UserError(
      vscode.l10n.t(
        "Nothing was charged: verifications cannot be kept on this machine now, so the same addresses would be paid for again. {0}",
        reason,
      ),
    );
  const verify = vscode.l10n.t("Verify Anyway");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Verify although nothing can be kept?"),
    {
      modal: true,
      detail: vscode.l10n.t(
        "{0} What is verified now is known until this window closes, and costs credits again after that.",
        reason,
      ),
    },
    verify,
  );
  return chosen === verify;
}
