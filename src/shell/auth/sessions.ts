import * as vscode from "vscode";
import type { InstantlyApi } from "../../core/api/instantlyApi.ts";
import { parseOrigin } from "../../core/api/origin.ts";
import type { PageCache } from "../../core/state/pageCache.ts";
import { Session } from "../../core/state/session.ts";
import { baseUrlSetting } from "../settings.ts";
import { ENVIRONMENT_PROFILE_ID, SANDBOX_PROFILE_ID, type Profile } from "./profile.ts";
import type { ProfileStore, StoredProfile } from "./profileStore.ts";

/** Why nobody is signed in; each has its own welcome text. */
export type SignedOutReason = "none" | "rejected" | "lost" | "otherOrigin" | "badOrigin";

export interface ActiveSession {
  readonly profile: Profile;
  readonly profileId: string;
  readonly session: Session;
}

/** Starts the local Instantly API and says where it is. */
export type StartSandbox = () => Promise<{ readonly origin: string; readonly key: string }>;

export interface SessionsOptions {
  readonly store: ProfileStore;
  /** A key from the environment, used when nothing is stored. */
  readonly environmentKey: string | undefined;
  readonly createApi: (origin: string, key: string, onRejected: () => void) => InstantlyApi;
  readonly startSandbox: StartSandbox;
  /** What earlier windows have kept of a workspace, as far as its key may still read it. */
  readonly openCache: (profile: Profile, key: string) => PageCache;
}

interface Credentials {
  readonly profile: Profile;
  readonly key: string;
}

/**
 * Who is signed in, in this window. The session is replaced as a whole, so that an answer to an old one can only reach
 * an object that nobody shows any more. Secrets drive it: what another window stores or deletes arrives here too.
 */
export class Sessions implements vscode.Disposable {
  readonly #options: SessionsOptions;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  readonly onDidChange = this.#changed.event;
  /** Settled once it is known whether somebody is signed in. */
  readonly ready: Promise<void>;
  #current: ActiveSession | undefined;
  #currentKey: string | undefined;
  #reason: SignedOutReason = "none";
  #turn = 0;

  constructor(options: SessionsOptions) {
    this.#options = options;
    this.#subscriptions = [
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("instantly.api.baseUrl")) void this.reload();
      }),
    ];
    options.store.onDidChange(() => void this.reload());
    this.ready = this.reload();
  }

  get current(): ActiveSession | undefined {
    return this.#current;
  }

  get signedOutReason(): SignedOutReason {
    return this.#reason;
  }

  /** Works out again who is signed in; keeps the session when nothing about it changed. */
  async reload(): Promise<void> {
    const turn = ++this.#turn;
    const found = await this.#find();
    if (turn !== this.#turn) return; // a later change has overtaken this one
    if ("reason" in found) this.#set(undefined, found.reason);
    else this.#set(found, "none");
  }

  /** Forgets a rejected key's verdict and asks again with the same key. */
  async retry(): Promise<void> {
    this.#current?.session.dispose();
    this.#current = undefined;
    await this.reload();
  }

  dispose(): void {
    this.#turn++;
    this.#current?.session.dispose();
    vscode.Disposable.from(...this.#subscriptions, this.#changed).dispose();
  }

  async #find(): Promise<Credentials | { reason: SignedOutReason }> {
    const { store, environmentKey } = this.#options;
    if (store.hint === "sandbox") {
      const { origin, key } = await this.#options.startSandbox();
      return {
        profile: { id: SANDBOX_PROFILE_ID, name: vscode.l10n.t("Sample Data"), origin, source: "sandbox" },
        key,
      };
    }
    const { active, profiles } = await store.read();
    const origin = parseOrigin(baseUrlSetting());
    if (!origin.ok) return { reason: "badOrigin" };
    const chosen = profiles.find((profile) => profile.id === active);
    if (chosen !== undefined)
      return chosen.origin === origin.origin ? asCredentials(chosen) : { reason: "otherOrigin" };
    const isEnvironment = active === undefined || active === ENVIRONMENT_PROFILE_ID;
    if (environmentKey !== undefined && isEnvironment && store.hint !== "left")
      return {
        profile: {
          id: ENVIRONMENT_PROFILE_ID,
          name: vscode.l10n.t("Environment"),
          origin: origin.origin,
          source: "environment",
        },
        key: environmentKey,
      };
    return { reason: store.hint === "stored" && profiles.length === 0 ? "lost" : "none" };
  }

  #set(next: Credentials | undefined, reason: SignedOutReason): void {
    const same =
      next !== undefined &&
      this.#current !== undefined &&
      this.#currentKey === next.key &&
      JSON.stringify(this.#current.profile) === JSON.stringify(next.profile);
    if (same) return;
    this.#current?.session.dispose();
    this.#reason = reason;
    this.#currentKey = next?.key;
    this.#current = next === undefined ? undefined : this.#open(next);
    this.#changed.fire();
  }

  #open({ profile, key }: Credentials): ActiveSession {
    const api = this.#options.createApi(profile.origin, key, () => {
      // Only the API's own word that the key is invalid ends a session; a network failure never does.
      if (this.#current === opened) this.#set(undefined, "rejected");
    });
    const opened = {
      profile,
      profileId: profile.id,
      session: new Session({ api, cache: this.#options.openCache(profile, key) }),
    };
    return opened;
  }
}

function asCredentials({ id, name, origin, key }: StoredProfile): Credentials {
  return { profile: { id, name, origin, source: "stored" }, key };
}
