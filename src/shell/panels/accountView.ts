import * as vscode from "vscode";
import type { Account } from "../../core/api/resources/accounts.ts";
import type { DomainVitals } from "../../core/api/resources/domainVitals.ts";
import type { AccountView, AccountWords, VitalRecord, VitalsView } from "../../shared/accountView.ts";
import type { MailBody } from "../../shared/emailView.ts";
import type { Badge, Section } from "../../shared/panelView.ts";
import { accountStatus, providerName, smtpReason, warmupStatus } from "../words/accountWords.ts";
import { formatCount, formatShare, plain } from "../words/text.ts";
import { dateText } from "./dateText.ts";
import { factsOf } from "./factsOf.ts";
import { mailWords } from "./mailWords.ts";
import { otherFacts } from "./otherFacts.ts";

type Row = readonly [label: string, value: string | undefined];

export interface AccountContext {
  readonly now: Date;
  readonly vitals: VitalsView;
  readonly inWebApp: boolean;
}

export function accountView(account: Account, { now, vitals, inWebApp }: AccountContext): AccountView {
  const name = plain(`${account.firstName ?? ""} ${account.lastName ?? ""}`);
  return {
    email: plain(account.email),
    name: name === "" ? undefined : name,
    badges: badges(account),
    trouble: trouble(account),
    sections: [
      sending(account),
      warmup(account, now),
      provider(account),
      identity(account, now),
      { heading: vscode.l10n.t("Other fields"), facts: otherFacts(account.raw, KNOWN_FIELDS) },
    ],
    signature: signature(account.signatureHtml),
    vitals,
    inWebApp,
  };
}

function badges(account: Account): Badge[] {
  const status = accountStatus(account);
  const warm = warmupStatus(account);
  const shown: Badge[] = [
    { text: status.label, tone: status.tone },
    { text: vscode.l10n.t("warm-up {0}", warm.label), tone: warm.tone },
  ];
  if (account.setupPending === true) shown.push({ text: vscode.l10n.t("setup pending"), tone: "warn" });
  return [...shown, ...account.tags.map(({ label }): Badge => ({ text: plain(label), tone: "neutral" }))];
}

/** Only for an account that is not well: a report of the past stays on accounts that work again. */
function trouble(account: Account): AccountView["trouble"] {
  const { tone } = accountStatus(account);
  const reason = smtpReason(account);
  if (tone === "good") return undefined;
  if (reason !== undefined) return reason;
  switch (account.status.word) {
    case "paused":
      return {
        headline: vscode.l10n.t("This account is paused and sends nothing."),
        advice: vscode.l10n.t("Resume it in Instantly when it should send again."),
      };
    case "maintenance":
      return {
        headline: vscode.l10n.t("Instantly has paused this account for maintenance."),
        advice: vscode.l10n.t("It resumes by itself."),
      };
    case "connectionError":
    case "softBounceError":
    case "sendingError":
      return {
        headline: vscode.l10n.t("Instantly gives no reason for this state."),
        advice: vscode.l10n.t("Test the account in Instantly, mend what it says, then mark it as fixed."),
      };
    case "active":
    case "unknown":
      return undefined;
  }
}

function sending(account: Account): Section {
  return section(vscode.l10n.t("Sending"), [
    [vscode.l10n.t("Daily limit"), emailsADay(account.dailyLimit)],
    [
      vscode.l10n.t("Gap between emails"),
      count(account.sendingGapMinutes, (n) => vscode.l10n.t("{0} min", n)),
    ],
    [vscode.l10n.t("Slow ramp"), onOff(account.slowRamp)],
    [vscode.l10n.t("Replies go to"), account.replyTo],
    [
      vscode.l10n.t("Inbox placement tests"),
      count(account.inboxPlacementTestLimit, (n) => vscode.l10n.t("{0} at most", n)),
    ],
  ]);
}

function warmup({ warmup: settings, ...account }: Account, now: Date): Section {
  const advanced = settings?.advanced;
  return section(vscode.l10n.t("Warm-up"), [
    [vscode.l10n.t("State"), warmupStatus(account).label],
    [vscode.l10n.t("Score"), score(account.warmupScore)],
    [vscode.l10n.t("Limit"), emailsADay(settings?.limit)],
    [vscode.l10n.t("Daily increase"), increment(settings?.increment)],
    [vscode.l10n.t("Reply rate"), percent(settings?.replyRate)],
    [vscode.l10n.t("Open rate"), percent(advanced?.openRate)],
    [vscode.l10n.t("Marked as important"), percent(advanced?.importantRate)],
    [vscode.l10n.t("Rescued from spam"), percent(advanced?.spamSaveRate)],
    [vscode.l10n.t("Reading is imitated"), onOff(advanced?.readEmulation)],
    [vscode.l10n.t("Weekdays only"), onOff(advanced?.weekdayOnly)],
    [vscode.l10n.t("Tracking domain is warmed up"), onOff(advanced?.trackingDomain)],
    [vscode.l10n.t("Tag in warm-up emails"), settings?.customTag],
    [vscode.l10n.t("Started"), account.warmupStartedAt && dateText(account.warmupStartedAt, now)],
    [vscode.l10n.t("Pool"), account.warmupPool],
  ]);
}

function provider(account: Account): Section {
  return section(vscode.l10n.t("Provider and tracking"), [
    [vscode.l10n.t("Provider"), providerName(account)],
    [vscode.l10n.t("Managed by Instantly"), yesNo(account.managed)],
    [vscode.l10n.t("Tracking domain"), account.trackingDomain?.name],
    [vscode.l10n.t("Tracking domain state"), trackingState(account.trackingDomain?.status)],
  ]);
}

