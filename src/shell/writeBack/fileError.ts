import * as vscode from "vscode";
import { UserError } from "../explain.ts";

/** What is said when a file cannot be read or written, in one sentence each; any other error comes back as it is. */
export function fileError(error: unknown, name: string): unknown {
  switch (codeOf(error)) {
    case "ENOENT":
    case "FileNotFound":
      return new UserError(vscode.l10n.t("{0} is gone. Nothing was written.", name));
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return new UserError(vscode.l10n.t("There is not enough room on the disk. {0} is as it was.", name));
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "NoPermissions":
      return new UserError(
        vscode.l10n.t("The folder of {0} may not be written to. The file is as it was.", name),
      );
    case "EISDIR":
    case "FileIsADirectory":
      return new UserError(vscode.l10n.t("{0} is a folder.", name));
    default:
      return error;
  }
}

export function readOnlyError(uri: vscode.Uri, name: string): UserError {
  return new UserError(vscode.l10n.t("{0} is read-only. Nothing was written.", name), {
    label: vscode.l10n.t("Save Results beside File…"),
    command: "instantly.writeBeside",
    args: [uri],
  });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
