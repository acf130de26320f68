import * as path from "node:path";
import * as vscode from "vscode";
import { freeChecker } from "../../core/text/freeChecks.ts";
import type { TableChange } from "../../core/verification/rowSieve.ts";
import { RESULT_PARTS } from "../../shared/resultParts.ts";
import { withSignal } from "../cancellation.ts";
import { loadDomainLists } from "../domainLists.ts";
import { UserError } from "../explain.ts";
import { chooseColumn } from "../runs/chooseColumn.ts";
import type { RunService } from "../runs/runService.ts";
import { plain } from "../words/text.ts";
import { askForChange } from "./cleanQuestion.ts";
import { fileError } from "./fileError.ts";
import {
  Digest,
  type PlanOptions,
  planWriteBack,
  RESULTS_ONLY,
  type WriteBackPlan,
} from "./planWriteBack.ts";
import { replaceFile, writeWhole } from "./replaceFile.ts";
import type { ResultPreview, ResultPreviews } from "./resultPreviews.ts";
import { type DocumentTable, type FileTable, fileStamp, openTable, refuseReadOnly } from "./resultTable.ts";
import { documentEdits, editedText, firstLines, rewritten } from "./rewriteTable.ts";
import { newsIn } from "./newsIn.ts";
import { previewQuestion, rowsText, writtenSentence } from "./writeBackWords.ts";

/** VS Code gives up comparing longer texts in which every line differs, and says so in a warning. */
const MOST_LINES_SHOWN = 300;
/** The same where lines are gone besides, so that it has to find out which belong together. */
const MOST_LINES_WITH_GAPS = 40;

export interface WriteBackParts {
  readonly runs: RunService;
  readonly previews: ResultPreviews;
}

/** Takes rows out of a table that are not worth writing to, and adds columns, as the person chooses, after a preview. */
export async function cleanFile(parts: WriteBackParts, uri: vscode.Uri): Promise<void> {
  await refuseReadOnly(uri);
  const change = await askForChange(plain(path.posix.basename(uri.path)));
  if (change !== undefined) await writeBack(parts, uri, change);
}

/** Writes what is known of the addresses of a table into it as columns, after a preview. */
export async function writeBack(
  { runs, previews }: WriteBackParts,
  uri: vscode.Uri,
  change = RESULTS_ONLY,
): Promise<void> {
  await refuseReadOnly(uri);
  let plan = await makePlan(runs, uri, change);
  while (plan !== undefined) {
    const preview = await previewOf(plan);
    if (preview === undefined) {
      void vscode.window.showInformationMessage(
        change === RESULTS_ONLY
          ? vscode.l10n.t("{0} has these results already.", plan.table.name)
          : vscode.l10n.t("{0} is clean already.", plan.table.name),
      );
      return;
    }
    const choice = await previews.ask(preview);
    if (choice === "beside") await saveBeside(plan);
    if (choice !== "write") return;
    await refuseReadOnly(uri);
    if (await write(plan)) return;
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "{0} has changed since this preview, so nothing was written. Here is a new one.",
        plan.table.name,
      ),
    );
    plan = await makePlan(runs, uri, change);
  }
}

/** Writes a copy of a table with the results as columns. */
export async function writeBeside({ runs }: Pick<WriteBackParts, "runs">, uri: vscode.Uri): Promise<void> {
  const plan = await makePlan(runs, uri, RESULTS_ONLY);
  if (plan !== undefined) await saveBeside(plan);
}

/** @throws UserError when nothing can be written, with the reason. */
async function makePlan(
  runs: RunService,
  uri: vscode.Uri,
  change: TableChange,
): Promise<WriteBackPlan | undefined> {
  const opened = await runs.open();
  const table = await openTable(uri);
  // Who was asked which column to verify need not say it again.
  const verified = opened.records().find(({ source }) => source?.uri === uri.toString())?.source?.columnIndex;
  const choose: PlanOptions["choose"] = async (candidates) =>
    candidates.find(({ index }) => index === verified) ?? chooseColumn(table.name, candidates);
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Reading {0}", table.name),
    cancellable: true,
  };
  const inspect = freeChecker(await loadDomainLists());
  const planned = await vscode.window.withProgress(options, (_progress, token) =>
    withSignal(token, (signal) =>
      planWriteBack(table, { find: (address) => runs.find(address), inspect, change, choose, signal }).catch(
        (error: unknown) => {
          throw fileError(error, table.name);
        },
      ),
    ),
  );
  if (planned === "noColumn")
    throw new UserError(vscode.l10n.t("There is no column with email addresses in {0}.", table.name));
  if (planned === undefined) return undefined;
  if (knowsNothing(planned))
    throw new UserError(vscode.l10n.t("Nothing is known yet of the addresses in {0}.", table.name), {
      label: vscode.l10n.t("Verify Them"),
      command: "instantly.verifyFile",
      args: [uri],
    });
  return { ...planned, table };
}

