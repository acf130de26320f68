import * as vscode from "vscode";
import { ApiError, isAbort } from "../core/api/errors.ts";
import { explain, UserError } from "./explain.ts";

/** The same sentence again within this time says nothing new. */
const REPEAT_MS = 10_000;

/** Tells the person of an error: one sentence, at most one action; what was cancelled is silent. */
export function createReport(log: vscode.LogOutputChannel, now: () => number): (error: unknown) => void {
  let last = { sentence: "", at: Number.NEGATIVE_INFINITY };
  return (error) => {
    if (isAbort(error) || error instanceof vscode.CancellationError) return;
    if (error instanceof ApiError) log.error(error.message);
    else if (!(error instanceof UserError))
      log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const { sentence, action } = explain(error);
    if (sentence === last.sentence && now() - last.at < REPEAT_MS) return;
    last = { sentence, at: now() };
    const actions = action === undefined ? [] : [action.label];
    void vscode.window.showErrorMessage(sentence, ...actions).then((chosen) => {
      if (chosen !== undefined && action !== undefined)
        void vscode.commands.executeCommand(action.command, ...(action.args ?? []));
    });
  };
}
