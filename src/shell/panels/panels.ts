import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import { panelState, type PanelState } from "../../shared/panelState.ts";
import { PANEL_VIEW_TYPES, type PanelViewType } from "../../shared/panelTypes.ts";
import { previewsSetting, showConversationsSetting } from "../settings.ts";
import { escapeHtml } from "./panelHtml.ts";
import type { PanelsOptions } from "./panel.ts";

/** What the registry needs of a panel, whatever it shows. */
interface PanelContent {
  dispose(): void;
}

/** What the commands for mail need of a panel that shows an email. */
export interface MailPanel extends PanelContent {
  /** The message that it is about; undefined while it is not there. */
  readonly target: Email | undefined;
  /** Whether the rest of its conversation shows as well. */
  readonly isThread: boolean;
  moveTo(id: string): Promise<void>;
  showThread(shown: boolean): Promise<void>;
}

interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  /** Undefined while its code is being loaded. */
  content: PanelContent | undefined;
}

type Opener = "person" | "reload";

/** The open panels: one for each thing. */
export class Panels implements vscode.Disposable {
  private readonly open = new Map<string, OpenPanel>();

  constructor(private readonly options: PanelsOptions) {}

  /** An email, by default alone unless the setting says otherwise. */
  async openEmail(id: string, { thread = showConversationsSetting() } = {}): Promise<void> {
    const opened = await this.show("instantly.email", id, vscode.l10n.t("Email"), thread ? { thread } : {});
    if (thread && opened?.content !== undefined) await asMailPanel(opened)?.showThread(true);
  }

  /**
   * An email that somebody has clicked on: in the tab of the one that is in sight, as VS Code previews one file after
   * another, unless that tab is pinned or VS Code's previews are off.
   */
  async previewEmail(id: string): Promise<void> {
    if (!previewsSetting() || !(await this.moveMail(id, (panel) => !isPinned(panel))))
      await this.openEmail(id);
  }

  /** The panel of an email that is in front, if one is. */
  get activeMail(): MailPanel | undefined {
    for (const opened of this.open.values()) if (opened.panel.active) return asMailPanel(opened);
    return undefined;
  }

  /** Shows another email in the tab of one, in front or at least in sight; false when no email is. */
  async moveMail(
    id: string,
    mayMove: (panel: vscode.WebviewPanel) => boolean = () => true,
  ): Promise<boolean> {
    const shown = [...this.open].filter(
      ([, opened]) => asMailPanel(opened) !== undefined && mayMove(opened.panel),
    );
    const [key, opened] =
      shown.find(([, { panel }]) => panel.active) ?? shown.find(([, { panel }]) => panel.visible) ?? [];
    const profileId = this.options.sessions.current?.profileId;
    if (key === undefined || opened === undefined || profileId === undefined) return false;
    const next = keyOf("instantly.email", { id, profileId });
    if (next === key) return true;
    const there = this.open.get(next);
    if (there !== undefined) {
      there.panel.reveal(undefined, !opened.panel.active);
      return true;
    }
    this.open.delete(key);
    this.open.set(next, opened);
    await asMailPanel(opened)?.moveTo(id);
    return true;
  }

  async openAccount(email: string): Promise<void> {
    await this.show("instantly.account", email, email);
  }

  async openLeadList(id: string): Promise<void> {
    await this.show("instantly.leadList", id, vscode.l10n.t("Lead list"));
  }

  /** What a bulk verification came to. */
  async openRunReport(runId: string): Promise<void> {
    await this.show("instantly.runReport", runId, vscode.l10n.t("Verification"));
  }

  /** What a draft will look like, beside where it is written. */
  async openDraftPreview(uri: vscode.Uri): Promise<void> {
    const title = vscode.l10n.t("Preview of {0}", uri.path.split("/").at(-1) ?? "");
    const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    await this.show("instantly.draftPreview", uri.toString(), title, {}, where);
  }

  closeDraftPreview(uri: vscode.Uri): void {
    const id = uri.toString();
    for (const [key, { panel }] of this.open)
      if (key === keyOf("instantly.draftPreview", { id, profileId: uri.authority })) panel.dispose();
  }

  /** Fills a panel that VS Code has kept over a reload of the window. */
  async restore(viewType: string, panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    await this.options.sessions.ready;
    const parsed = panelState.safeParse(state);
    if (parsed.success && isPanelViewType(viewType))
      await this.attach(viewType, panel, parsed.data, "reload");
    else panel.webview.html = lostPage();
  }

