import * as vscode from "vscode";
import type { RequestBudget } from "../core/api/budget.ts";
import type { ActiveSession, Sessions } from "./auth/sessions.ts";
import { workspaceName } from "./auth/workspaceName.ts";
import { plain } from "./words/text.ts";

/** One item on the left: the workspace, or what a request of over a second is waiting for. */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem(
    "instantly.workspace",
    vscode.StatusBarAlignment.Left,
    0,
  );
  readonly #sessions: Sessions;
  readonly #budget: RequestBudget;
  readonly #stops: (() => void)[];
  /** Of the session that it belongs to, once Instantly has said it. */
  #named: { readonly active: ActiveSession; readonly name: string } | undefined;

  constructor(sessions: Sessions, budget: RequestBudget) {
    this.#sessions = sessions;
    this.#budget = budget;
    this.#item.name = "Instantly";
    this.#item.command = "instantly.switchWorkspace";
    const changed = sessions.onDidChange(() => {
      this.#draw();
      void this.#askName();
    });
    this.#stops = [() => void changed.dispose(), budget.onDidChangeWaiting(() => this.#draw())];
    this.#draw();
  }

  dispose(): void {
    this.#stops.forEach((stop) => stop());
    this.#item.dispose();
  }

  async #askName(): Promise<void> {
    const active = this.#sessions.current;
    const name = active && (await workspaceName(active));
    if (active === undefined || name === undefined || this.#sessions.current !== active) return;
    this.#named = { active, name };
    this.#draw();
  }

  #nameOf(active: ActiveSession): string {
    const { name } = active.profile;
    return plain(this.#named?.active === active ? `${this.#named.name} (${name})` : name);
  }

  #draw(): void {
    const current = this.#sessions.current;
    if (current === undefined) {
      this.#item.hide();
      return;
    }
    const name = this.#nameOf(current);
    const wait = this.#budget.waiting;
    const seconds = wait === undefined ? 0 : Math.ceil(wait.waitMs / 1000);
    const reason =
      wait?.bucket === "mailList"
        ? vscode.l10n.t("Instantly allows 20 mail lists a minute; the next one is due in {0} s.", seconds)
        : vscode.l10n.t("Instantly's request limit is used up; the next request is due in {0} s.", seconds);
    this.#item.text =
      wait === undefined
        ? `$(rocket) ${name}`
        : `$(sync~spin) ${vscode.l10n.t("{0}: waiting {1} s", name, seconds)}`;
    this.#item.tooltip = [
      vscode.l10n.t("Instantly workspace {0} ({1})", name, new URL(current.profile.origin).host),
      ...(wait === undefined ? [] : [reason]),
      vscode.l10n.t("Click to switch."),
    ].join("\n");
    this.#item.accessibilityInformation = { label: vscode.l10n.t("Instantly workspace {0}", name) };
    this.#item.show();
  }
}
