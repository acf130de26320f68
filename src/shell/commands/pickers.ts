import * as vscode from "vscode";
import { isAbort } from "../../core/api/errors.ts";
import { BrokenRow, type Page } from "../../core/api/page.ts";
import type { Session } from "../../core/state/session.ts";
import { accountStatus } from "../words/accountWords.ts";
import { personName, subjectText } from "../words/emailWords.ts";
import { formatAge, plain } from "../words/text.ts";

interface KeyItem extends vscode.QuickPickItem {
  readonly key: string;
}

/** Wait this long after the last key stroke before asking the API. */
const DEBOUNCE_MS = 250;

/** Lets the person find an account by part of its address; answers the address. */
export function pickAccount(session: Session, title: string): Promise<string | undefined> {
  return pick(title, vscode.l10n.t("Part of the address"), async (text, signal) => {
    const page = await session.api.accounts.list({ search: text, limit: 50, signal });
    return items(page, (account) => ({
      key: account.email,
      label: plain(account.email),
      description: accountStatus(account).label,
      iconPath: new vscode.ThemeIcon(accountStatus(account).icon),
    }));
  });
}

/** Lets the person find a lead list by name; answers its id. */
export function pickLeadList(session: Session): Promise<string | undefined> {
  return pick(vscode.l10n.t("Open Lead List"), vscode.l10n.t("Part of the name"), async (text, signal) => {
    const page = await session.api.leadLists.list({ search: text, limit: 50, signal });
    return items(page, (list) => ({
      key: list.id,
      label: plain(list.name),
      iconPath: new vscode.ThemeIcon("organization"),
    }));
  });
}

/** Lets the person choose among the mail that is loaded, or find a lead's by its whole address; answers the email's id. */
export function pickEmail(session: Session, title: string): Promise<string | undefined> {
  const now = new Date();
  return pick(title, vscode.l10n.t("Sender, subject, or a lead's whole address"), async (text, signal) => {
    await session.emails.list.ensureLoaded();
    const rows =
      text.includes("@") && text.includes(".")
        ? (await session.api.emails.list({ search: text, limit: 50, signal })).rows
        : session.emails.list.state.rows;
    return items({ rows, next: undefined }, (email) => ({
      key: email.id,
      label: subjectText(email),
      description: personName({ address: email.from, name: email.fromName }),
      detail: email.date === undefined ? "" : formatAge(email.date, now),
      iconPath: new vscode.ThemeIcon(email.unread === true ? "mail" : "mail-read"),
    }));
  });
}

function items<T>(page: Page<T>, toItem: (row: T) => KeyItem): KeyItem[] {
  return page.rows.flatMap((row) => (row instanceof BrokenRow ? [] : [toItem(row)]));
}

/** A quick pick whose rows come from the API as the person types; an overtaken search is cancelled. */
async function pick(
  title: string,
  placeholder: string,
  search: (text: string, signal: AbortSignal) => Promise<KeyItem[]>,
): Promise<string | undefined> {
  const box = vscode.window.createQuickPick<KeyItem>();
  box.title = title;
  box.placeholder = placeholder;
  box.matchOnDescription = true;
  let controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let failure: Error | undefined;
  try {
    return await new Promise<string | undefined>((resolve, reject) => {
      const run = async (): Promise<void> => {
        controller.abort();
        controller = new AbortController();
        const { signal } = controller;
        box.busy = true;
        try {
          const found = await search(box.value.trim(), signal);
          if (!signal.aborted) box.items = found;
        } catch (error) {
          if (isAbort(error)) return;
          failure = error instanceof Error ? error : new Error(String(error));
          box.hide();
        } finally {
          if (!signal.aborted) box.busy = false;
        }
      };
      box.onDidChangeValue(() => {
        clearTimeout(timer);
        timer = setTimeout(() => void run(), DEBOUNCE_MS);
      });
      box.onDidAccept(() => {
        const [chosen] = box.activeItems;
        if (chosen !== undefined) resolve(chosen.key); // while nothing is found yet, Enter chooses nothing
      });
      box.onDidHide(() => (failure === undefined ? resolve(undefined) : reject(failure)));
      box.show();
      void run();
    });
  } finally {
    clearTimeout(timer);
    controller.abort();
    box.dispose();
  }
}
