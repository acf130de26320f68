import * as vscode from "vscode";
import type { Sessions } from "../auth/sessions.ts";
import { readAddresses } from "../runs/readAddresses.ts";
import type { RunService } from "../runs/runService.ts";
import type { Verifier } from "../verification/verifier.ts";
import { AddressActions } from "./addressActions.ts";
import { AddressHover } from "./addressHover.ts";
import { CsvLens } from "./csvLens.ts";
import { ANY_DOCUMENT, CSV_DOCUMENT } from "./documentSelectors.ts";

export interface EditorFeatureParts {
  readonly sessions: Sessions;
  readonly runs: RunService;
  readonly verifier: Verifier;
}

/** What the extension says and offers inside documents. */
export function registerEditorFeatures({ sessions, runs, verifier }: EditorFeatureParts): vscode.Disposable {
  const isSignedIn = (): boolean => sessions.current !== undefined;
  const hover = new AddressHover({
    isSignedIn,
    find: async (address) => {
      await runs.openIfUsed();
      return runs.find(address);
    },
    creditsPerCheck: () => verifier.creditsPerCheck,
  });
  const lens = new CsvLens({
    isSignedIn,
    preview: (uri, signal) => runs.preview(readAddresses(uri), signal),
  });
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(ANY_DOCUMENT, hover),
    vscode.languages.registerCodeActionsProvider(ANY_DOCUMENT, new AddressActions(isSignedIn), {
      providedCodeActionKinds: [AddressActions.kind],
    }),
    vscode.languages.registerCodeLensProvider(CSV_DOCUMENT, lens),
    sessions.onDidChange(() => lens.refresh()),
    runs.onDidChange(() => lens.refresh()),
    runs.onDidLearn(() => lens.refreshSoon()),
    lens,
  );
}
