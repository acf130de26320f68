import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import { isMailboxProvider } from "../../core/mail/hosts.ts";
import { inspectLink, type InspectedLink } from "../../core/mail/inspectLink.ts";
import { RecipientFinder } from "../../core/mail/recipientId.ts";
import {
  hasPictures,
  judgeFetches,
  type ImageConsent,
  type JudgedFetch,
} from "../../core/mail/remoteImages.ts";
import { domainOf, senderCues } from "../../core/mail/senderCues.ts";
import type { MailFindings } from "../../shared/mailFindings.ts";
import type { Cue, FetchRow, ImageOffer, LinkRow, MailReport } from "../../shared/mailReport.ts";
import { formatCount, plain } from "../words/text.ts";
import { elementText, fetchStateText, linkCueText, senderCueText, trackerSignText } from "./cueWords.ts";

/** What a report is made for. */
export interface ReportContext {
  readonly consent: ImageConsent;
  /** Where the consent comes from, when it was remembered. */
  readonly remembered: "sender" | "domain" | undefined;
  /** False when the person wants never to be asked. */
  readonly asks: boolean;
  /** Of the API: the sample data's pictures lie there. */
  readonly ownOrigin: string | undefined;
}

const MAX_ROWS = 200;

export function senderCueTexts(email: Email): Cue[] {
  const cues = senderCues(email).map(senderCueText);
  return [...cues.filter(({ tone }) => tone === "bad"), ...cues.filter(({ tone }) => tone !== "bad")];
}

/** What a message's fetches and links mean, in finished words. Pure: the same findings make the same report. */
export function mailReport(email: Email, findings: MailFindings, context: ReportContext): MailReport {
  const recipients = RecipientFinder.ofEmail(email);
  const fetches = judgeFetches(findings.fetches, { ...context, recipients });
  const links = findings.links.map((link) => ({ link, inspected: inspectLink(link, recipients) }));
  const isOurs = email.direction === "sent" || email.direction === "scheduled";
  return {
    sentence: imagesSentence(fetches, findings.fetchCount, isOurs),
    offers: offersFor(email, fetches, context),
    allowed: fetches.filter(({ blocked }) => blocked === undefined).map(({ address }) => address),
    privacy: {
      heading: vscode.l10n.t("Privacy report ({0})", formatCount(findings.fetchCount)),
      intro: introText(fetches.length, isOurs),
      fetches: fetches.toSorted(trackersFirst).slice(0, MAX_ROWS).map(fetchRow),
      more: moreText(findings.fetchCount - Math.min(fetches.length, MAX_ROWS)),
      links: linksSentence(links.map(({ inspected }) => inspected)),
    },
    links: {
      heading: linksHeading(findings.linkCount),
      rows: links
        .map(({ link, inspected }) => ({ ...linkRow(link, inspected), number: link.number }))
        .toSorted((a, b) => gravity(b) - gravity(a))
        .slice(0, MAX_ROWS),
      more: moreText(findings.linkCount - Math.min(links.length, MAX_ROWS)),
    },
  };
}

function imagesSentence(fetches: readonly JudgedFetch[], count: number, isOurs: boolean): string | undefined {
  if (fetches.length === 0) return undefined;
  const blocked = fetches.filter((fetch) => fetch.blocked !== undefined);
  if (blocked.length === 0) return vscode.l10n.t("All remote images of this message were loaded.");
  const trackers = blocked.filter(({ signs }) => signs.length > 0).length;
  return [blockedText(blocked, blocked.length + count - fetches.length), trackersText(trackers, isOurs)]
    .join(" ")
    .trim();
}

function blockedText(blocked: readonly JudgedFetch[], count: number): string {
  const hosts = new Set(blocked.map(({ host }) => host)).size;
  const [first] = blocked;
  if (count === 1) return vscode.l10n.t("1 remote item of {0} was not loaded.", first?.host ?? "");
  return hosts === 1
    ? vscode.l10n.t("{0} remote items of {1} were not loaded.", formatCount(count), first?.host ?? "")
    : vscode.l10n.t("{0} remote items of {1} hosts were not loaded.", formatCount(count), formatCount(hosts));
}

