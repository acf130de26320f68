import type * as vscode from "vscode";
import type { ActiveSession, Sessions } from "../auth/sessions.ts";
import type { ViewParts } from "./listView.ts";
import type { TreeNode } from "./treeNode.ts";
import { VerificationNode } from "./verificationNode.ts";

/** What was verified in this window, newest first. */
export class VerificationsView implements vscode.Disposable {
  readonly #parts: ViewParts;
  readonly #sessions: Sessions;
  readonly #now: () => Date;
  readonly #subscription: vscode.Disposable;
  #session: ActiveSession | undefined;
  #unfollow: (() => void) | undefined;

  constructor(parts: ViewParts, sessions: Sessions, now: () => Date) {
    this.#parts = parts;
    this.#sessions = sessions;
    this.#now = now;
    this.#subscription = sessions.onDidChange(() => this.#follow());
    this.#follow();
  }

  async roots(): Promise<readonly TreeNode[]> {
    await this.#sessions.ready;
    return (this.#session?.session.verifications.results ?? []).map(
      (result) => new VerificationNode(result, this.#now()),
    );
  }

  redraw(): void {
    this.#parts.provider.redraw();
  }

  dispose(): void {
    this.#unfollow?.();
    this.#subscription.dispose();
  }

  #follow(): void {
    if (this.#session === this.#sessions.current) return;
    this.#unfollow?.();
    this.#session = this.#sessions.current;
    this.#unfollow = this.#session?.session.verifications.onDidChange(() => this.redraw());
    this.redraw();
  }
}
