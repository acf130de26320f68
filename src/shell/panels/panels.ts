import * as vscode from "vscode";
import { panelState, type PanelState } from "../../shared/panelState.ts";
import type { PanelViewType } from "../../shared/panelTypes.ts";
import { AccountPanel } from "./accountPanel.ts";
import { EmailPanel } from "./emailPanel.ts";
import { LeadListPanel } from "./leadListPanel.ts";
import { escapeHtml } from "./panelHtml.ts";
import type { PanelsOptions } from "./panel.ts";

/** What the registry needs of a panel, whatever it shows. */
interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  dispose(): void;
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

  /** Fills a panel that VS Code has kept over a reload of the window. */
  restore(viewType: string, panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const parsed = panelState.safeParse(state);
    if (parsed.success && isPanelViewType(viewType)) this.attach(viewType, panel, parsed.data, "reload");
    else panel.webview.html = lostPage();
    return Promise.resolve();
  }

  dispose(): void {
    for (const panel of this.open.values()) panel.dispose();
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
    this.attach(viewType, panel, state, "person");
  }

  private attach(
    viewType: PanelViewType,
    panel: vscode.WebviewPanel,
    state: PanelState,
    opener: Opener,
  ): void {
    const { extensionUri } = this.options;
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [
        vscode.Uri.joinPath(extensionUri, "dist", "webview"),
        vscode.Uri.joinPath(extensionUri, "media", "panels"),
      ],
    };
    const key = keyOf(viewType, state);
    const opened = this.create(viewType, panel, state, opener);
    this.open.set(key, opened);
    panel.onDidDispose(() => {
      if (this.open.get(key) === opened) this.open.delete(key);
    });
  }

  private create(
    viewType: PanelViewType,
    panel: vscode.WebviewPanel,
    state: PanelState,
    opener: Opener,
  ): OpenPanel {
    switch (viewType) {
      case "instantly.email":
        return new EmailPanel(this.options, panel, state, opener === "person");
      case "instantly.account":
        return new AccountPanel(this.options, panel, state);
      case "instantly.leadList":
        return new LeadListPanel(this.options, panel, state);
    }
  }
}

function keyOf(viewType: PanelViewType, { id, profileId }: PanelState): string {
  return JSON.stringify([viewType, profileId, id]);
}

function isPanelViewType(viewType: string): viewType is PanelViewType {
  return (
    viewType === "instantly.email" || viewType === "instantly.account" || viewType === "instantly.leadList"
  );
}

/** For a panel whose state did not survive: it cannot know what it showed. */
function lostPage(): string {
  const message = vscode.l10n.t(
    "VS Code did not keep what this tab showed. Close it and open it again from the Instantly view.",
  );
  return `<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><p>${escapeHtml(message)}</p>`;
}
