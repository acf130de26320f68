import type * as vscode from "vscode";

const SCHEMES = ["file", "untitled"];

/** Documents of any language that a person works on; not the read-only sides of a comparison, nor output. */
export const ANY_DOCUMENT: vscode.DocumentSelector = SCHEMES.map((scheme) => ({ scheme }));

/** Tables of text, by name and by language: VS Code itself knows no language for them. */
export const CSV_DOCUMENT: vscode.DocumentSelector = SCHEMES.flatMap((scheme) => [
  { scheme, pattern: "**/*.{csv,CSV,tsv,TSV}" },
  { scheme, language: "csv" },
  { scheme, language: "tsv" },
]);
