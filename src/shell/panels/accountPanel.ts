import * as vscode from "vscode";
import { isAbort } from "../../core/api/errors.ts";
import type { Account } from "../../core/api/resources/accounts.ts";
import type { AccountView, VitalsView } from "../../shared/accountView.ts";
import { fromAccountPanel, type FromAccountPanel } from "../../shared/fromPanel.ts";
import type { PanelState } from "../../shared/panelState.ts";
import { explain } from "../explain.ts";
import { accountView, accountWords, vitalsView } from "./accountView.ts";
import { Panel, tabTitle, type Loading, type PanelsOptions } from "./panel.ts";

/** One account. Its DNS records are tested only when asked for: the test is slow. */
export class AccountPanel extends Panel<AccountView, FromAccountPanel> {
  private account: Account | undefined;
  private vitals: VitalsView = { type: "idle" };

  constructor(options: PanelsOptions, panel: vscode.WebviewPanel, state: PanelState) {
    super(options, panel, state, {
      loading: vscode.l10n.t("Loading the account…"),
      gone: vscode.l10n.t("This account no longer exists in Instantly."),
      otherWorkspace: vscode.l10n.t(
        "This account belongs to another workspace. Switch to it to see it again.",
      ),
    });
    this.start("accountPanel", accountWords());
  }

  protected parse(message: unknown): FromAccountPanel | undefined {
    return fromAccountPanel.safeParse(message).data;
  }

  protected async load({ current, signal }: Loading): Promise<AccountView> {
    const account = await current.session.accounts.details(this.state.id, signal);
    this.account = account;
    this.panel.title = tabTitle(account.email);
    // A reload ends a test that runs (they share a signal), so its answer would never come.
    if (this.vitals.type === "loading") this.vitals = { type: "idle" };
    return this.describe(account);
  }

  protected async handle(message: FromAccountPanel): Promise<void> {
    const { account } = this;
    if (account === undefined) return;
    switch (message.type) {
      case "copy":
        return this.copy(message.part === "json" ? JSON.stringify(account.raw, null, 2) : account.email);
      case "openInWebApp":
        return this.openInWebApp("account");
      case "openLink":
        return this.openLink(message.href);
      case "testVitals":
        return this.testVitals(account);
      case "ready":
      case "refresh":
      case "act":
        return;
    }
  }

  private describe(account: Account): AccountView {
    return accountView(account, {
      now: this.options.now(),
      vitals: this.vitals,
      inWebApp: this.webApp("account") !== undefined,
    });
  }

  private async testVitals(account: Account): Promise<void> {
    const { current, signal } = this;
    if (current === undefined || this.vitals.type === "loading") return;
    this.showVitals({ type: "loading" });
    try {
      const [vitals] = await current.session.api.accounts.testVitals([account.email], { signal });
      if (signal.aborted) return;
      this.showVitals(
        vitals === undefined
          ? { type: "failed", message: vscode.l10n.t("Instantly answered without a result for this domain.") }
          : vitalsView(vitals),
      );
    } catch (error) {
      if (!signal.aborted && !isAbort(error))
        this.showVitals({ type: "failed", message: explain(error).sentence });
    }
  }

  private showVitals(vitals: VitalsView): void {
    this.vitals = vitals;
    this.update((view) => ({ ...view, vitals }));
  }
}
