import * as vscode from "vscode";
import { USUALLY_LEFT_OUT } from "../../core/verification/planGroups.ts";
import { withoutGroups } from "../../core/verification/withoutGroups.ts";
import type { RunPlan } from "../../core/verification/runPlan.ts";
import { withSignal } from "../cancellation.ts";
import { addressesText, creditsText, formatCount } from "../words/text.ts";

/** Beyond this many UTF-16 units a table is not counted at every edit. */
const MAX_COUNTED = 2_000_000;
/** A run's answers come in several times a second; a count that keeps up with them would take a core. */
const PAUSE_MS = 2_000;

export interface CsvLensParts {
  readonly isSignedIn: () => boolean;
  /** What verifying a file would come to; undefined when nobody is signed in. */
  readonly preview: (uri: vscode.Uri, signal: AbortSignal) => Promise<RunPlan | undefined>;
}

class PlanLens extends vscode.CodeLens {
  constructor(readonly uri: vscode.Uri) {
    super(new vscode.Range(0, 0, 0, 0));
  }
}

/** Says above a table how many addresses it has and what verifying them would cost; counted once it is in sight. */
export class CsvLens implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #parts: CsvLensParts;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  /** Tables of which a verdict is known. */
  readonly #withResults = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: CsvLensParts) {
    this.#parts = parts;
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!this.#parts.isSignedIn()) return [];
    const lens = new PlanLens(document.uri);
    if (lengthOf(document) > MAX_COUNTED) {
      lens.command = verifyCommand(vscode.l10n.t("Verify Emails in File"), document.uri);
      return [lens];
    }
    if (!document.getText().includes("@")) return [];
    return this.#withResults.has(document.uri.toString()) ? [lens, writeBackLens(document.uri)] : [lens];
  }

  async resolveCodeLens(lens: vscode.CodeLens, token: vscode.CancellationToken): Promise<vscode.CodeLens> {
    if (!(lens instanceof PlanLens) || lens.isResolved) return lens;
    try {
      const plan = await withSignal(token, (signal) => this.#parts.preview(lens.uri, signal));
      lens.command =
        plan === undefined || plan.unique === 0
          ? { title: vscode.l10n.t("No email addresses"), command: "" }
          : verifyCommand(planTitle(withoutGroups(plan, USUALLY_LEFT_OUT)), lens.uri);
      this.#offerWriteBack(lens.uri, plan !== undefined && plan.known > 0);
    } catch (error) {
      if (!token.isCancellationRequested) throw error;
    }
    return lens;
  }

  /** What is known of a table turns out when it is counted, which is after its lenses were asked for. */
  #offerWriteBack(uri: vscode.Uri, isKnown: boolean): void {
    const key = uri.toString();
    if (this.#withResults.has(key) === isKnown) return;
    if (isKnown) this.#withResults.add(key);
    else this.#withResults.delete(key);
    this.#changed.fire();
  }

  /** Counts again, at once or some time after results have begun to come in. */
  refresh(): void {
    this.#stopTimer();
    this.#changed.fire();
  }

  refreshSoon(): void {
    this.#timer ??= setTimeout(() => this.refresh(), PAUSE_MS);
  }

  dispose(): void {
    this.#stopTimer();
    this.#changed.dispose();
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** "240 addresses · 31 already known · 2 left out · Verify 207 (about 51.75 credits)"; empty parts left out. */
export function planTitle(
  plan: Pick<RunPlan, "unique" | "known" | "lookups" | "bad" | "old" | "leftOut" | "toPay" | "credits">,
): string {
  const parts = [addressesText(plan.unique)];
  if (plan.known > 0) parts.push(vscode.l10n.t("{0} already known", formatCount(plan.known)));
  if (plan.lookups > 0) parts.push(vscode.l10n.t("{0} looked up", formatCount(plan.lookups)));
  const bad = Object.values(plan.bad).reduce((sum, count) => sum + count, 0);
  if (bad > 0) parts.push(vscode.l10n.t("{0} not sent", formatCount(bad)));
  if (plan.old > 0) parts.push(vscode.l10n.t("{0} too old", formatCount(plan.old)));
  if (plan.leftOut > 0) parts.push(vscode.l10n.t("{0} left out", formatCount(plan.leftOut)));
  if (plan.toPay > 0)
    parts.push(vscode.l10n.t("Verify {0} (about {1})", formatCount(plan.toPay), creditsText(plan.credits)));
  return parts.join(" · ");
}

function writeBackLens(uri: vscode.Uri): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
    title: vscode.l10n.t("Write Results into File…"),
    command: "instantly.writeBack",
    arguments: [uri],
  });
}

function verifyCommand(title: string, uri: vscode.Uri): vscode.Command {
  return { title, command: "instantly.verifyFile", arguments: [uri] };
}

/** Without making one text of all lines, which takes as much memory again. */
function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}
