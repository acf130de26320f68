import * as vscode from "vscode";
import type { AccountStore } from "../../core/state/accountStore.ts";

type SortBy = AccountStore["options"]["sortBy"];

const ORDERS: readonly SortBy[] = ["status", "created", "score", "name"];

export function sortWord(sortBy: SortBy): string {
  switch (sortBy) {
    case "score":
      return vscode.l10n.t("by warm-up score");
    case "status":
      return vscode.l10n.t("needs attention first");
    case "name":
      return vscode.l10n.t("by address");
    case "created":
      return vscode.l10n.t("newest first");
  }
}

/** Lets the person choose the order of the accounts. */
export async function sortAccounts(accounts: AccountStore): Promise<void> {
  const chosen = await vscode.window.showQuickPick(
    ORDERS.map((sortBy) => ({
      label: sortWord(sortBy),
      description: sortBy === accounts.options.sortBy ? vscode.l10n.t("now") : "",
      sortBy,
    })),
    { title: vscode.l10n.t("Sort Accounts") },
  );
  if (chosen !== undefined) accounts.setOptions({ sortBy: chosen.sortBy });
}

/** Asks for part of an address; Instantly searches all accounts, not only those that are loaded. */
export async function filterAccounts(accounts: AccountStore): Promise<void> {
  const search = await vscode.window.showInputBox({
    title: vscode.l10n.t("Filter Accounts"),
    prompt: vscode.l10n.t("Part of an address or a domain; empty shows all accounts."),
    value: accounts.options.search,
  });
  if (search !== undefined) accounts.setOptions({ search: search.trim() });
}