/** Whether the results, which the change needs, are missing altogether. */
function knowsNothing({ change, counts }: Pick<WriteBackPlan, "change" | "counts">): boolean {
  const needsResults = change.results || change.goodOnly;
  return needsResults && RESULT_PARTS.every((part) => part === "notReached" || counts[part] === 0);
}

/** Undefined when there is nothing to change. */
async function previewOf(plan: WriteBackPlan): Promise<ResultPreview | undefined> {
  const { table } = plan;
  const question = previewQuestion(plan);
  const edits = table.kind === "document" ? await documentEdits(plan) : undefined;
  if (edits?.length === 0) return undefined;
  const most = plan.gone.notGood + plan.gone.repeated > 0 ? MOST_LINES_WITH_GAPS : MOST_LINES_SHOWN;
  if (table.kind === "file" || edits === undefined || table.document.lineCount > most) {
    const title = vscode.l10n.t("{0} (first rows with results)", table.name);
    const { before, after } = await firstLines(plan, most);
    return { name: table.name, title, question, before, after, news: newsIn(before, after) };
  }
  const title = vscode.l10n.t("{0} (with results)", table.name);
  const after = editedText(table.text, edits);
  return { name: table.name, title, before: table.uri, after, question, news: newsIn(table.text, after) };
}

/** False when the table is no longer what was shown. */
async function write(plan: WriteBackPlan): Promise<boolean> {
  const { table } = plan;
  try {
    return table.kind === "document" ? await writeDocument(plan, table) : await writeFile(plan, table);
  } catch (error) {
    throw fileError(error, table.name);
  }
}

async function writeDocument(plan: WriteBackPlan, table: DocumentTable): Promise<boolean> {
  const { document, version, stamp, name } = table;
  const edits = await documentEdits(plan);
  if (stamp !== undefined && stamp !== (await fileStamp(table.uri))) return false;
  if (document.isClosed || document.version !== version) return false;
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    document.uri,
    edits.map(({ offset, length, text }) => {
      const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
      return new vscode.TextEdit(range, text);
    }),
  );
  if (!(await vscode.workspace.applyEdit(edit))) return false; // VS Code has a newer version of it
  await vscode.window.showTextDocument(document, { preview: false });
  const save = vscode.l10n.t("Save");
  void vscode.window
    .showInformationMessage(writtenSentence(plan, name), save)
    .then((chosen) => chosen === save && document.save());
  return true;
}

async function writeFile(plan: WriteBackPlan, { uri, name, chunks }: FileTable): Promise<boolean> {
  if (uri.scheme !== "file")
    throw new UserError(
      vscode.l10n.t("{0} is not on this machine's disk. Save the results beside it.", name),
      {
        label: vscode.l10n.t("Save Results beside File…"),
        command: "instantly.writeBeside",
        args: [uri],
      },
    );
  const digest = new Digest();
  const content = rewritten(plan, digest.passing(chunks()));
  const kept = await replaceFile(uri.fsPath, content, () => digest.end() === plan.digest);
  if (kept === undefined) return false;
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      "Results of {0} stand in {1}. The file as it was is kept as {2}.",
      rowsText(plan.rows),
      name,
      plain(path.basename(kept)),
    ),
  );
  return true;
}

async function saveBeside(plan: WriteBackPlan): Promise<void> {
  const { table } = plan;
  const { dir, name, ext } = path.posix.parse(table.uri.path);
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Save Results beside File"),
    defaultUri: table.uri.with({ path: path.posix.join(dir, `${name}.verified${ext}`) }),
  });
  if (target === undefined) return;
  if (target.toString() === table.uri.toString())
    throw new UserError(vscode.l10n.t("Choose another name: {0} itself would be replaced.", table.name));
  const shown = plain(path.posix.basename(target.path));
  try {
    if (target.scheme === "file") await writeWhole(target.fsPath, besideContent(plan));
    else
      await vscode.workspace.fs.writeFile(target, Buffer.concat(await Array.fromAsync(besideContent(plan))));
  } catch (error) {
    throw fileError(error, shown);
  }
  const open = vscode.l10n.t("Open");
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("Results of {0} stand in {1}.", rowsText(plan.rows), shown),
    open,
  );
  if (chosen === open) await vscode.window.showTextDocument(target);
}

/** A document's copy is written as the document would be, whatever it is held as meanwhile. */
async function* besideContent(plan: WriteBackPlan): AsyncGenerator<Uint8Array> {
  const { table } = plan;
  if (table.kind === "file") yield* rewritten(plan);
  else {
    const text = editedText(table.text, await documentEdits(plan));
    yield await vscode.workspace.encode(text, { encoding: table.document.encoding });
  }
}
