import * as vscode from "vscode";

/** Mirrors what the store says of itself. */
export type StoreNotice =
  | { readonly kind: "memory"; readonly why: NoPlace }
  | { readonly kind: "movedAside"; readonly to: string }
  | { readonly kind: "otherKey"; readonly at: string };

type NoPlace = "noSqlite" | "locked" | "full" | "newer" | "failed";

/** What a person hears of the store, if anything. */
export function noticeText(notice: StoreNotice): string {
  switch (notice.kind) {
    case "memory":
      return vscode.l10n.t(
        "Verifications and drafts are kept only until this window closes: {0} Before credits are spent you are asked.",
        whyInMemory(notice.why),
      );
    case "movedAside":
      return vscode.l10n.t(
        "The file of verifications was damaged. It was moved to {0}, and a new one was begun.",
        notice.to,
      );
    case "otherKey":
      return vscode.l10n.t(
        "VS Code's secret storage has lost the key to the verifications and drafts kept here. They were not deleted: they lie in {0}, and are back as soon as the key is. Until then a new file is used.",
        notice.at,
      );
  }
}

/** Why nothing can be kept, as a sentence. */
export function whyInMemory(why: NoPlace): string {
  switch (why) {
    case "noSqlite":
      return vscode.l10n.t("This editor comes without node:sqlite.");
    case "locked":
      return vscode.l10n.t("Another program holds their file; it is tried again.");
    case "full":
      return vscode.l10n.t("The disk is full; make room.");
    case "newer":
      return vscode.l10n.t("Their file is of a newer version of this extension; update it.");
    case "failed":
      return vscode.l10n.t("Their file cannot be opened or written.");
  }
}
