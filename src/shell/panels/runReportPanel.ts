import * as vscode from "vscode";
import { type FreeFinding, freeChecker } from "../../core/text/freeChecks.ts";
import { loadDomainLists } from "../domainLists.ts";
import type { RunRecord } from "../../core/verification/journal.ts";
import type { ResultTable } from "../../core/verification/resultTable.ts";
import type { LiveRun } from "../../core/verification/liveRun.ts";
import type { VerificationRuns } from "../../core/verification/verificationRuns.ts";
import { fromReportPanel, type FromReportPanel } from "../../shared/fromPanel.ts";
import type { PanelState } from "../../shared/panelState.ts";
import type { ReportView } from "../../shared/reportView.ts";
import { UserError } from "../explain.ts";
import { spaced } from "../runs/spaced.ts";
import { readTable } from "../runs/readTable.ts";
import { formatCount } from "../words/text.ts";
import { Panel, tabTitle, type Loading, type PanelsOptions } from "./panel.ts";
import { RunReportRows } from "./runReportRows.ts";
import { reportView, reportWords } from "./runReportView.ts";

/** A run at work is drawn anew so often: fast enough to be seen going on, slow enough to be read. */
const REDRAW_MS = 500;
/** After which the first rows are on the screen, and nobody waits for an answer. */
const INSPECT_MS = 1_000;
const WRITE_BACK = "instantly.writeBack";

/** What a bulk verification came to: totals, grade and every address; live while it is at work in this window. */
export class RunReportPanel extends Panel<ReportView, FromReportPanel> {
  private runs: VerificationRuns | undefined;
  private record: RunRecord | undefined;
  private table: ResultTable | undefined;
  private rows: RunReportRows | undefined;
  private live: LiveRun | undefined;
  private unwatch: (() => void) | undefined;
  private redrawing: ReturnType<typeof setTimeout> | undefined;
  private inspecting: ReturnType<typeof setTimeout> | undefined;
  private canWriteBack = false;
  private version = 0;

  constructor(options: PanelsOptions, panel: vscode.WebviewPanel, state: PanelState) {
    super(options, panel, state, {
      loading: vscode.l10n.t("Reading the results…"),
      gone: goneText(),
      otherWorkspace: vscode.l10n.t(
        "This verification belongs to another workspace. Switch to it to see it.",
      ),
    });
    this.own(options.runs.onDidChange(() => this.look()));
    this.own(new vscode.Disposable(() => this.leave()));
    this.start("reportPanel", reportWords(), ["report"]);
  }

  protected parse(message: unknown): FromReportPanel | undefined {
    return fromReportPanel.safeParse(message).data;
  }

  protected async load({ signal }: Loading): Promise<ReportView> {
    const runs = await this.options.runs.open();
    const record = recordOf(runs, this.state.id);
    if (record === undefined) throw new UserError(goneText());
    this.panel.title = tabTitle(vscode.l10n.t("Verification of {0}", record.title));
    this.leave();
    this.runs = runs;
    this.record = record;
    // Watched before the journal is read: what is settled meanwhile comes with its item.
    this.watch();
    this.canWriteBack = (await vscode.commands.getCommands(true)).includes(WRITE_BACK);
    const [table, lists] = await Promise.all([
      readTable(record, runs.items(record.id), signal),
      loadDomainLists(),
    ]);
    const inspect = freeChecker(lists);
    this.table = table;
    this.rows = new RunReportRows(table, inspect);
    this.version++;
    this.inspectLater(table, inspect);
    return this.describe(table, record, runs);
  }

  /** All addresses are looked at once the first are shown, in the pauses: that takes longer than reading them. */
  private inspectLater(table: ResultTable, inspect: (address: string) => readonly FreeFinding[]): void {
    const timer = setTimeout(() => void look(), INSPECT_MS);
    const look = async (): Promise<void> => {
      for await (const left of spaced(table.inspected(inspect)))
        if (this.inspecting !== timer) return;
        else if (left === 0) this.redraw();
    };
    this.inspecting = timer;
  }

  protected async handle(message: FromReportPanel): Promise<void> {
    const { id } = this.state;
    switch (message.type) {
      case "rows":
        if (this.rows !== undefined) this.tell(this.rows.answer(message, this.version));
        return;
      case "resume":
        await vscode.commands.executeCommand("instantly.resumeVerification", id);
        return;
      case "pause":
        await vscode.commands.executeCommand("instantly.pauseRun", id);
        return;
      case "export":
        await vscode.commands.executeCommand("instantly.exportRun", id);
        return;
      case "copyValid":
        return this.copyValid();
      case "writeBack":
        if (this.record?.source !== undefined)
          await vscode.commands.executeCommand(WRITE_BACK, vscode.Uri.parse(this.record.source.uri));
        return;
      case "cleanFile":
        await vscode.commands.executeCommand("instantly.cleanFile", id);
        return;
      case "ready":
      case "refresh":
      case "act":
        return;
    }
  }

  private async copyValid(): Promise<void> {
    const addresses = [...(this.table?.addressesOf(["verified"]) ?? [])];
    await vscode.env.clipboard.writeText(addresses.join("\n"));
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("Copied {0} verified addresses", formatCount(addresses.length)),
      4000,
    );
  }

  /** A run has started, ended, or gone. */
  private look(): void {
    const { runs } = this;
    if (runs === undefined || this.current === undefined) return;
    const record = recordOf(runs, this.state.id);
    if (record === undefined) {
      this.leave();
      this.runs = undefined;
      this.fail(new UserError(goneText()));
      return;
    }
    this.record = record;
    this.watch();
    this.redraw();
  }

  private watch(): void {
    const live = this.runs?.active.find(({ state }) => state.id === this.state.id);
    if (live === this.live) return;
    this.unwatch?.();
    this.live = live;
    if (live === undefined) return;
    const stops = [
      live.onDidSettle((news) => {
        this.table?.settle(news);
        this.redrawSoon();
      }),
      live.onDidChange(() => this.redrawSoon()),
    ];
    this.unwatch = () => stops.forEach((stop) => stop());
  }

  private leave(): void {
    clearTimeout(this.redrawing);
    clearTimeout(this.inspecting);
    this.redrawing = undefined;
    this.inspecting = undefined;
    this.unwatch?.();
    this.unwatch = undefined;
    this.live = undefined;
  }

  private redrawSoon(): void {
    this.redrawing ??= setTimeout(() => this.redraw(), REDRAW_MS);
  }

  private redraw(): void {
    clearTimeout(this.redrawing);
    this.redrawing = undefined;
    const { table, record, runs } = this;
    if (table === undefined || record === undefined || runs === undefined) return;
    this.version++;
    this.update(() => this.describe(table, record, runs));
  }

  private describe(table: ResultTable, record: RunRecord, runs: VerificationRuns): ReportView {
    const { live, canWriteBack, version } = this;
    const canResume = runs.canResume(record);
    return reportView({ record, state: live?.state, canResume, canWriteBack, table, version });
  }
}

function recordOf(runs: VerificationRuns, id: string): RunRecord | undefined {
  return runs.records().find((record) => record.id === id);
}

function goneText(): string {
  return vscode.l10n.t("This verification was deleted. Verdicts that were paid for stay known.");
}
