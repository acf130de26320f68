import * as vscode from "vscode";
import type { DraftRecord, DraftStore } from "../../core/mail/draftStore.ts";
import type { Profile } from "../auth/profile.ts";
import type { ActiveSession, Sessions } from "../auth/sessions.ts";
import { UserError } from "../explain.ts";
import { draftPlace, type DraftPlace } from "./draftUri.ts";

export interface DraftShelfOptions {
  readonly sessions: Sessions;
  /** Opens the store of a profile's API. */
  readonly openStore: (profile: Profile) => Promise<{ readonly drafts: DraftStore }>;
}

/** Where the drafts of whoever is signed in lie. */
export class DraftShelf {
  readonly #options: DraftShelfOptions;
  /** Workspaces of this window: a draft that is open can be saved also after a switch to another one. */
  readonly #profiles = new Map<string, Profile>();

  constructor(options: DraftShelfOptions) {
    this.#options = options;
  }

  /** @throws UserError for a workspace that is not signed in to and was not in this window. */
  async of(scope: string): Promise<DraftStore> {
    const current = await this.current();
    const profile = current?.profileId === scope ? current.profile : this.#profiles.get(scope);
    if (profile === undefined) throw elsewhere(current);
    this.#profiles.set(scope, profile);
    // Asked for each time: a store may have been closed, or be on the disk at last.
    return (await this.#options.openStore(profile)).drafts;
  }

  /** The draft at an address. @throws UserError when there is none (any more), or it is another workspace's. */
  async at(uri: vscode.Uri): Promise<{ place: DraftPlace; store: DraftStore; record: DraftRecord }> {
    const place = draftPlace(uri);
    const store = place === undefined ? undefined : await this.of(place.scope);
    const record = place === undefined ? undefined : store?.find(place.scope, place.id);
    if (place === undefined || store === undefined || record === undefined)
      throw new UserError(vscode.l10n.t("This draft is no longer there: it was sent or discarded."));
    return { place, store, record };
  }

  /** Whoever is signed in, once that is known. */
  async current(): Promise<ActiveSession | undefined> {
    await this.#options.sessions.ready;
    return this.#options.sessions.current;
  }

  /** The session that may send a draft of this workspace. @throws UserError */
  async session(scope: string): Promise<ActiveSession> {
    const current = await this.current();
    if (current?.profileId !== scope) throw elsewhere(current);
    return current;
  }

  /** Lets go of workspaces whose drafts were wiped. */
  forget(): void {
    this.#profiles.clear();
  }
}

function elsewhere(current: ActiveSession | undefined): UserError {
  return current === undefined
    ? new UserError(vscode.l10n.t("You are not signed in to Instantly."), {
        label: vscode.l10n.t("Sign In"),
        command: "instantly.signIn",
      })
    : new UserError(
        vscode.l10n.t("This draft belongs to another workspace. Switch to it to read or send the draft."),
        { label: vscode.l10n.t("Switch Workspace"), command: "instantly.switchWorkspace" },
      );
}
