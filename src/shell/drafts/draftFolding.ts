import * as vscode from "vscode";
import { DRAFT_SCHEME } from "./draftUri.ts";

/** What folds in a draft: its header, and each run of quoted lines. */
export function registerDraftFolding(): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider(
    { scheme: DRAFT_SCHEME },
    {
      provideFoldingRanges: (document) => {
        const lines = document.getText().split(/\r\n|\r|\n/u);
        const ranges: vscode.FoldingRange[] = [];
        const headerEnd = lines.indexOf("---", 1);
        if (lines[0] === "---" && headerEnd > 1)
          ranges.push(new vscode.FoldingRange(0, headerEnd, vscode.FoldingRangeKind.Region));
        for (let at = 0; at < lines.length; at++) {
          if (lines[at]?.startsWith(">") !== true) continue;
          const start = at;
          while (lines[at + 1]?.startsWith(">") === true) at++;
          if (at > start) ranges.push(new vscode.FoldingRange(start, at, vscode.FoldingRangeKind.Comment));
        }
        return ranges;
      },
    },
  );
}
