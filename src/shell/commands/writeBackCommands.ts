import * as vscode from "vscode";
import { UserError } from "../explain.ts";
import type { RunService } from "../runs/runService.ts";
import { ResultPreviews } from "../writeBack/resultPreviews.ts";
import type { CommandTable } from "./commandTable.ts";
import type { RunReference } from "./references.ts";
import { findRun } from "./runCommands.ts";

type WriteBackCommands = Pick<
  CommandTable,
  | "instantly.writeBack"
  | "instantly.cleanFile"
  | "instantly.writeBeside"
  | "instantly.applyPreview"
  | "instantly.savePreviewBeside"
  | "instantly.discardPreview"
>;

/** What writes results into the tables that they belong to; its code is loaded when it is first used. */
export function writeBackCommands(runs: RunService): WriteBackCommands {
  const previews = new ResultPreviews();
  const load = () => import("../parts/results.ts");
  return {
    "instantly.writeBack": async (given) =>
      (await load()).writeBack({ runs, previews }, await tableOf(runs, given)),
    "instantly.cleanFile": async (given) =>
      (await load()).cleanFile({ runs, previews }, await tableOf(runs, given)),
    "instantly.writeBeside": async (given) =>
      (await load()).writeBeside({ runs }, await tableOf(runs, given)),
    "instantly.applyPreview": (uri) => previews.decide("write", uri),
    "instantly.savePreviewBeside": (uri) => previews.decide("beside", uri),
    "instantly.discardPreview": (uri) => previews.decide("discard", uri),
  };
}

async function tableOf(runs: RunService, given: vscode.Uri | RunReference | undefined): Promise<vscode.Uri> {
  if (given instanceof vscode.Uri) return given;
  if (given === undefined) {
    const { activeTextEditor } = vscode.window;
    if (activeTextEditor !== undefined) return activeTextEditor.document.uri;
    throw new UserError(
      vscode.l10n.t("Open a CSV file with addresses first, or choose one in the Explorer."),
    );
  }
  const { record } = await findRun(runs, given);
  if (record.source === undefined)
    throw new UserError(vscode.l10n.t("The addresses of this verification did not come from a file."));
  return vscode.Uri.parse(record.source.uri, true);
}
