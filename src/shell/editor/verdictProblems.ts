import * as vscode from "vscode";
import { tableShape } from "../../core/text/csvRow.ts";
import { type FoundProblem, ProblemScan } from "../../core/text/problemScan.ts";
import type { LedgerEntry } from "../../core/verification/ledger.ts";
import { StoreError } from "../../core/verification/storeError.ts";
import { addressProblem } from "../words/addressWords.ts";
import { formatDay, plain } from "../words/text.ts";
import { verdictText } from "../words/verdictWords.ts";
import { isTable } from "./documentSelectors.ts";
import { isTyping } from "./isTyping.ts";
import { isTooOld } from "./markedLines.ts";
import { loadDomainLists } from "../domainLists.ts";

/** The name under which VS Code lists the problems. */
export const PROBLEM_SOURCE = "Instantly";

export interface VerdictProblemsParts {
  /** Whether problems are looked for in a document; in none while nobody is signed in. */
  readonly shows: (document: vscode.TextDocument) => boolean;
  readonly find: (address: string) => LedgerEntry | undefined;
  /** For how many days a verdict is used again. */
  readonly reuseDays: () => number;
}

/** The work of one turn: typing and other extensions have theirs in between. */
const TURN_MS = 8;
const PAUSE_MS = 4;
const AFTER_EDIT_MS = 200;
/** Answers of a run come several times a second; documents are looked at again for them with a long breath between. */
const AFTER_LEARNING_MS = 2_000;
const HEAD_LINES = 200;

/** By which a verdict is told to be too old to count. */
type Age = Parameters<typeof isTooOld>[1];

interface Watched {
  readonly scan: ProblemScan;
  /** The last line that tells what the columns are. */
  readonly headLine: number;
  /** What VS Code lists. */
  told: readonly FoundProblem[];
  /** Whether it may stand elsewhere by now. */
  hasMoved: boolean;
}

/** Lists what is wrong with the addresses of the documents in sight, where something of them was verified. */
export class VerdictProblems implements vscode.Disposable {
  readonly #parts: VerdictProblemsParts;
  readonly #collection = vscode.languages.createDiagnosticCollection("instantly");
  readonly #watched = new Map<vscode.TextDocument, Watched>();
  readonly #subscriptions: vscode.Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #learnTimer: ReturnType<typeof setTimeout> | undefined;
  #isDisposed = false;

  constructor(parts: VerdictProblemsParts) {
    this.#parts = parts;
    this.#subscriptions = vscode.Disposable.from(
      this.#collection,
      vscode.window.onDidChangeVisibleTextEditors(() => void this.#watch()),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) =>
        this.#follow(document, contentChanges),
      ),
      // A document whose language is changed is closed and opened again.
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidOpenTextDocument(() => void this.#watch()),
    );
  }

  /** Looks at every document again: something was learnt, or it has changed which documents are looked at. */
  refresh(): void {
    clearTimeout(this.#learnTimer);
    this.#learnTimer = undefined;
    for (const document of this.#watched.keys()) if (!this.#parts.shows(document)) this.#forget(document);
    void this.#watch([...this.#watched.keys()]);
  }

  refreshSoon(): void {
    this.#learnTimer ??= setTimeout(() => {
      this.#learnTimer = undefined;
      if (this.#isWorking) this.refreshSoon();
      else this.refresh();
    }, AFTER_LEARNING_MS);
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#learnTimer);
    this.#subscriptions.dispose();
  }

  /** Begins with documents that came into sight, and anew with those named. */
  async #watch(again: readonly vscode.TextDocument[] = []): Promise<void> {
    const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
    const wanted = new Set([
      ...again,
      ...visible.filter((document) => !this.#watched.has(document) && this.#parts.shows(document)),
    ]);
    for (const document of wanted) await this.#begin(document);
    this.#workSoon(0);
  }

  async #begin(document: vscode.TextDocument): Promise<void> {
    const { topLevels } = await loadDomainLists();
    let version;
    let table;
    do {
      version = document.version;
      table = isTable(document) ? await tableShape(headOf(document)) : undefined;
    } while (version !== document.version);
    if (this.#isDisposed || document.isClosed || !this.#parts.shows(document)) return;
    const text = {
      get lineCount() {
        return document.lineCount;
      },
      line: (index: number) => document.lineAt(index).text,
    };
    const scan = new ProblemScan({ text, find: this.#parts.find, topLevels, table });
    const headLine = table?.dialect.linesAbove ?? 0;
    this.#watched.set(document, {
      scan,
      headLine,
      told: this.#watched.get(document)?.told ?? [],
      hasMoved: true,
    });
  }

  #forget(document: vscode.TextDocument): void {
    if (this.#watched.delete(document)) this.#collection.delete(document.uri);
  }

  #follow(document: vscode.TextDocument, changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    const watched = this.#watched.get(document);
    if (watched === undefined || changes.length === 0) return;
    if (changes.some(({ range }) => range.start.line <= watched.headLine) && isTable(document)) {
      // The columns may have changed. What is shown stays until the document was looked at again.
      void this.#begin(document).then(() => this.#workSoon(AFTER_EDIT_MS));
      return;
    }
    watched.hasMoved ||= !isTyping(changes);
    for (const { range, text } of changes)
      watched.scan.edit(range.start.line, range.end.line, text.split(/\r\n|\r|\n/).length);
    this.#workSoon(AFTER_EDIT_MS);
  }

