import * as vscode from "vscode";
import { parseDraft } from "../../core/mail/draftText.ts";
import { DRAFT_SCHEME, draftPlace } from "./draftUri.ts";

/** Says behind a reply's To that it is not the draft's to choose. */
export function registerDraftHints(): vscode.Disposable {
  return vscode.languages.registerInlayHintsProvider(
    { scheme: DRAFT_SCHEME },
    {
      provideInlayHints: (document) => {
        if (draftPlace(document.uri)?.kind !== "reply") return [];
        const to = parseDraft(document.getText(), "reply").fields.get("To");
        if (to === undefined) return [];
        const place = new vscode.Position(to.line, to.end);
        const hint = new vscode.InlayHint(place, vscode.l10n.t("set by Instantly"));
        hint.paddingLeft = true;
        hint.tooltip = vscode.l10n.t(
          "Instantly itself addresses a reply to whoever is at the other end of the conversation; its API takes no recipient. Name others under Cc.",
        );
        return [hint];
      },
    },
  );
}
