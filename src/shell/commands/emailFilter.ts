import * as vscode from "vscode";
import { EMAIL_GROUPINGS, type EmailGrouping } from "../../core/mail/groupEmails.ts";
import { EMAIL_KINDS, type EmailFilter, type EmailFilterKind } from "../../core/state/emailFilter.ts";
import type { Session } from "../../core/state/session.ts";
import { everyPage } from "../../core/state/everyPage.ts";
import type { ActiveSession } from "../auth/sessions.ts";
import type { EmailsView } from "../trees/emailsView.ts";
import { explain } from "../explain.ts";
import { groupingWord, kindWord } from "../words/emailViewWords.ts";
import { interestChoices } from "../words/interestChoices.ts";
import { plain } from "../words/text.ts";
import { pickAccount } from "./pickers.ts";

interface FilterItem extends vscode.QuickPickItem {
  /** Undefined when the person thought better of it. */
  readonly choose?: () => Promise<EmailFilter | undefined>;
}

const KIND_ICONS: Readonly<Record<EmailFilterKind, string>> = {
  all: "inbox",
  focused: "star-full",
  others: "archive",
  unread: "circle-filled",
  received: "mail-read",
  sent: "send",
  scheduled: "calendar",
  reminders: "bell",
};

/** Lets the person choose which mail the Emails view shows; a lead's address may be typed into the same box. */
export async function filterEmails(active: ActiveSession, view: EmailsView): Promise<void> {
  const { session } = active;
  const chosen = await pickFilter(choicesOf(session));
  const filter = await chosen?.choose?.();
  if (filter !== undefined) await view.setFilter(active, filter);
}

function choicesOf(session: Session): FilterItem[] {
  const { kind, account, campaign, lead, interest } = session.emails.filter;
  return [
    ...EMAIL_KINDS.map((each) => ({
      label: kindWord(each),
      iconPath: new vscode.ThemeIcon(KIND_ICONS[each]),
      description: each === kind ? vscode.l10n.t("now") : "",
      // "All" is the way back, whatever the list was narrowed to.
      choose: () =>
        Promise.resolve(each === "all" ? { kind: each } : { ...session.emails.filter, kind: each }),
    })),
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    {
      label: vscode.l10n.t("Of One Account…"),
      iconPath: new vscode.ThemeIcon("account"),
      description: plain(account ?? ""),
      choose: async () => {
        const found = await pickAccount(session, vscode.l10n.t("Mail of Which Account?"));
        return found === undefined ? undefined : { kind, account: found };
      },
    },
    {
      label: vscode.l10n.t("Of One Campaign…"),
      iconPath: new vscode.ThemeIcon("megaphone"),
      description: plain(campaign?.name ?? ""),
      choose: async () => {
        const found = await pickCampaign(session);
        return found === undefined ? undefined : { kind, campaign: found };
      },
    },
    {
      label: vscode.l10n.t("Of One Lead…"),
      iconPath: new vscode.ThemeIcon("person"),
      description: plain(lead ?? ""),
      choose: async () => {
        const typed = await askForLead(lead);
        return typed === undefined ? undefined : { kind, lead: typed };
      },
    },
    {
      label: vscode.l10n.t("Of One Interest Status…"),
      iconPath: new vscode.ThemeIcon("flame"),
      description: plain(interest?.name ?? ""),
      choose: async () => {
        const found = await pickInterest(session);
        return found === undefined ? undefined : { kind, interest: found };
      },
    },
  ];
}

/** A quick pick that also takes an address: Instantly finds the mail of a lead by its whole address only. */
function pickFilter(items: readonly FilterItem[]): Promise<FilterItem | undefined> {
  const box = vscode.window.createQuickPick<FilterItem>();
  box.title = vscode.l10n.t("Filter Emails");
  box.placeholder = vscode.l10n.t("Which mail to show, or the whole address of a lead");
  box.items = items;
  return new Promise<FilterItem | undefined>((resolve) => {
    box.onDidChangeValue((value) => {
      const lead = addressIn(value);
      const byLead: FilterItem[] =
        lead === undefined
          ? []
          : [
              {
                label: vscode.l10n.t("Mail with {0}", lead),
                iconPath: new vscode.ThemeIcon("search"),
                alwaysShow: true,
                choose: () => Promise.resolve({ kind: "all", lead }),
              },
            ];
      box.items = [...byLead, ...items];
    });
    box.onDidAccept(() => {
      resolve(box.activeItems[0]);
      box.hide();
    });
    box.onDidHide(() => {
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}

async function pickInterest(session: Session): Promise<{ code: number; name: string } | undefined> {
  const chosen = await vscode.window.showQuickPick(interestChoices(session), {
    title: vscode.l10n.t("Mail of Which Interest Status?"),
  });
  return chosen === undefined ? undefined : { code: chosen.code, name: chosen.label };
}

async function askForLead(lead = ""): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("Mail of Which Lead?"),
    prompt: vscode.l10n.t("The lead's whole address; Instantly finds no part of one."),
    value: lead,
    validateInput: (value) =>
      value.trim() === "" || addressIn(value) !== undefined
        ? undefined
        : vscode.l10n.t("This is not a whole address."),
  });
  return addressIn(typed ?? "");
}

function addressIn(typed: string): string | undefined {
  const text = typed.trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/u.test(text) ? text : undefined;
}

async function pickCampaign(session: Session): Promise<{ id: string; name: string } | undefined> {
  const load = async (): Promise<(vscode.QuickPickItem & { id: string })[]> => {
    const items: (vscode.QuickPickItem & { id: string })[] = [];
    try {
      for await (const rows of everyPage((request) => session.api.campaigns.list(request)))
        for (const { id, name } of rows) items.push({ id, label: plain(name) });
    } catch (error) {
      if (items.length === 0) throw error;
      items.push({ id: "", label: explain(error).sentence, kind: vscode.QuickPickItemKind.Separator });
    }
    return items;
  };
  const chosen = await vscode.window.showQuickPick(load(), {
    title: vscode.l10n.t("Mail of Which Campaign?"),
  });
  return chosen === undefined ? undefined : { id: chosen.id, name: chosen.label };
}

const GROUPING_ICONS: Readonly<Record<EmailGrouping, string>> = {
  flat: "list-flat",
  thread: "comment-discussion",
  account: "account",
  campaign: "megaphone",
  day: "calendar",
  interest: "flame",
};

/** Lets the person choose what rows of mail are put together by. */
export async function groupEmails(active: ActiveSession, view: EmailsView): Promise<void> {
  const chosen = await vscode.window.showQuickPick(
    EMAIL_GROUPINGS.map((grouping) => ({
      label: grouping === "flat" ? vscode.l10n.t("One list") : groupingLabel(grouping),
      iconPath: new vscode.ThemeIcon(GROUPING_ICONS[grouping]),
      description: grouping === view.grouping ? vscode.l10n.t("now") : "",
      grouping,
    })),
    { title: vscode.l10n.t("Group Emails") },
  );
  if (chosen !== undefined) await view.setGrouping(active, chosen.grouping);
}

function groupingLabel(grouping: EmailGrouping): string {
  const word = groupingWord(grouping);
  return word.charAt(0).toLocaleUpperCase(vscode.env.language) + word.slice(1);
}
