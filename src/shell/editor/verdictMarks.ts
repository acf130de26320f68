import * as vscode from "vscode";
import { StoreError } from "../../core/verification/storeError.ts";
import { gutterIcon } from "./gutterIcons.ts";
import { isTyping } from "./isTyping.ts";
import { type Knowledge, type KnownMarks, type Mark, type MarkedLine, markedLines } from "./markedLines.ts";
import { linesToMark } from "./markWindow.ts";

export interface VerdictMarksParts {
  /** Whether verdicts are shown in a document; none are while nobody is signed in. */
  readonly shows: (document: vscode.TextDocument) => boolean;
  readonly knowledge: () => Knowledge;
}

/** As quiet as the words above a line that VS Code itself puts there. */
const QUIET = "editorCodeLens.foreground";

/**
 * Colours of the words behind a line, and of the mark in the overview ruler. Those of our own are the theme's for words
 * of a list, and in high contrast, where it has none, those of its problems.
 */
const COLOURS: Readonly<Record<Mark, readonly [words: string, ruler: string | undefined]>> = {
  old: [QUIET, undefined],
  verified: [QUIET, "testing.iconPassed"],
  catchAll: ["instantly.riskyForeground", "editorOverviewRuler.warningForeground"],
  invalid: ["instantly.invalidForeground", "editorOverviewRuler.errorForeground"],
  risky: ["instantly.riskyForeground", "editorOverviewRuler.warningForeground"],
  pending: [QUIET, "descriptionForeground"],
  unknown: [QUIET, "descriptionForeground"],
};
const ALL = Object.keys(COLOURS) as Mark[];

/** Someone who types sees the marks move with the text at once, and what has changed in a moment. */
const AFTER_EDIT_MS = 120;
const AFTER_LEARNING_MS = 250;

/** What an editor shows now. */
interface Shown {
  readonly version: number;
  readonly knowledge: number;
  readonly first: number;
  readonly last: number;
  readonly marked: readonly MarkedLine[];
  readonly known: KnownMarks;
}

/** Marks what is known of the addresses in sight: in the gutter, behind the line and in the overview ruler. */
export class VerdictMarks implements vscode.Disposable {
  readonly #parts: VerdictMarksParts;
  readonly #types: ReadonlyMap<Mark, vscode.TextEditorDecorationType>;
  readonly #shown = new WeakMap<vscode.TextEditor, Shown>();
  /** The version since which the marks of a document may stand where they do not belong. */
  readonly #movedSince = new WeakMap<vscode.TextDocument, number>();
  readonly #subscriptions: vscode.Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts up whenever something may have been learnt. */
  #knowledge = 0;

  constructor(parts: VerdictMarksParts) {
    this.#parts = parts;
    this.#types = new Map(ALL.map((mark) => [mark, decorationType(mark)]));
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors(() => this.#updateAll()),
      vscode.workspace.onDidOpenTextDocument(() => this.#updateAll()), // also when a language is changed
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#follow(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (!isTyping(contentChanges)) this.#movedSince.set(document, document.version);
        const isSeen = vscode.window.visibleTextEditors.some((editor) => editor.document === document);
        if (!isSeen || contentChanges.length === 0) return;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#updateAll(), AFTER_EDIT_MS);
      }),
    );
  }

  /** Something may have been learnt, or it has changed which documents are marked. */
  refresh(): void {
    this.#knowledge++;
    this.#updateAll();
  }

  refreshSoon(): void {
    this.#knowledge++;
    this.#timer ??= setTimeout(() => this.#updateAll(), AFTER_LEARNING_MS);
  }

  /** Marks an editor; answers the lines that it has marked. @throws StoreError */
  update(editor: vscode.TextEditor): readonly MarkedLine[] {
    const { document, visibleRanges } = editor;
    const lines = this.#parts.shows(document) ? linesToMark(visibleRanges, document.lineCount) : [];
    const before = this.#shown.get(editor);
    const stillKnown = before?.knowledge === this.#knowledge ? before.known : undefined;
    const { marked, known } = markedLines(document, lines, this.#parts.knowledge(), stillKnown);
    const isInPlace = before !== undefined && before.version >= (this.#movedSince.get(document) ?? 0);
    if (!isInPlace || !isSame(marked, before.marked)) this.#show(editor, marked, before?.marked ?? []);
    this.#shown.set(editor, {
      version: document.version,
      knowledge: this.#knowledge,
      first: lines[0] ?? 0,
      last: lines.at(-1) ?? -1,
      marked,
      known,
    });
    return marked;
  }

  #show(editor: vscode.TextEditor, marked: readonly MarkedLine[], before: readonly MarkedLine[]): void {
    const options = Map.groupBy(marked, ({ mark }) => mark);
    const shown = new Set(before.map(({ mark }) => mark));
    for (const [mark, type] of this.#types) {
      const wanted = options.get(mark);
      if (wanted === undefined && !shown.has(mark)) continue;
      editor.setDecorations(type, wanted?.map((line) => decoration(editor.document, line)) ?? []);
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
    for (const type of this.#types.values()) type.dispose();
  }

  /** Scrolling costs nothing for as long as what comes into sight is marked already. */
  #follow(editor: vscode.TextEditor): void {
    if (this.#isMarked(editor)) return;
    // Right after an edit the marks are moved by VS Code itself; the timer that runs will see to the rest.
    if (this.#shown.get(editor)?.version !== editor.document.version && this.#timer !== undefined) return;
    this.#try(editor);
  }

  #isMarked(editor: vscode.TextEditor): boolean {
    const { document, visibleRanges } = editor;
    const shown = this.#shown.get(editor);
    if (shown?.version !== document.version || shown.knowledge !== this.#knowledge) return false;
    return visibleRanges.every(({ start, end }) => start.line >= shown.first && end.line <= shown.last);
  }

  #updateAll(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const editor of vscode.window.visibleTextEditors) this.#try(editor);
  }

  /** A store that is locked for a moment leaves the marks as they are; the next scroll or edit asks again. */
  #try(editor: vscode.TextEditor): void {
    try {
      this.update(editor);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }
}

/** What somebody types into a line mostly changes no mark, and VS Code keeps those it has with their lines. */
function isSame(some: readonly MarkedLine[], others: readonly MarkedLine[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ line, mark, words }, index) => {
      const other = others[index];
      return other?.line === line && other.mark === mark && other.words === words;
    })
  );
}

function decorationType(mark: Mark): vscode.TextEditorDecorationType {
  const [words, ruler] = COLOURS[mark];
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    after: { color: new vscode.ThemeColor(words), margin: "0 0 0 3ch" },
    light: { gutterIconPath: gutterIcon(mark, "light") },
    dark: { gutterIconPath: gutterIcon(mark, "dark") },
    gutterIconSize: "contain",
    ...(ruler === undefined
      ? {}
      : {
          overviewRulerColor: new vscode.ThemeColor(ruler),
          overviewRulerLane: vscode.OverviewRulerLane.Right,
        }),
  });
}

function decoration(document: vscode.TextDocument, { line, words }: MarkedLine): vscode.DecorationOptions {
  const { end } = document.lineAt(line).range;
  return { range: new vscode.Range(end, end), renderOptions: { after: { contentText: words } } };
}