function trackersText(count: number, isOurs: boolean): string {
  if (count === 0) return "";
  if (isOurs)
    return count === 1
      ? vscode.l10n.t("1 of them would report that the recipient opened it.")
      : vscode.l10n.t("{0} of them would report that the recipient opened it.", formatCount(count));
  return count === 1
    ? vscode.l10n.t("1 looks like a tracker.")
    : vscode.l10n.t("{0} look like trackers.", formatCount(count));
}

function introText(count: number, isOurs: boolean): string {
  if (count === 0) return vscode.l10n.t("This message fetches nothing.");
  return isOurs
    ? vscode.l10n.t("What the recipient's mail program would fetch when it shows this message.")
    : vscode.l10n.t("What this message would fetch, each telling its host when and from where it was read.");
}

function offersFor(email: Email, fetches: readonly JudgedFetch[], context: ReportContext): ImageOffer[] {
  const { consent, remembered, asks } = context;
  if (!asks) return [];
  const offers: ImageOffer[] = [];
  if (consent === "none") {
    if (!hasPictures(fetches)) return [];
    offers.push({ scope: "once", label: vscode.l10n.t("Show Images") });
    if (email.from.includes("@") && email.direction === "received") {
      offers.push({ scope: "sender", label: vscode.l10n.t("Always From {0}", plain(email.from)) });
      const domain = domainOf(email.from);
      // Anybody can have an address there.
      if (!isMailboxProvider(domain))
        offers.push({ scope: "domain", label: vscode.l10n.t("Always From @{0}", domain) });
    }
    return offers;
  }
  if (fetches.some(({ blocked }) => blocked === "tracker"))
    offers.push({ scope: "everything", label: vscode.l10n.t("Also Load Trackers") });
  if (remembered !== undefined)
    offers.push({
      scope: "never",
      label:
        remembered === "sender"
          ? vscode.l10n.t("Stop Showing Images From {0}", plain(email.from))
          : vscode.l10n.t("Stop Showing Images From @{0}", domainOf(email.from)),
    });
  return offers;
}

function trackersFirst(a: JudgedFetch, b: JudgedFetch): number {
  return Number(b.signs.length > 0) - Number(a.signs.length > 0);
}

function fetchRow({ host, address, element, signs, blocked }: JudgedFetch): FetchRow {
  return {
    host,
    address: address.length > 300 ? `${address.slice(0, 299)}…` : address,
    what: elementText(element),
    why: signs.map(trackerSignText),
    state: fetchStateText(blocked),
    loaded: blocked === undefined,
  };
}

/** A link as it is shown, with what deserves a second look. */
export function linkRow({ href, text }: MailFindings["links"][number], inspected: InspectedLink): LinkRow {
  switch (inspected.kind) {
    case "web": {
      const { host, cues, recipient } = inspected;
      const own: Cue[] =
        recipient === undefined
          ? []
          : [
              {
                tone: "neutral",
                text:
                  recipient === "address"
                    ? vscode.l10n.t("Carries the recipient's address.")
                    : vscode.l10n.t("Carries a long id that may be the recipient's own."),
              },
            ];
      return { href, text, target: host, cues: [...cues.map(linkCueText), ...own] };
    }
    case "mail":
      return { href, text, target: plain(inspected.address), cues: [] };
    case "refused": {
      const { scheme } = inspected;
      const cues: Cue[] =
        scheme === undefined
          ? []
          : [{ tone: "warn", text: vscode.l10n.t("Links with {0} are never opened.", scheme) }];
      return { href: href.slice(0, 300), text, target: undefined, cues };
    }
  }
}

function gravity({ cues }: LinkRow): number {
  if (cues.some(({ tone }) => tone === "bad")) return 2;
  return cues.some(({ tone }) => tone === "warn") ? 1 : 0;
}

function linksHeading(count: number): string {
  return vscode.l10n.t("Links in this message ({0})", formatCount(count));
}

function linksSentence(links: readonly InspectedLink[]): string | undefined {
  const found = links.flatMap((link) =>
    link.kind === "web" && link.recipient !== undefined ? [link.recipient] : [],
  );
  if (found.length === 0) return undefined;
  const named = found.filter((sign) => sign === "address").length;
  return vscode.l10n.t(
    "Links that tell who clicked: {0} with the recipient's address, {1} with a long id.",
    formatCount(named),
    formatCount(found.length - named),
  );
}

/** "40 more are not listed."; undefined for none. */
export function moreText(count: number): string | undefined {
  return count > 0 ? vscode.l10n.t("{0} more are not listed.", formatCount(count)) : undefined;
}
