import * as vscode from "vscode";
import type { RunItem, RunRecord } from "../../core/verification/journal.ts";
import { csvHead, csvLines, EXPORT_WORDS, jsonLines } from "../../core/verification/resultExport.ts";
import { freeChecker } from "../../core/text/freeChecks.ts";
import { resultPart } from "../../core/verification/resultPart.ts";
import type { VerificationRuns } from "../../core/verification/verificationRuns.ts";
import type { ResultPart } from "../../shared/resultParts.ts";
import { loadDomainLists } from "../domainLists.ts";
import { UserError } from "../explain.ts";
import { formatCount } from "../words/text.ts";
import { freeNames } from "./freeNames.ts";
import { readTable } from "./readTable.ts";
import { runReport } from "./runReport.ts";
import { spaced } from "./spaced.ts";

type Format = "csv" | "validCsv" | "splitCsv" | "jsonl" | "markdown";

/** The run to export, and what stands in a report beside it. */
export interface Exported {
  readonly runs: VerificationRuns;
  readonly record: RunRecord;
  readonly version: string;
}

/** Asks for a form and a place, then writes a run's results there. */
export async function exportRunAs(exported: Exported): Promise<void> {
  const format = await askFormat();
  if (format === undefined) return;
  if (format === "splitCsv") await exportSplit(exported);
  else await exportOne(exported, format);
}

async function askFormat(): Promise<Format | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly format: Format })[] = [
    {
      format: "csv",
      label: vscode.l10n.t("CSV"),
      description: vscode.l10n.t("every address with its result"),
    },
    {
      format: "validCsv",
      label: vscode.l10n.t("CSV, Valid Only"),
      description: vscode.l10n.t("verified addresses, without catch-all domains"),
    },
    {
      format: "splitCsv",
      label: vscode.l10n.t("CSV, One File a Result"),
      description: vscode.l10n.t("verified, invalid, risky and so on, each in its own file"),
    },
    {
      format: "jsonl",
      label: vscode.l10n.t("JSON Lines"),
      description: vscode.l10n.t("every address with its result, one object a line"),
    },
    {
      format: "markdown",
      label: vscode.l10n.t("Markdown Report"),
      description: vscode.l10n.t("totals, grade, cost and domains, without the addresses"),
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Export Results As") });
  return chosen?.format;
}

const ENDINGS: Readonly<Record<Exclude<Format, "splitCsv">, readonly [name: string, type: string]>> = {
  csv: ["results.csv", "CSV"],
  validCsv: ["valid.csv", "CSV"],
  jsonl: ["results.jsonl", "JSON Lines"],
  markdown: ["report.md", "Markdown"],
};

/** VS Code's own dialog asks before it lets a file be replaced. */
async function exportOne(exported: Exported, format: Exclude<Format, "splitCsv">): Promise<void> {
  const [ending, type] = ENDINGS[format];
  const folder = folderOf(exported.record);
  const name = `${stemOf(exported.record)}.${ending}`;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Export Results"),
    filters: { [type]: [ending.slice(ending.lastIndexOf(".") + 1)] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (target === undefined) return;
  await write(target, await quietly(() => contentOf(exported, format)));
  await tell([target]);
}

async function contentOf(
  { runs, record, version }: Exported,
  format: Exclude<Format, "splitCsv">,
): Promise<Uint8Array> {
  const batches = runs.items(record.id);
  const inspect = freeChecker(await loadDomainLists());
  const csv = (items: readonly RunItem[]): string => csvLines(items, inspect);
  switch (format) {
    case "csv":
      return linesOf(batches, csv, csvHead());
    case "validCsv":
      return linesOf(batches, (items) => csv(items.filter(isValid)), csvHead());
    case "jsonl":
      return linesOf(batches, (items) => jsonLines(items, inspect));
    case "markdown": {
      const table = await readTable(record, batches);
      await Array.fromAsync(spaced(table.inspected(inspect)));
      return new TextEncoder().encode(await runReport(record, table, version));
    }
  }
}

function isValid({ outcome }: RunItem): boolean {
  return resultPart(outcome) === "verified";
}

async function linesOf(
  batches: Iterable<readonly RunItem[]>,
  toLines: (items: readonly RunItem[]) => string,
  head = "",
): Promise<Uint8Array> {
  const pieces = [Buffer.from(head)];
  for await (const items of spaced(batches)) pieces.push(Buffer.from(toLines(items)));
  return Buffer.concat(pieces);
}

/** One file for each kind of result there is. Files that are there already are replaced only after asking. */
async function exportSplit({ runs, record }: Exported): Promise<void> {
  const folder = folderOf(record);
  const [into] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Folder for the Files"),
      openLabel: vscode.l10n.t("Write Files Here"),
      canSelectFiles: false,
      canSelectFolders: true,
      ...(folder === undefined ? {} : { defaultUri: folder }),
    })) ?? [];
  if (into === undefined) return;
  const files = await quietly(() => partFiles(runs.items(record.id)));
  const names = [...files.keys()].map(
    (part) => `${stemOf(record)}.${EXPORT_WORDS[part].replaceAll("_", "-")}.csv`,
  );
  const free = await freeNames(into, names);
  if (free === undefined) return;
  const targets = free.map((name) => vscode.Uri.joinPath(into, name));
  for (const [index, content] of [...files.values()].entries()) {
    const target = targets[index];
    if (target !== undefined) await write(target, content);
  }
  await tell(targets);
}