function identity(account: Account, now: Date): Section {
  return section(vscode.l10n.t("Identity and dates"), [
    [vscode.l10n.t("First name"), account.firstName],
    [vscode.l10n.t("Last name"), account.lastName],
    [vscode.l10n.t("Added"), account.createdAt && dateText(account.createdAt, now)],
    [vscode.l10n.t("Changed"), account.updatedAt && dateText(account.updatedAt, now)],
    [vscode.l10n.t("Last used"), account.lastUsedAt && dateText(account.lastUsedAt, now)],
    [vscode.l10n.t("Added by"), account.addedBy],
    [vscode.l10n.t("Changed by"), account.modifiedBy],
  ]);
}

function section(heading: string, rows: readonly Row[]): Section {
  return { heading, facts: factsOf(rows) };
}

/** Documented as text or HTML; only markup makes it HTML. */
function signature(source: string | undefined): MailBody | undefined {
  if (source === undefined || source.trim() === "") return undefined;
  const isHtml = /<[a-z!/]/iu.test(source);
  return { html: isHtml ? source : undefined, text: isHtml ? undefined : source, note: undefined };
}

function count(value: number | undefined, words: (count: string) => string): string | undefined {
  return value === undefined ? undefined : words(formatCount(value));
}

/** The API's score is 0 when warm-up is off: no score rather than a bad one. */
function score(value: number | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value === 0
    ? vscode.l10n.t("none (no recent warm-up)")
    : vscode.l10n.t("{0} of 100", formatCount(value));
}

function increment(value: string | undefined): string | undefined {
  if (value === undefined || value === "") return undefined;
  if (value === "disabled") return vscode.l10n.t("off");
  const number = Number(value);
  return Number.isFinite(number) ? emailsADay(number) : value;
}

function emailsADay(value: number | undefined): string | undefined {
  if (value === 1) return vscode.l10n.t("1 email a day");
  return count(value, (n) => vscode.l10n.t("{0} emails a day", n));
}

/** Free text in the documents; live answers say CTD_ACTIVE and the like. */
function trackingState(value: string | undefined): string | undefined {
  return value?.replace(/^CTD_/u, "").toLowerCase();
}

function percent(value: number | undefined): string | undefined {
  return value === undefined ? undefined : formatShare(value);
}

function onOff(value: boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value ? vscode.l10n.t("on") : vscode.l10n.t("off");
}

function yesNo(value: boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value ? vscode.l10n.t("yes") : vscode.l10n.t("no");
}

/** The wire fields that the sections above put in words. */
const KNOWN_FIELDS = new Set([
  "email", "first_name", "last_name", "status", "status_message", "warmup", "warmup_status", "provider_code",
  "stat_warmup_score", "daily_limit", "sending_gap", "enable_slow_ramp", "setup_pending", "is_managed_account",
  "tracking_domain_name", "tracking_domain_status", "signature", "reply_to", "inbox_placement_test_limit",
  "timestamp_warmup_start", "timestamp_created", "timestamp_updated", "timestamp_last_used", "warmup_pool_id",
  "added_by", "modified_by", "tags",
]); // prettier-ignore

/** The DNS test's answer for the account's domain. */
export function vitalsView(vitals: DomainVitals): VitalsView {
  const records = [
    record("SPF", vscode.l10n.t("which servers may send for the domain"), vitals.spf),
    record("DKIM", vscode.l10n.t("signs each email so that it cannot be altered"), vitals.dkim),
    record("DMARC", vscode.l10n.t("what receivers do with mail that fails SPF and DKIM"), vitals.dmarc),
    record("MX", vscode.l10n.t("where replies to the domain are delivered"), vitals.mx),
  ];
  const passed = records.filter(({ tone }) => tone === "good").length;
  const domain = plain(vitals.domain);
  return {
    type: "done",
    summary:
      passed === records.length
        ? vscode.l10n.t("All four records of {0} are right.", domain)
        : vscode.l10n.t("{0} of {1} records of {2} are right.", passed, records.length, domain),
    records,
  };
}

function record(name: string, purpose: string, passed: boolean | undefined): VitalRecord {
  if (passed === undefined) return { name, purpose, verdict: vscode.l10n.t("not known"), tone: "warn" };
  return passed
    ? { name, purpose, verdict: vscode.l10n.t("passes"), tone: "good" }
    : { name, purpose, verdict: vscode.l10n.t("fails"), tone: "bad" };
}

export function accountWords(): AccountWords {
  return {
    mail: mailWords(),
    actions: vscode.l10n.t("Actions"),
    refresh: vscode.l10n.t("Refresh"),
    copyAddress: vscode.l10n.t("Copy Address"),
    copyJson: vscode.l10n.t("Copy as JSON"),
    openInWebApp: vscode.l10n.t("Open in Instantly"),
    signature: vscode.l10n.t("Signature"),
    vitals: vscode.l10n.t("Vitals"),
    vitalsIntro: vscode.l10n.t("Asks Instantly to check the DNS records that decide whether mail arrives."),
    testVitals: vscode.l10n.t("Test SPF, DKIM, DMARC and MX"),
    testAgain: vscode.l10n.t("Test Again"),
    testing: vscode.l10n.t("Testing the domain's DNS records…"),
  };
}
