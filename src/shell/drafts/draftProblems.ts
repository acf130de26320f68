import * as vscode from "vscode";
import { type Advice, adviseOn } from "../../core/mail/adviseOn.ts";
import type { DraftSubject } from "../../core/mail/draftStore.ts";
import { type DraftText, fieldOf, type HeaderProblem, parseDraft } from "../../core/mail/draftText.ts";
import { ownDraft } from "../../core/mail/ownMail.ts";
import { adviceWords, headerProblemWords } from "../words/adviceWords.ts";
import { UserError } from "../explain.ts";
import type { DraftShelf } from "./draftShelf.ts";
import { DRAFT_SCHEME } from "./draftUri.ts";

const AFTER_EDIT_MS = 150;

/** Everything that there is to say about a draft's text. */
export interface ReadDraft {
  readonly text: DraftText;
  readonly advice: readonly Advice[];
}

/** Reads a draft as it stands in its editor. */
export function readDraft(text: string, { kind, fixed, isAnswered }: DraftSubject): ReadDraft {
  const parsed = parseDraft(text, kind, fixed);
  return {
    text: parsed,
    advice: adviseOn(ownDraft(fieldOf(parsed, "Subject"), parsed.body, !isAnswered).mail),
  };
}

/** Lists what is wrong with the drafts that are open, while they are written. */
export class DraftProblems implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection("instantly-drafts");
  readonly #shelf: DraftShelf;
  readonly #subjects = new Map<vscode.TextDocument, DraftSubject>();
  readonly #timers = new Map<vscode.TextDocument, ReturnType<typeof setTimeout>>();
  readonly #subscriptions: vscode.Disposable;

  constructor(shelf: DraftShelf) {
    this.#shelf = shelf;
    this.#subscriptions = vscode.Disposable.from(
      this.#collection,
      vscode.workspace.onDidOpenTextDocument((document) => void this.#begin(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#tellSoon(document)),
      // VS Code closes a document long after its tab, and may never show one that it has opened.
      vscode.window.tabGroups.onDidChangeTabs(() => this.#followTabs()),
    );
    for (const document of vscode.workspace.textDocuments) void this.#begin(document);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#subscriptions.dispose();
  }

  async #begin(document: vscode.TextDocument): Promise<void> {
    if (document.uri.scheme !== DRAFT_SCHEME) return;
    try {
      const { record } = await this.#shelf.at(document.uri);
      if (document.isClosed) return;
      this.#subjects.set(document, record);
      this.#tell(document);
    } catch (error) {
      if (!(error instanceof UserError)) throw error; // its editor says what is the matter
    }
  }

  #forget(document: vscode.TextDocument): void {
    clearTimeout(this.#timers.get(document));
    this.#timers.delete(document);
    if (this.#subjects.delete(document)) this.#collection.delete(document.uri);
  }

  #followTabs(): void {
    for (const document of this.#subjects.keys())
      if (!isInTab(document.uri)) this.#collection.delete(document.uri);
      else if (!this.#collection.has(document.uri)) this.#tell(document);
  }

  #tellSoon(document: vscode.TextDocument): void {
    if (!this.#subjects.has(document)) return;
    clearTimeout(this.#timers.get(document));
    this.#timers.set(
      document,
      setTimeout(() => this.#tell(document), AFTER_EDIT_MS),
    );
  }

  #tell(document: vscode.TextDocument): void {
    const subject = this.#subjects.get(document);
    if (subject === undefined || !isInTab(document.uri)) return;
    const { text, advice } = readDraft(document.getText(), subject);
    this.#collection.set(document.uri, [
      ...text.problems.map(headerDiagnostic),
      ...advice.map((each) => adviceDiagnostic(each, placeOf(each, text, document))),
    ]);
  }
}

function isInTab(uri: vscode.Uri): boolean {
  const wanted = uri.toString();
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === wanted),
  );
}

/** Where a piece of advice points to in a draft; what is about the whole stands at its subject. */
export function placeOf(advice: Advice, text: DraftText, document: vscode.TextDocument): vscode.Range {
  const subject = text.fields.get("Subject");
  if (advice.part !== "text") {
    if (subject === undefined) return new vscode.Range(0, 0, 0, 3);
    const [start, end] =
      advice.part === "subject" ? [advice.start, advice.end] : [0, subject.end - subject.start];
    return new vscode.Range(subject.line, subject.start + start, subject.line, subject.start + end);
  }
  const position = (offset: number): vscode.Position => {
    const lines = text.body.slice(0, offset).split("\n");
    return document.validatePosition(
      new vscode.Position(text.bodyLine + lines.length - 1, lines.at(-1)?.length ?? 0),
    );
  };
  return new vscode.Range(position(advice.start), position(advice.end));
}

function headerDiagnostic(problem: HeaderProblem): vscode.Diagnostic {
  const { line, start, end, kind } = problem;
  const range = new vscode.Range(line, start, line, end);
  return diagnostic(range, headerProblemWords(problem), vscode.DiagnosticSeverity.Error, kind);
}

function adviceDiagnostic(advice: Advice, range: vscode.Range): vscode.Diagnostic {
  return diagnostic(range, adviceWords(advice), SEVERITY[advice.kind], advice.kind);
}

function diagnostic(
  range: vscode.Range,
  message: string,
  severity: vscode.DiagnosticSeverity,
  code: string,
): vscode.Diagnostic {
  const made = new vscode.Diagnostic(range, message, severity);
  made.source = "Instantly";
  made.code = code;
  return made;
}

const SEVERITY: Readonly<Record<Advice["kind"], vscode.DiagnosticSeverity>> = {
  mergeTag: vscode.DiagnosticSeverity.Error,
  attachment: vscode.DiagnosticSeverity.Warning,
  shortener: vscode.DiagnosticSeverity.Warning,
  clipped: vscode.DiagnosticSeverity.Warning,
  pictures: vscode.DiagnosticSeverity.Warning,
  phrase: vscode.DiagnosticSeverity.Information,
  shouting: vscode.DiagnosticSeverity.Information,
  links: vscode.DiagnosticSeverity.Information,
  optOut: vscode.DiagnosticSeverity.Information,
};
