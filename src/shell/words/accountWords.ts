import * as vscode from "vscode";
import type { Coded } from "../../core/api/coded.ts";
import type {
  Account,
  AccountProvider,
  AccountStatus,
  WarmupStatus,
} from "../../core/api/resources/accounts.ts";
import { plain } from "./text.ts";
import type { Tone } from "../../shared/panelView.ts";

export interface StatusWord {
  readonly label: string;
  readonly tone: Tone;
  /** Codicon id. */
  readonly icon: string;
}

/** "unknown (42)": a code newer than this build stays readable and reportable. */
export function unknownWord(coded: Coded<string>): string {
  return coded.code === null
    ? vscode.l10n.t("unknown")
    : vscode.l10n.t("unknown ({0})", plain(String(coded.code)));
}

function accountStatusWord(word: AccountStatus): StatusWord {
  switch (word) {
    case "active":
      return { label: vscode.l10n.t("active"), tone: "good", icon: "pass-filled" };
    case "paused":
      return { label: vscode.l10n.t("paused"), tone: "neutral", icon: "debug-pause" };
    case "maintenance":
      return { label: vscode.l10n.t("paused for maintenance"), tone: "neutral", icon: "tools" };
    case "connectionError":
      return { label: vscode.l10n.t("connection error"), tone: "bad", icon: "debug-disconnect" };
    case "softBounceError":
      return { label: vscode.l10n.t("soft bounce error"), tone: "bad", icon: "warning" };
    case "sendingError":
      return { label: vscode.l10n.t("sending error"), tone: "bad", icon: "error" };
  }
}

export function accountStatus(account: Pick<Account, "status">): StatusWord {
  const { word } = account.status;
  return word === "unknown"
    ? { label: unknownWord(account.status), tone: "warn", icon: "question" }
    : accountStatusWord(word);
}

const WARMUP: Record<WarmupStatus, () => { label: string; tone: Tone }> = {
  active: () => ({ label: vscode.l10n.t("on"), tone: "good" }),
  paused: () => ({ label: vscode.l10n.t("off"), tone: "neutral" }),
  banned: () => ({ label: vscode.l10n.t("banned"), tone: "bad" }),
  spamFolderUnknown: () => ({ label: vscode.l10n.t("spam folder unknown"), tone: "warn" }),
  suspended: () => ({ label: vscode.l10n.t("permanently suspended"), tone: "bad" }),
};

export function warmupStatus(account: Pick<Account, "warmupStatus">): { label: string; tone: Tone } {
  const { word } = account.warmupStatus;
  return word === "unknown" ? { label: unknownWord(account.warmupStatus), tone: "warn" } : WARMUP[word]();
}

const PROVIDER: Record<AccountProvider, string> = {
  imap: "IMAP/SMTP",
  google: "Google",
  microsoft: "Microsoft",
  aws: "AWS",
  airmail: "AirMail",
  airmailInstant: "AirMail Instant",
};

export function providerName(account: Pick<Account, "provider">): string {
  const { word } = account.provider;
  return word === "unknown" ? unknownWord(account.provider) : PROVIDER[word];
}

/** What a mail server's refusal means and what mends it. */
export interface SmtpReason {
  /** A few words and the codes, for the end of a row. */
  readonly short: string;
  readonly headline: string;
  readonly advice: string | undefined;
}

/** The same for an account; codes as in RFC 5321, RFC 3463 and nodemailer's `code`. */
export function smtpReason(account: Pick<Account, "statusReport">): SmtpReason | undefined {
  const report = account.statusReport;
  if (report === undefined) return undefined;
  const said = [report.responseCode, report.enhancedCode, report.code]
    .filter((part) => part !== undefined)
    .map((part) => plain(String(part)))
    .join(" ");
  const text = plain(report.response ?? report.message ?? "");
  const meaning = smtpMeaning(report.responseCode, report.enhancedCode, report.code);
  // What has no meaning here holds its own codes.
  if (meaning === undefined && text !== "") return { short: text, headline: text, advice: undefined };
  const headline = meaning?.headline ?? vscode.l10n.t("The mail server refused without a reason.");
  const short = meaning?.short ?? vscode.l10n.t("refused without a reason");
  const codes = said === "" ? "" : ` (${said})`;
  const withCodes = said === "" ? headline : `${headline.replace(/\.$/u, "")}${codes}.`;
  return { short: `${short}${codes}`, headline: withCodes, advice: meaning?.advice };
}

function smtpMeaning(
  responseCode: number | undefined,
  enhanced: string | undefined,
  code: string | undefined,
): { short: string; headline: string; advice: string } | undefined {
  if (
    code === "EAUTH" ||
    responseCode === 535 ||
    responseCode === 534 ||
    enhanced?.startsWith("5.7.8") === true
  )
    return {
      short: vscode.l10n.t("sign-in refused"),
      headline: vscode.l10n.t("The mail server refused the user name or password."),
      advice: vscode.l10n.t(
        "Reconnect the account in Instantly; with two-step sign-in it needs an app password.",
      ),
    };
  if (enhanced === "5.4.5" || enhanced === "4.7.28")
    return {
      short: vscode.l10n.t("daily limit reached"),
      headline: vscode.l10n.t("The provider's daily sending limit is reached."),
      advice: vscode.l10n.t("Lower the daily limit and wait a day; sending resumes by itself."),
    };
  if (
    code === "ETIMEDOUT" ||
    code === "ECONNECTION" ||
    code === "ESOCKET" ||
    code === "EDNS" ||
    code === "ECONNREFUSED"
  )
    return {
      short: vscode.l10n.t("could not be reached"),
      headline: vscode.l10n.t("The mail server could not be reached."),
      advice: vscode.l10n.t(
        "Check host, port and encryption of the account, then mark it as fixed in Instantly.",
      ),
    };
  if (
    responseCode === 552 ||
    enhanced?.startsWith("5.2.2") === true ||
    enhanced?.startsWith("4.2.2") === true
  )
    return {
      short: vscode.l10n.t("mailbox full"),
      headline: vscode.l10n.t("The mailbox is full."),
      advice: vscode.l10n.t("Free space in the mailbox, then mark the account as fixed in Instantly."),
    };
  if (enhanced?.startsWith("5.7.") === true || responseCode === 554)
    return {
      short: vscode.l10n.t("refused by policy"),
      headline: vscode.l10n.t("The mail was refused by policy, often for spam or authentication."),
      advice: vscode.l10n.t(
        "Check SPF, DKIM and DMARC of the domain and let warm-up rebuild its reputation.",
      ),
    };
  if (responseCode === 421 || responseCode === 450 || responseCode === 451 || responseCode === 452)
    return {
      short: vscode.l10n.t("told to try later"),
      headline: vscode.l10n.t("The mail server asked to try again later."),
      advice: vscode.l10n.t("Usually passes by itself; lower the daily limit if it comes back."),
    };
  if (responseCode === 550 || responseCode === 551 || responseCode === 553 || code === "EENVELOPE")
    return {
      short: vscode.l10n.t("sender or recipient refused"),
      headline: vscode.l10n.t("The mail server refused the sender or the recipient."),
      advice: vscode.l10n.t("Check that the account may send as this address and that its list is verified."),
    };
  return undefined;
}
