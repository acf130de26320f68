import * as vscode from "vscode";
import { panelState, type PanelState } from "../../shared/panelState.ts";
import { PANEL_VIEW_TYPES, type PanelViewType } from "../../shared/panelTypes.ts";
import { escapeHtml } from "./panelHtml.ts";
import type { PanelsOptions } from "./panel.ts";

/** What the registry needs of a panel, whatever it shows. */
interface PanelContent {
  dispose(): void;
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

  openEmail(id: string): Promise<void> {
    return this.show("instantly.email", id, vscode.l10n.t("Email"));
  }

  openAccount(email: string): Promise<void> {
    return this.show("instantly.account", email, email);
  }

  openLeadList(id: string): Promise<void> {
    return this.show("instantly.leadList", id, vscode.l10n.t("Lead list"));
  }

  /** What a bulk verification came to. */
  openRunReport(runId: string): Promise<void> {
    return this.show("instantly.runReport", runId, vscode.l10n.t("Verification"));
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

  private async show(viewType: PanelViewType, id: string, title: string): Promise<void> {
    await this.options.sessions.ready;
    const { current } = this.options.sessions;
    if (current === undefined) {
      await vscode.commands.executeCommand("instantly.signIn");
      return;
    }
    const state = { id, profileId: current.profileId };
    const existing = this.open.get(keyOf(viewType, state));
    if (existing !== undefined) {
      existing.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active, {
      enableFindWidget: true,
    });
    await this.attach(viewType, panel, state, "person");
  }

  private async attach(
    viewType: PanelViewType,
    panel: vscode.WebviewPanel,
    state: PanelState,
    opener: Opener,
  ): Promise<void> {
    const { extensionUri } = this.options;
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
      if (this.open.get(key) === opened) this.open.delete(key);
    });
    const create = await loadPanel(viewType);
    // The tab may be closed, or the window closing, before the code is there.
    if (this.open.get(key) === opened) opened.content = create(this.options, panel, state, opener);
  }
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
      const { EmailPanel } = await import("./emailPanel.ts");
      return (options, panel, state, opener) => new EmailPanel(options, panel, state, opener === "person");
    }
    case "instantly.account": {
      const { AccountPanel } = await import("./accountPanel.ts");
      return (options, panel, state) => new AccountPanel(options, panel, state);
    }
    case "instantly.leadList": {
      const { LeadListPanel } = await import("./leadListPanel.ts");
      return (options, panel, state) => new LeadListPanel(options, panel, state);
    }
    case "instantly.runReport": {
      const { RunReportPanel } = await import("./runReportPanel.ts");
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
