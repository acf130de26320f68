import * as vscode from "vscode";
import { verdictsShownSetting } from "../settings.ts";

const SCHEMES = ["file", "untitled"];

/** Documents of any language that a person works on; not the read-only sides of a comparison, nor output. */
export const ANY_DOCUMENT: vscode.DocumentSelector = SCHEMES.map((scheme) => ({ scheme }));

/** Tables of text, by name and by language: VS Code itself knows no language for them. */
export const CSV_DOCUMENT: vscode.DocumentSelector = SCHEMES.flatMap((scheme) => [
  { scheme, pattern: "**/*.{csv,CSV,tsv,TSV}" },
  { scheme, language: "csv" },
  { scheme, language: "tsv" },
]);

/** What people keep addresses in. In anything else, such as source code, an address is rarely one to write to. */
const TEXT_LANGUAGES: ReadonlySet<string> = new Set(
  "plaintext markdown csv tsv json jsonl log restructuredtext asciidoc latex".split(" "),
);

export function isTable(document: vscode.TextDocument): boolean {
  return vscode.languages.match(CSV_DOCUMENT, document) > 0;
}

/** Whether verdicts and problems are shown in a document, as the setting has it. */
export function showsVerdicts(document: vscode.TextDocument): boolean {
  if (!SCHEMES.includes(document.uri.scheme)) return false;
  switch (verdictsShownSetting(document)) {
    case "nowhere":
      return false;
    case "everywhere":
      return true;
    case "textAndTables":
      return TEXT_LANGUAGES.has(document.languageId) || isTable(document);
  }
}
