import * as vscode from "vscode";
import type { Sessions } from "../auth/sessions.ts";
import { readAddresses } from "../runs/readAddresses.ts";
import type { RunService } from "../runs/runService.ts";
import { reuseDaysSetting } from "../settings.ts";
import type { Verifier } from "../verification/verifier.ts";
import { AddressActions } from "./addressActions.ts";
import { AddressHover } from "./addressHover.ts";
import { CsvLens } from "./csvLens.ts";
import { ANY_DOCUMENT, CSV_DOCUMENT, showsVerdicts } from "./documentSelectors.ts";
import { VerdictMarks } from "./verdictMarks.ts";
import { VerdictProblems } from "./verdictProblems.ts";

export interface EditorFeatureParts {
  readonly sessions: Sessions;
  readonly runs: RunService;
  readonly verifier: Verifier;
}

/** What the extension says and offers inside documents. */
export function registerEditorFeatures({ sessions, runs, verifier }: EditorFeatureParts): vscode.Disposable {
  const isSignedIn = (): boolean => sessions.current !== undefined;
  const find = (address: string): ReturnType<RunService["find"]> => runs.find(address);
  const hover = new AddressHover({
    isSignedIn,
    find: async (address) => {
      await runs.openIfUsed();
      return runs.find(address);
    },
    creditsPerCheck: () => verifier.creditsPerCheck,
    reuseDays: reuseDaysSetting,
  });
  const lens = new CsvLens({
    isSignedIn,
    preview: (uri, signal) => runs.preview(readAddresses(uri), signal),
  });
  const actions = new AddressActions({ isSignedIn, find });
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(ANY_DOCUMENT, hover),
    vscode.languages.registerCodeActionsProvider(ANY_DOCUMENT, actions, {
      providedCodeActionKinds: AddressActions.kinds,
    }),
    vscode.languages.registerCodeLensProvider(CSV_DOCUMENT, lens),
    sessions.onDidChange(() => lens.refresh()),
    runs.onDidChange(() => lens.refresh()),
    runs.onDidLearn(() => lens.refreshSoon()),
    lens,
    showVerdicts({ sessions, runs, verifier }),
  );
}

/** Marks and problems: as soon as something is known, and anew whenever something is learnt. */
function showVerdicts({ sessions, runs, verifier }: EditorFeatureParts): vscode.Disposable {
  const parts = {
    shows: (document: vscode.TextDocument) => sessions.current !== undefined && showsVerdicts(document),
    find: (address: string) => runs.find(address),
  };
  const marks = new VerdictMarks({
    ...parts,
    knowledge: () => ({ find: parts.find, now: new Date(), reuseDays: reuseDaysSetting() }),
  });
  const problems = new VerdictProblems({ ...parts, reuseDays: reuseDaysSetting });
  const refresh = (): void => {
    marks.refresh();
    problems.refresh();
  };
  // What is kept is opened for a document that would show it, and for nothing less.
  const open = (): void => {
    if (vscode.window.visibleTextEditors.some(({ document }) => parts.shows(document)))
      void runs.openIfUsed();
  };
  open();
  return vscode.Disposable.from(
    marks,
    problems,
    vscode.window.onDidChangeVisibleTextEditors(open),
    sessions.onDidChange(() => {
      open();
      refresh();
    }),
    runs.onDidChange(refresh),
    verifier.onDidVerify(() => {
      marks.refreshSoon();
      problems.refreshSoon();
    }),
    runs.onDidLearn(() => {
      marks.refreshSoon();
      problems.refreshSoon();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      const affects = ["editor.showVerdicts", "verification.reuseDays"].some((name) =>
        change.affectsConfiguration(`instantly.${name}`),
      );
      if (affects) refresh();
    }),
  );
}
