import type * as vscode from "vscode";
import type { ActiveSession, Sessions } from "../auth/sessions.ts";
import type { LiveRun } from "../../core/verification/liveRun.ts";
import type { VerificationRuns } from "../../core/verification/verificationRuns.ts";
import { RunNode } from "../runs/runNode.ts";
import type { RunService } from "../runs/runService.ts";
import type { ViewParts } from "./listView.ts";
import type { TreeNode } from "./treeNode.ts";
import { VerificationNode } from "./verificationNode.ts";

/** Bulk verifications, then what was verified one by one in this window; newest first. */
export class VerificationsView implements vscode.Disposable {
  readonly #parts: ViewParts;
  readonly #sessions: Sessions;
  readonly #service: RunService;
  readonly #now: () => Date;
  readonly #subscriptions: vscode.Disposable[];
  /** Runs at work whose rows are drawn again while they go on. */
  readonly #followed = new WeakSet<LiveRun>();
  /** The rows that VS Code has, by run. */
  #rows: ReadonlyMap<string, RunNode> = new Map();
  #session: ActiveSession | undefined;
  #unfollow: (() => void) | undefined;

  constructor(parts: ViewParts, sessions: Sessions, service: RunService, now: () => Date) {
    this.#parts = parts;
    this.#service = service;
    this.#sessions = sessions;
    this.#now = now;
    this.#subscriptions = [
      sessions.onDidChange(() => this.#follow()),
      service.onDidChange(() => this.redraw()),
    ];
    this.#follow();
  }

  async roots(): Promise<readonly TreeNode[]> {
    await this.#sessions.ready;
    const runs = await this.#service.openIfUsed();
    const single = (this.#session?.session.verifications.results ?? []).map(
      (result) => new VerificationNode(result, this.#now()),
    );
    this.#rows = runs === undefined ? new Map() : this.#runRows(runs);
    return [...this.#rows.values(), ...single];
  }

  #runRows(runs: VerificationRuns): ReadonlyMap<string, RunNode> {
    const live = new Map(runs.active.map((run) => [run.state.id, run]));
    for (const [id, run] of live) {
      if (this.#followed.has(run)) continue;
      this.#followed.add(run);
      // The row alone: redrawn as a whole several times a second, a busy window would never get to show the view.
      run.onDidChange(() => {
        const row = this.#rows.get(id);
        if (row !== undefined) this.#parts.provider.redraw(row);
      });
    }
    const nodes = runs
      .records()
      .map((record) => new RunNode(record, live.get(record.id), runs.canResume(record), this.#now()));
    return new Map(nodes.map((node) => [node.runId, node]));
  }

  redraw(): void {
    this.#parts.provider.redraw();
  }

  dispose(): void {
    this.#unfollow?.();
    this.#subscriptions.forEach((subscription) => void subscription.dispose());
  }

  #follow(): void {
    if (this.#session === this.#sessions.current) return;
    this.#unfollow?.();
    this.#session = this.#sessions.current;
    this.#unfollow = this.#session?.session.verifications.onDidChange(() => this.redraw());
    this.redraw();
  }
}
