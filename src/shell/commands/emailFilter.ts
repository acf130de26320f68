import * as vscode from "vscode";
import type { EmailFilter } from "../../core/state/emailStore.ts";
import type { Session } from "../../core/state/session.ts";
import { BrokenRow } from "../../core/api/page.ts";
import { plain } from "../words/text.ts";
import { pickAccount } from "./pickers.ts";

type Kind = EmailFilter["kind"];

const KINDS: readonly Kind[] = ["all", "received", "sent", "unread", "focused", "others"];

function kindWord(kind: Kind): string {
  switch (kind) {
    case "all":
      return vscode.l10n.t("All");
    case "received":
      return vscode.l10n.t("Received");
    case "sent":
      return vscode.l10n.t("Sent");
    case "unread":
      return vscode.l10n.t("Unread");
    case "focused":
      return vscode.l10n.t("Focused");
    case "others":
      return vscode.l10n.t("Others");
  }
}

/** The filter in words, for the head of the view; empty when everything shows. */
export function filterWords({ kind, account, campaign }: EmailFilter): string {
  return [
    ...(kind === "all" ? [] : [kindWord(kind)]),
    ...(account === undefined ? [] : [plain(account)]),
    ...(campaign === undefined ? [] : [plain(campaign.name)]),
  ].join(" · ");
}

/** Lets the person choose which mail the Emails view shows. */
export async function filterEmails(session: Session): Promise<void> {
  const { emails } = session;
  const current = emails.filter;
  const byAccount = vscode.l10n.t("Of One Account…");
  const byCampaign = vscode.l10n.t("Of One Campaign…");
  const choices: (vscode.QuickPickItem & { show?: Kind })[] = [
    ...KINDS.map((kind) => ({
      label: kindWord(kind),
      description: kind === current.kind ? vscode.l10n.t("now") : "",
      show: kind,
    })),
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    { label: byAccount, description: plain(current.account ?? "") },
    { label: byCampaign, description: plain(current.campaign?.name ?? "") },
  ];
  const chosen = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t("Filter Emails"),
    placeHolder: vscode.l10n.t("Which mail to show"),
  });
  if (chosen === undefined) return;
  if (chosen.show !== undefined) {
    emails.setFilter(chosen.show === "all" ? { kind: "all" } : { ...current, kind: chosen.show });
  } else if (chosen.label === byAccount) {
    const account = await pickAccount(session, vscode.l10n.t("Mail of Which Account?"));
    if (account !== undefined) emails.setFilter({ kind: current.kind, account });
  } else {
    const campaign = await pickCampaign(session);
    if (campaign !== undefined) emails.setFilter({ kind: current.kind, campaign });
  }
}

async function pickCampaign(session: Session): Promise<{ id: string; name: string } | undefined> {
  const load = async (): Promise<(vscode.QuickPickItem & { id: string })[]> => {
    const page = await session.api.campaigns.list({ limit: 100 });
    return page.rows.flatMap((row) =>
      row instanceof BrokenRow ? [] : [{ id: row.id, label: plain(row.name) }],
    );
  };
  const chosen = await vscode.window.showQuickPick(load(), {
    title: vscode.l10n.t("Mail of Which Campaign?"),
  });
  return chosen === undefined ? undefined : { id: chosen.id, name: chosen.label };
}