  dispose(): void {
    for (const { content } of this.open.values()) content?.dispose();
    this.open.clear();
  }

  /** Answers the panel that was there already, if one was. */
  private async show(
    viewType: PanelViewType,
    id: string,
    title: string,
    look: Pick<PanelState, "thread"> = {},
    where: vscode.ViewColumn | { viewColumn: vscode.ViewColumn; preserveFocus: boolean } = vscode.ViewColumn
      .Active,
  ): Promise<OpenPanel | undefined> {
    await this.options.sessions.ready;
    const { current } = this.options.sessions;
    if (current === undefined) {
      await vscode.commands.executeCommand("instantly.signIn");
      return undefined;
    }
    const state = { id, profileId: current.profileId, ...look };
    const existing = this.open.get(keyOf(viewType, state));
    if (existing !== undefined) {
      existing.panel.reveal();
      return existing;
    }
    const panel = vscode.window.createWebviewPanel(viewType, title, where, {
      enableFindWidget: true,
    });
    await this.attach(viewType, panel, state, "person");
    return undefined;
  }

  private async attach(
    viewType: PanelViewType,
    panel: vscode.WebviewPanel,
    state: PanelState,
    opener: Opener,
  ): Promise<void> {
    const { extensionUri } = this.options;
    const icon = (file: string): vscode.Uri => vscode.Uri.joinPath(extensionUri, "media", "icons", file);
    panel.iconPath = { dark: icon("activityBar.svg"), light: icon("panelLight.svg") };
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [
        vscode.Uri.joinPath(extensionUri, "dist", "webview"),
        vscode.Uri.joinPath(extensionUri, "media", "panels"),
      ],
    };
    const key = keyOf(viewType, state);
    const opened: OpenPanel = { panel, content: undefined };
    this.open.set(key, opened);
    panel.onDidDispose(() => {
      // Its tab may show another email by now than the one that it was opened for.
      for (const [present, other] of this.open) if (other === opened) this.open.delete(present);
    });
    const create = await loadPanel(viewType);
    // The tab may be closed, or the window closing, before the code is there.
    if (this.open.get(key) === opened) opened.content = create(this.options, panel, state, opener);
  }
}

/** Whether a panel that is in sight was pinned; VS Code tells that of tabs, and a group shows its active one. */
function isPinned({ viewColumn }: vscode.WebviewPanel): boolean {
  const group = vscode.window.tabGroups.all.find((candidate) => candidate.viewColumn === viewColumn);
  return group?.activeTab?.isPinned === true;
}

function asMailPanel({ content }: OpenPanel): MailPanel | undefined {
  return content !== undefined && "moveTo" in content ? (content as MailPanel) : undefined;
}

type CreatePanel = (
  options: PanelsOptions,
  panel: vscode.WebviewPanel,
  state: PanelState,
  opener: Opener,
) => PanelContent;

/** Reads the code of a kind of panel, the first time one is opened. */
async function loadPanel(viewType: PanelViewType): Promise<CreatePanel> {
  switch (viewType) {
    case "instantly.email": {
      const { EmailPanel } = await import("../parts/mail.ts");
      return (options, panel, state, opener) => new EmailPanel(options, panel, state, opener === "person");
    }
    case "instantly.account": {
      const { AccountPanel } = await import("../parts/objectPanels.ts");
      return (options, panel, state) => new AccountPanel(options, panel, state);
    }
    case "instantly.leadList": {
      const { LeadListPanel } = await import("../parts/objectPanels.ts");
      return (options, panel, state) => new LeadListPanel(options, panel, state);
    }
    case "instantly.draftPreview": {
      const { DraftPanel } = await import("../parts/drafts.ts");
      return (options, panel, state) => new DraftPanel(options, panel, state);
    }
    case "instantly.runReport": {
      const { RunReportPanel } = await import("../parts/results.ts");
      return (options, panel, state) => new RunReportPanel(options, panel, state);
    }
  }
}

function keyOf(viewType: PanelViewType, { id, profileId }: PanelState): string {
  return JSON.stringify([viewType, profileId, id]);
}

function isPanelViewType(viewType: string): viewType is PanelViewType {
  return PANEL_VIEW_TYPES.some((known) => known === viewType);
}

/** For a panel whose state did not survive: it cannot know what it showed. */
function lostPage(): string {
  const message = vscode.l10n.t(
    "VS Code did not keep what this tab showed. Close it and open it again from the Instantly view.",
  );
  return `<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><p>${escapeHtml(message)}</p>`;
}
