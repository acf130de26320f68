import * as vscode from "vscode";
import { BrokenRow } from "../../core/api/page.ts";
import type { Email } from "../../core/api/resources/emails.ts";
import type { Session } from "../../core/state/session.ts";
import { UserError } from "../explain.ts";
import { emailKind, subjectText } from "../words/emailWords.ts";
import { formatAge, plain } from "../words/text.ts";

interface Choice extends vscode.QuickPickItem {
  readonly run?: () => Thenable<unknown>;
}

/** What there is to do with the lead of an email: its address, and all mail with it. Nothing shows a lead by itself yet. */
export async function openLead(
  session: Session,
  email: Email,
  openEmail: (id: string) => Promise<void>,
): Promise<void> {
  const { lead } = email;
  if (lead === undefined) throw new UserError(vscode.l10n.t("This email belongs to no lead."));
  const now = new Date();
  const run = (command: string): (() => Thenable<unknown>) => {
    return () => vscode.commands.executeCommand(command, plain(lead));
  };
  const choices = async (): Promise<Choice[]> => {
    const { rows } = await session.api.emails.list({ search: lead, limit: 50, previewOnly: true });
    return [
      {
        label: vscode.l10n.t("Copy Address"),
        iconPath: new vscode.ThemeIcon("copy"),
        run: run("instantly.copyAddress"),
      },
      {
        label: vscode.l10n.t("Verify Address"),
        iconPath: new vscode.ThemeIcon("verified"),
        run: run("instantly.verifyEmail"),
      },
      { label: vscode.l10n.t("Mail with this lead"), kind: vscode.QuickPickItemKind.Separator },
      ...rows.flatMap((row): Choice[] =>
        row instanceof BrokenRow
          ? []
          : [
              {
                label: subjectText(row),
                description: [
                  emailKind(row),
                  ...(row.date === undefined ? [] : [formatAge(row.date, now)]),
                ].join(" · "),
                run: () => openEmail(row.id),
              },
            ],
      ),
    ];
  };
  const chosen = await vscode.window.showQuickPick(choices(), {
    title: plain(lead),
    placeHolder: vscode.l10n.t("Mail with this lead, or what to do with the address"),
    matchOnDescription: true,
  });
  await chosen?.run?.();
}