  get #isWorking(): boolean {
    return [...this.#watched.values()].some(({ scan }) => !scan.isDone);
  }

  #workSoon(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#work(), ms);
  }

  /** A turn's worth of looking; a document's problems are told once it was looked at to the end. */
  #work(): void {
    const until = performance.now() + TURN_MS;
    for (const [document, watched] of this.#watched) {
      try {
        watched.scan.step(() => performance.now() > until);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        this.#workSoon(AFTER_LEARNING_MS); // a locked store: what is listed stays until it can be asked
        return;
      }
      if (!watched.scan.isDone) {
        this.#workSoon(PAUSE_MS);
        return;
      }
      this.#tell(document, watched);
    }
  }

  /** Most edits change no problem, and VS Code draws all of a document again for every list that it is given. */
  #tell(document: vscode.TextDocument, watched: Watched): void {
    const { problems } = watched.scan;
    const { told, hasMoved } = watched;
    const age: Age = { now: new Date(), reuseDays: this.#parts.reuseDays() };
    const isTold = (problem: FoundProblem, index: number): boolean => isSame(problem, told[index], age);
    const isStill = !hasMoved || problems.length === 0;
    if (isStill && problems.length === told.length && problems.every(isTold)) return;
    watched.hasMoved = false;
    watched.told = [...problems];
    this.#collection.set(
      document.uri,
      problems.map((problem) => toDiagnostic(problem, age)),
    );
  }
}

/** A line that is typed in is looked at again, and mostly has the problem that it had. */
function isSame(problem: FoundProblem, other: FoundProblem | undefined, age: Age): boolean {
  if (problem === other || other === undefined) return problem === other;
  const { line, start, end, address, trouble } = problem;
  const isThere = line === other.line && start === other.start && end === other.end;
  return isThere && messageOf(address, trouble, age)[0] === messageOf(other.address, other.trouble, age)[0];
}

function headOf(document: vscode.TextDocument): string {
  return document.getText(new vscode.Range(0, 0, HEAD_LINES, 0));
}

function toDiagnostic({ line, start, end, address, trouble }: FoundProblem, age: Age): vscode.Diagnostic {
  const [message, severity] = messageOf(plain(address), trouble, age);
  const diagnostic = new vscode.Diagnostic(new vscode.Range(line, start, line, end), message, severity);
  diagnostic.source = PROBLEM_SOURCE;
  diagnostic.code = CODES[trouble.kind];
  return diagnostic;
}

/** Stable names of the kinds, for whoever filters the Problems view or reads it by program. */
const CODES = {
  invalid: "invalid",
  risky: "risky",
  syntax: "syntax",
  mistypedDomain: "mistyped-domain",
} as const;

function messageOf(
  address: string,
  trouble: FoundProblem["trouble"],
  age: Age,
): readonly [message: string, severity: vscode.DiagnosticSeverity] {
  const { Error, Warning, Information } = vscode.DiagnosticSeverity;
  switch (trouble.kind) {
    case "invalid":
    case "risky": {
      const { entry, kind, suggestion } = trouble;
      const day = formatDay(entry.checkedAt);
      const told = (sentence: string): string =>
        suggestion === undefined
          ? sentence
          : `${sentence} ${vscode.l10n.t("Was {0} meant?", plain(suggestion))}`;
      if (isTooOld(entry, age))
        return [
          told(vscode.l10n.t("{0} was {1} on {2}; verify again.", address, verdictText(entry), day)),
          Information,
        ];
      return kind === "invalid"
        ? [told(vscode.l10n.t("{0} is invalid, verified on {1}.", address, day)), Error]
        : [told(vscode.l10n.t("{0} is risky, verified on {1}.", address, day)), Warning];
    }
    case "mistypedDomain":
      return [
        vscode.l10n.t("{0} looks mistyped. Was {1} meant?", address, plain(trouble.suggestion)),
        Warning,
      ];
    case "syntax":
      return [vscode.l10n.t("{0} is no email address. {1}", address, addressProblem(trouble.reason)), Error];
  }
}
