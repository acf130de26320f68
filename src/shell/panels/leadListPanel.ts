import * as vscode from "vscode";
import { isAbort } from "../../core/api/errors.ts";
import type { LeadList } from "../../core/api/resources/leadLists.ts";
import { fromLeadListPanel, type FromLeadListPanel } from "../../shared/fromPanel.ts";
import type { LeadListView, MixView } from "../../shared/leadListView.ts";
import type { PanelState } from "../../shared/panelState.ts";
import { explain } from "../explain.ts";
import { leadListView, leadListWords, mixView } from "./leadListView.ts";
import { Panel, tabTitle, type Loading, type PanelsOptions } from "./panel.ts";

/** One lead list. Its fields show at once; the verification mix, a request of its own, follows. */
export class LeadListPanel extends Panel<LeadListView, FromLeadListPanel> {
  private list: LeadList | undefined;
  private mix: MixView = { type: "loading" };

  constructor(options: PanelsOptions, panel: vscode.WebviewPanel, state: PanelState) {
    super(options, panel, state, {
      loading: vscode.l10n.t("Loading the lead list…"),
      gone: vscode.l10n.t("This lead list no longer exists in Instantly."),
      otherWorkspace: vscode.l10n.t(
        "This lead list belongs to another workspace. Switch to it to see it again.",
      ),
    });
    this.start("leadListPanel", leadListWords());
  }

  protected parse(message: unknown): FromLeadListPanel | undefined {
    return fromLeadListPanel.safeParse(message).data;
  }

  protected async load({ current, signal }: Loading): Promise<LeadListView> {
    const list = await current.session.api.leadLists.get(this.state.id, { signal });
    this.list = list;
    this.panel.title = tabTitle(list.name);
    return leadListView(list, {
      now: this.options.now(),
      mix: this.mix,
      inWebApp: this.webApp("leadList") !== undefined,
    });
  }

  protected override async follow({ current, signal }: Loading): Promise<void> {
    let mix: MixView;
    try {
      mix = mixView(await current.session.api.leadLists.verificationStats(this.state.id, { signal }));
    } catch (error) {
      if (isAbort(error)) return;
      mix = { type: "failed", message: explain(error).sentence };
    }
    if (signal.aborted) return;
    this.mix = mix;
    this.update((view) => ({ ...view, mix }));
  }

  protected async handle(message: FromLeadListPanel): Promise<void> {
    const { list } = this;
    if (list === undefined) return;
    switch (message.type) {
      case "copy":
        return this.copy(message.part === "json" ? JSON.stringify(list.raw, null, 2) : list.id);
      case "openInWebApp":
        return this.openInWebApp("leadList");
      case "ready":
      case "refresh":
      case "act":
        return;
    }
  }
}