async function partFiles(
  batches: Iterable<readonly RunItem[]>,
): Promise<ReadonlyMap<ResultPart, Uint8Array>> {
  const inspect = freeChecker(await loadDomainLists());
  const pieces = new Map<ResultPart, Buffer[]>();
  for await (const items of spaced(batches)) {
    for (const [part, ofPart] of Map.groupBy(items, ({ outcome }) => resultPart(outcome))) {
      const file = pieces.get(part) ?? [Buffer.from(csvHead())];
      file.push(Buffer.from(csvLines(ofPart, inspect)));
      pieces.set(part, file);
    }
  }
  return new Map([...pieces].map(([part, file]) => [part, Buffer.concat(file)]));
}

async function write(target: vscode.Uri, content: Uint8Array): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(target, content);
  } catch (error) {
    throw new UserError(
      vscode.l10n.t(
        "{0} could not be written: {1} Export again and choose another place.",
        nameOf(target),
        error instanceof Error ? error.message : String(error),
      ),
    );
  }
}

function quietly<T>(work: () => Promise<T>): Promise<T> {
  const options = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Exporting results") };
  return Promise.resolve(vscode.window.withProgress(options, work));
}

async function tell(targets: readonly vscode.Uri[]): Promise<void> {
  const [first] = targets;
  if (first === undefined) return;
  const open = vscode.l10n.t("Open");
  const said =
    targets.length === 1
      ? vscode.l10n.t("Exported to {0}.", nameOf(first))
      : vscode.l10n.t("Exported to {0} files, from {1} on.", formatCount(targets.length), nameOf(first));
  // Not waited for: the export is done, whatever becomes of the notification.
  void vscode.window.showInformationMessage(said, open).then((chosen) => {
    if (chosen === open) void vscode.commands.executeCommand("vscode.open", first);
  });
  return Promise.resolve();
}

/** Beside the file that the addresses came from, else in the workspace. */
function folderOf({ source }: RunRecord): vscode.Uri | undefined {
  if (source !== undefined) return vscode.Uri.joinPath(vscode.Uri.parse(source.uri), "..");
  return vscode.workspace.workspaceFolders?.[0]?.uri;
}

/** The name of the input without its ending. */
function stemOf({ title }: RunRecord): string {
  return title.replace(/\.[^.]*$/u, "").replace(/[\\/:*?"<>|\p{C}]/gu, "_");
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}
