import * as vscode from "vscode";
import { isOver, type RunRecord } from "../../core/verification/journal.ts";
import { putOff } from "../../core/verification/domainSense.ts";
import type { RunState } from "../../core/verification/runState.ts";
import type { LiveRun } from "../../core/verification/liveRun.ts";
import { toneIcon } from "../trees/accountNode.ts";
import { tooltip } from "../trees/tooltip.ts";
import type { TreeNode } from "../trees/treeNode.ts";
import {
  addressesText,
  creditsText,
  creditsUsedText,
  formatAge,
  formatCount,
  formatDate,
  formatSpan,
  plain,
} from "../words/text.ts";
import { importLines, importWords } from "./importWords.ts";
import { wasInterrupted } from "./resumeOffer.ts";
import { mayOfferToSkip } from "./skipOffer.ts";
import { countsText, pauseText } from "./runWords.ts";

/** A bulk verification: at work, waiting to be resumed, or over. */
export class RunNode implements TreeNode {
  readonly id: string;
  readonly parent = undefined;

  constructor(
    readonly record: RunRecord,
    /** At work in this window. */
    readonly live: LiveRun | undefined,
    private readonly canResume: boolean,
    private readonly now: Date,
  ) {
    this.id = `instantly.verifications/run/${record.id}`;
  }

  get runId(): string {
    return this.record.id;
  }

  toTreeItem(): vscode.TreeItem {
    const state = this.live?.state;
    const title = runTitle(this.record);
    const item = new vscode.TreeItem(title);
    item.id = this.id;
    item.description = state === undefined ? this.#restingWords() : progressWords(state);
    item.iconPath = this.#icon();
    const offers = state !== undefined && mayOfferToSkip(state) ? "offers;" : "";
    const list = state === undefined && this.record.import?.list === "made" ? "list;" : "";
    const file = this.record.source === undefined ? "" : "file;";
    item.contextValue = `run;${state === undefined ? "resting;" : "live;"}${offers}${list}${isOver(this.record.status) ? "over;" : ""}${this.canResume ? "resumable;" : ""}${file}`;
    item.accessibilityInformation = {
      label: vscode.l10n.t("bulk verification {0}, {1}", title, item.description),
    };
    item.command = {
      command: "instantly.openReport",
      title: vscode.l10n.t("Open Report"),
      arguments: [this],
    };
    return item;
  }

  #restingWords(): string {
    const { status, total, createdAt } = this.record;
    const count = addressesText(total);
    if (this.record.isDamaged === true)
      return [vscode.l10n.t("damaged on this machine, cannot go on"), count].join(" · ");
    if (this.canResume)
      return [
        wasInterrupted(this.record) ? vscode.l10n.t("interrupted") : vscode.l10n.t("paused"),
        count,
      ].join(" · ");
    const word =
      status === "cancelled"
        ? vscode.l10n.t("cancelled")
        : status === "done"
          ? vscode.l10n.t("done")
          : vscode.l10n.t("in another window");
    return [word, count, formatAge(createdAt, this.now)].join(" · ");
  }

  #icon(): vscode.ThemeIcon {
    if (this.live !== undefined) return new vscode.ThemeIcon("sync~spin");
    if (this.record.isDamaged === true) return toneIcon("warning", "warn");
    if (this.canResume) return toneIcon("debug-pause", "warn");
    return this.record.status === "done"
      ? toneIcon("checklist", "good")
      : toneIcon("circle-slash", "neutral");
  }

  tooltip(): vscode.MarkdownString {
    const { record } = this;
    const state = this.live?.state;
    const reason = state?.reason ?? record.reason;
    return tooltip(runTitle(record), [
      record.isDamaged === true
        ? [
            "warning",
            vscode.l10n.t(
              "Part of what was kept of it cannot be read any more. What was paid for stays known; verify its file again to go on.",
            ),
          ]
        : undefined,
      ["calendar", formatDate(record.createdAt)],
      ["mention", addressesText(record.total)],
      state === undefined ? undefined : ["checklist", countsText(state.counts)],
      state === undefined || record.import !== undefined
        ? undefined
        : ["credit-card", creditsUsedText(state.creditsSpent)],
      ...(record.import === undefined ? [] : importLines(record.import, state)),
      reason === undefined || record.status === "done" ? undefined : ["info", pauseText(reason)],
    ]);
  }
}

/** What a run is called. */
export function runTitle({ title, isDamaged }: Pick<RunRecord, "title" | "isDamaged">): string {
  return title === "" && isDamaged === true ? vscode.l10n.t("Damaged verification") : plain(title);
}

/** How far a run at work is, how fast, and what it has cost. */
export function progressWords(state: RunState): string {
  const percent = state.total === 0 ? 100 : Math.floor((state.done / state.total) * 100);
  if (state.status === "pausing" && state.reason !== undefined)
    return vscode.l10n.t(
      "{0} of {1} · waiting for the last answers · {2}",
      formatCount(state.done),
      formatCount(state.total),
      pauseText(state.reason),
    );
  if (state.import !== undefined) return importWords(state, state.import);
  const parts = [
    vscode.l10n.t("{0} of {1} ({2}%)", formatCount(state.done), formatCount(state.total), percent),
    state.ratePerSecond > 0 ? vscode.l10n.t("{0}/s", state.ratePerSecond.toFixed(0)) : undefined,
    state.etaMs === undefined ? undefined : vscode.l10n.t("{0} left", formatSpan(state.etaMs)),
    creditsText(state.creditsSpent),
    mayOfferToSkip(state) ? vscode.l10n.t("{0} put off", formatCount(putOff(state.offers))) : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(" · ");
}
