import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import type { Session } from "../../core/state/session.ts";
import { subjectText } from "../words/emailWords.ts";
import { formatDate } from "../words/text.ts";

interface Choice extends vscode.QuickPickItem {
  /** Undefined: none. "ask": another time. */
  readonly at: Date | "ask" | undefined;
}

/** Lets the person choose when the Unibox reminds of an email; false when they do not. */
export async function setReminder(session: Session, email: Email, now: Date): Promise<boolean> {
  const at = (label: string, date: Date): Choice => ({ label, description: formatDate(date), at: date });
  const choices: Choice[] = [
    at(vscode.l10n.t("In 1 Hour"), new Date(now.getTime() + 60 * 60_000)),
    at(vscode.l10n.t("Tomorrow"), morning(now, 1)),
    at(vscode.l10n.t("In 3 Days"), morning(now, 3)),
    at(vscode.l10n.t("Next Week"), morning(now, (8 - now.getDay()) % 7 || 7)),
    at(vscode.l10n.t("In a Month"), morning(now, 30)),
    { label: vscode.l10n.t("Another Time…"), at: "ask" },
    ...(email.reminderAt === undefined
      ? []
      : [
          {
            label: vscode.l10n.t("Clear the Reminder"),
            description: formatDate(email.reminderAt),
            iconPath: new vscode.ThemeIcon("bell-slash"),
            at: undefined,
          },
        ]),
  ];
  const chosen = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t("Reminder for “{0}”", subjectText(email)),
    placeHolder: vscode.l10n.t("Instantly's Unibox reminds then; this extension does not"),
  });
  if (chosen === undefined) return false;
  const date = chosen.at === "ask" ? await askDate(now) : chosen.at;
  if (chosen.at === "ask" && date === undefined) return false;
  await session.emails.setReminder(email, date);
  return true;
}

async function askDate(now: Date): Promise<Date | undefined> {
  const tomorrow = morning(now, 1);
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t("When?"),
    prompt: vscode.l10n.t("Year-month-day hour:minute, in your own time zone"),
    value: localText(tomorrow),
    validateInput: (typed) => {
      const date = dateOf(typed);
      if (date === undefined) return vscode.l10n.t("Write it like {0}.", localText(tomorrow));
      return date > now ? undefined : vscode.l10n.t("That is over.");
    },
  });
  return text === undefined ? undefined : dateOf(text);
}

/** 9:00 on a day to come, in the person's own time zone. */
function morning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9);
}

function localText(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

function dateOf(text: string): Date | undefined {
  const found = /^\s*(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2}):(\d{2})\s*$/u.exec(text);
  if (found === null) return undefined;
  const date = new Date(`${found[1] ?? ""}T${(found[2] ?? "").padStart(2, "0")}:${found[3] ?? ""}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
