import * as vscode from "vscode";
import type { Advice } from "../../core/mail/adviseOn.ts";
import type { HeaderProblem } from "../../core/mail/draftText.ts";
import { formatBytes, formatCount, plain } from "./text.ts";

/** What speaks against a message of ours, and what to do about it. */
export function adviceWords(advice: Advice): string {
  switch (advice.kind) {
    case "mergeTag":
      return vscode.l10n.t(
        "{0} is sent as it stands: Instantly fills tags in only in campaigns. Write the word itself.",
        plain(advice.found),
      );
    case "phrase":
      return vscode.l10n.t(
        "Spam filters count “{0}” against a message (SpamAssassin: {1}). Say it in other words.",
        plain(advice.found),
        advice.rule,
      );
    case "shouting":
      return vscode.l10n.t(
        "A subject in capitals only counts as shouting (SpamAssassin: SUBJ_ALL_CAPS). Write it in small letters.",
      );
    case "attachment":
      return vscode.l10n.t(
        "“{0}”: Instantly's API sends no files with a message. Link to the file instead.",
        plain(advice.found),
      );
    case "shortener":
      return vscode.l10n.t(
        "{0} hides where the link leads, which filters count against a message. Use the address itself.",
        plain(advice.host),
      );
    case "links":
      return vscode.l10n.t(
        "{0} different links: more than three look like advertising. Keep the ones that matter.",
        formatCount(advice.count),
      );
    case "pictures":
      return vscode.l10n.t(
        "Pictures with hardly a word look like spam (SpamAssassin: HTML_IMAGE_ONLY). Say it in words as well.",
      );
    case "clipped":
      return vscode.l10n.t(
        "{0} of HTML: Gmail cuts off what is beyond 102 kB. Make it shorter.",
        formatBytes(advice.bytes),
      );
    case "optOut":
      return vscode.l10n.t(
        "Nothing here says how to hear no more from you, which laws such as CAN-SPAM ask of advertising. An unsubscribe header may do it; the API does not show one.",
      );
  }
}

/** What keeps a draft's header from being sent as it stands. */
export function headerProblemWords({ kind, what }: HeaderProblem): string {
  const name = plain(what);
  switch (kind) {
    case "noHeader":
      return vscode.l10n.t(
        "The draft must begin with its header between two lines of ---. Undo brings it back.",
      );
    case "notField":
      return vscode.l10n.t(
        "“{0}” is no line of a header. Write it as Name: value, or below the header.",
        name,
      );
    case "unknown":
      return vscode.l10n.t("Drafts have no field {0}. Take the line out.", name);
    case "repeated":
      return vscode.l10n.t("{0} stands here twice. Keep one, with commas between addresses.", name);
    case "missing":
      return vscode.l10n.t("{0} is missing.", name);
    case "address":
      return vscode.l10n.t("“{0}” is no email address that can stand here.", name);
    case "choice":
      return vscode.l10n.t(
        "{0} is yes or no: whether Instantly puts the original message below the note.",
        name,
      );
    case "fixed":
      return name === "To"
        ? vscode.l10n.t(
            "Instantly itself addresses a reply; this line only says to whom. Undo the change, and name others under Cc.",
          )
        : vscode.l10n.t("{0} only tells what the draft is about. Undo the change.", name);
  }
}
