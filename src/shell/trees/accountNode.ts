import * as vscode from "vscode";
import type { Account } from "../../core/api/resources/accounts.ts";
import { accountStatus, providerName, smtpReason, warmupStatus } from "../words/accountWords.ts";
import { formatCount, plain } from "../words/text.ts";
import type { Tone } from "../../shared/panelView.ts";
import { tooltip } from "./tooltip.ts";
import type { RowTarget, TreeNode } from "./treeNode.ts";

const TONE_COLOUR: Record<Tone, string> = {
  good: "testing.iconPassed",
  warn: "list.warningForeground",
  bad: "list.errorForeground",
  neutral: "icon.foreground", // named, because some codicons, such as debug-pause, have a colour of their own
};

/** A codicon in its tone's colour. */
export function toneIcon(icon: string, tone: Tone): vscode.ThemeIcon {
  return new vscode.ThemeIcon(icon, new vscode.ThemeColor(TONE_COLOUR[tone]));
}

/** A sending account. */
export class AccountNode implements TreeNode {
  readonly id: string;
  readonly target: RowTarget;

  constructor(
    readonly parent: TreeNode | undefined,
    readonly account: Account,
    /** Left out where a group says it already. */
    private readonly saysStatus = true,
  ) {
    this.id = `${parent?.id ?? "instantly.accounts"}/${account.email}`;
    this.target = { kind: "account", key: account.email, address: account.email, raw: account.raw };
  }

  toTreeItem(): vscode.TreeItem {
    const { account } = this;
    const email = plain(account.email);
    const status = accountStatus(account);
    const reason = smtpReason(account);
    const item = new vscode.TreeItem(email);
    item.id = this.id;
    item.iconPath = toneIcon(status.icon, status.tone);
    const state = this.saysStatus ? [status.label] : [];
    // A narrow sidebar cuts off the end: first comes what is wrong and why, or the figures of a healthy account.
    const facts = shortFacts(account);
    const words =
      reason !== undefined
        ? [reason.short, ...state]
        : status.tone === "good"
          ? [...facts, ...state]
          : [...state, ...facts];
    item.description = words.join(" · ");
    item.contextValue = "account;open;web;address;json;";
    item.command = { command: "instantly.openRow", title: vscode.l10n.t("Open"), arguments: [this] };
    item.accessibilityInformation = {
      label: [
        email,
        status.label,
        ...(reason === undefined ? [] : [reason.headline]),
        ...spokenFacts(account),
      ].join(", "),
    };
    return item;
  }

  tooltip(): vscode.MarkdownString {
    return describe(this.account);
  }
}

/** Warm-up score and daily limit, short enough for a narrow sidebar; a score without warm-up would say nothing. */
function shortFacts({ warmupStatus: warmup, warmupScore, dailyLimit }: Account): string[] {
  return [
    ...(warmup.word === "active" && warmupScore !== undefined ? [formatCount(warmupScore)] : []),
    ...(dailyLimit === undefined ? [] : [vscode.l10n.t("{0}/day", formatCount(dailyLimit))]),
  ];
}

/** The same in full words, for a screen reader. */
function spokenFacts(account: Account): string[] {
  const { warmupScore, dailyLimit } = account;
  const warmup = vscode.l10n.t("warm-up {0}", warmupStatus(account).label);
  return [
    warmupScore === undefined ? warmup : vscode.l10n.t("{0}, score {1}", warmup, formatCount(warmupScore)),
    ...(dailyLimit === undefined ? [] : [vscode.l10n.t("sends {0} a day at most", formatCount(dailyLimit))]),
  ];
}

function describe(account: Account): vscode.MarkdownString {
  const status = accountStatus(account);
  const reason = smtpReason(account);
  const name = plain(`${account.firstName ?? ""} ${account.lastName ?? ""}`);
  const score = account.warmupScore;
  const warmup = warmupStatus(account).label;
  return tooltip(account.email, [
    name === "" ? undefined : ["account", name],
    [status.icon, status.label],
    reason === undefined ? undefined : ["info", [reason.headline, reason.advice].filter(Boolean).join(" ")],
    [
      "flame",
      score === undefined
        ? vscode.l10n.t("Warm-up {0}", warmup)
        : vscode.l10n.t("Warm-up {0}, score {1}", warmup, formatCount(score)),
    ],
    account.dailyLimit === undefined
      ? undefined
      : ["mail", vscode.l10n.t("sends {0} a day at most", formatCount(account.dailyLimit))],
    ["server", providerName(account)],
  ]);
}
