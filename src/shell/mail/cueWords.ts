import * as vscode from "vscode";
import type { LinkCue } from "../../core/mail/inspectLink.ts";
import type { SenderCue } from "../../core/mail/senderCues.ts";
import type { TrackerSign } from "../../core/mail/trackerSigns.ts";
import type { BlockedWhy } from "../../core/mail/remoteImages.ts";
import type { Cue } from "../../shared/mailReport.ts";
import { plain } from "../words/text.ts";

/** Why a sender deserves a second look. */
export function senderCueText(cue: SenderCue): Cue {
  switch (cue.kind) {
    case "replyTo":
      return {
        text: vscode.l10n.t("Answers go to {0}, which is not the sender's address.", plain(cue.address)),
        tone: "warn",
      };
    case "nameIsAddress":
      return {
        text: vscode.l10n.t(
          "The sender's name is the address {0}, but the mail is not from there.",
          plain(cue.name),
        ),
        tone: "bad",
      };
    case "lookAlike":
      return {
        text: vscode.l10n.t(
          "The sender's domain {0} looks like {1} but is another one.",
          cue.domain,
          cue.like,
        ),
        tone: "bad",
      };
    case "international":
      return {
        text: vscode.l10n.t(
          "The sender's domain {0} has letters beyond the Latin ones: it reads {1}.",
          cue.domain,
          plain(cue.reads),
        ),
        tone: "warn",
      };
  }
}

/** Why a link deserves a second look before it opens. */
export function linkCueText(cue: LinkCue): Cue {
  switch (cue.kind) {
    case "otherHost":
      return { text: vscode.l10n.t("The text names {0}, the link leads elsewhere.", cue.named), tone: "bad" };
    case "mixedScripts":
      return {
        text: vscode.l10n.t("Reads {0}, but mixes {1} letters.", plain(cue.reads), cue.scripts.join(" + ")),
        tone: "bad",
      };
    case "international":
      return { text: vscode.l10n.t("Reads {0}.", plain(cue.reads)), tone: "warn" };
    case "userInfo":
      return { text: vscode.l10n.t("A user name stands before the host and may pose as one."), tone: "bad" };
    case "number":
      return { text: vscode.l10n.t("Leads to a bare number instead of a name."), tone: "warn" };
    case "private":
      return { text: vscode.l10n.t("Leads into your own computer or network."), tone: "bad" };
    case "insecure":
      return { text: vscode.l10n.t("Not encrypted (http)."), tone: "neutral" };
    case "wrapped":
      return { text: vscode.l10n.t("A redirect to {0}.", cue.destination), tone: "neutral" };
  }
}

/** Why a fetch looks like a tracker. */
export function trackerSignText(sign: TrackerSign): string {
  switch (sign.kind) {
    case "tiny":
      return vscode.l10n.t("{0} × {1} pixels", sign.width, sign.height);
    case "hidden":
      return vscode.l10n.t("hidden");
    case "service":
      return vscode.l10n.t("an open tracker of {0}", sign.service);
    case "openPath":
      return vscode.l10n.t("its path counts opens");
    case "address":
      return vscode.l10n.t("carries the recipient's address");
    case "token":
      return vscode.l10n.t("carries a long id");
  }
}

/** What became of a fetch. */
export function fetchStateText(blocked: BlockedWhy | undefined): string {
  switch (blocked) {
    case undefined:
      return vscode.l10n.t("loaded");
    case "consent":
      return vscode.l10n.t("not loaded");
    case "tracker":
      return vscode.l10n.t("not loaded: tracker");
    case "notPicture":
      return vscode.l10n.t("never: not an image");
    case "insecure":
      return vscode.l10n.t("never: not encrypted");
    case "private":
      return vscode.l10n.t("never: your own network");
  }
}

/** What would be fetched, by the element that asks for it. */
export function elementText(element: string): string {
  switch (element) {
    case "img":
    case "img srcset":
    case "source srcset":
    case "image":
    case "input":
      return vscode.l10n.t("image");
    case "background":
    case "css-background":
      return vscode.l10n.t("background image");
    case "css":
    case "link":
      return vscode.l10n.t("style sheet, font or preload");
    case "iframe":
    case "frame":
    case "object":
    case "embed":
      return vscode.l10n.t("embedded page");
    case "video":
    case "audio":
    case "source":
    case "track":
      return vscode.l10n.t("video or sound");
    case "script":
      return vscode.l10n.t("script");
    default:
      return element;
  }
}
