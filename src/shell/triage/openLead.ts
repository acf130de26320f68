import * as vscode from "vscode";
import { BrokenRow } from "../../core/api/page.ts";
import type { Session } from "../../core/state/session.ts";
import { UserError } from "../explain.ts";
import { emailKind, subjectText } from "../words/emailWords.ts";
import { formatAge, plain } from "../words/text.ts";

interface Choice extends vscode.QuickPickItem {
  readonly run?: () => Thenable<unknown>;
}

/** What there is to do with a lead, by its address: that, and all mail with it. Nothing shows a lead by itself yet. */
export async function openLead(
  session: Session,
  lead: string | undefined,
  openEmail: (id: string) => Promise<void>,
): Promise<void> {
  if (lead === undefined) throw new UserError(vscode.l10n.t("This email belongs to no lead."));
  const box = vscode.window.createQuickPick<Choice>();
  box.title = plain(lead);
  box.placeholder = vscode.l10n.t("What to do with the address, or an email with this lead");
  box.matchOnDescription = true;
  box.items = addressChoices(lead);
  const controller = new AbortController();
  try {
    const chosen = new Promise<Choice | undefined>((resolve) => {
      box.onDidAccept(() => resolve(box.activeItems[0]));
      box.onDidHide(() => resolve(undefined));
    });
    box.show();
    box.busy = true;
    const mail = mailChoices(session, lead, openEmail, controller.signal).then((choices) => {
      box.items = [...addressChoices(lead), ...choices];
      box.busy = false;
      return chosen;
    });
    // The list of mail may wait for its turn; the address need not.
    await (await Promise.race([chosen, mail]))?.run?.();
  } finally {
    controller.abort();
    box.dispose();
  }
}

function addressChoices(lead: string): Choice[] {
  const choice = (label: string, icon: string, command: string): Choice => ({
    label,
    iconPath: new vscode.ThemeIcon(icon),
    run: () => vscode.commands.executeCommand(command, plain(lead)),
  });
  return [
    choice(vscode.l10n.t("Copy Address"), "copy", "instantly.copyAddress"),
    choice(vscode.l10n.t("Verify Address"), "verified", "instantly.verifyEmail"),
  ];
}

async function mailChoices(
  session: Session,
  lead: string,
  openEmail: (id: string) => Promise<void>,
  signal: AbortSignal,
): Promise<Choice[]> {
  const now = new Date();
  const { rows } = await session.api.emails.list({ search: lead, limit: 50, previewOnly: true, signal });
  return [
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
}
