import type * as vscode from "vscode";
import * as z from "zod";
import { PROFILE_HINT, type ProfileHint } from "./profileHint.ts";
import type { ProfileSecret } from "./profileSecret.ts";

const stored = z.object({
  active: z.string().optional(),
  profiles: z.array(z.object({ id: z.string(), name: z.string(), origin: z.string(), key: z.string() })),
});
export type StoredProfiles = z.infer<typeof stored>;
export type StoredProfile = StoredProfiles["profiles"][number];

const NONE: StoredProfiles = { profiles: [] };

/**
 * Profiles and their keys, all in one secret: it is written whole, so names and keys cannot drift apart, and one
 * event tells every window. Beside it a hint in `globalState` says whether profiles ought to exist, which lets
 * activation skip the keyring and reveals a machine that forgot its secrets.
 */
export class ProfileStore {
  readonly #secret: ProfileSecret;
  readonly #state: vscode.Memento;

  constructor(secret: ProfileSecret, state: vscode.Memento) {
    this.#secret = secret;
    this.#state = state;
  }

  /** What is stored; a secret that cannot be read counts as none. */
  async read(): Promise<StoredProfiles> {
    const text = await this.#secret.get();
    if (text === undefined) return NONE;
    try {
      return stored.parse(JSON.parse(text));
    } catch {
      return NONE; // not ours or damaged: signing in again replaces it
    }
  }

  /**
   * Replaces everything stored and reads it back.
   * @returns false when the machine did not keep it.
   */
  async write(profiles: StoredProfiles): Promise<boolean> {
    if (profiles.profiles.length === 0) {
      await this.#secret.delete();
      await this.setHint("none");
      return true;
    }
    const text = JSON.stringify(profiles);
    await this.#secret.store(text);
    const kept = (await this.#secret.get()) === text;
    await this.setHint(kept ? "stored" : "none");
    return kept;
  }

  get hint(): ProfileHint {
    return this.#state.get<ProfileHint>(PROFILE_HINT, "none");
  }

  async setHint(hint: ProfileHint): Promise<void> {
    await this.#state.update(PROFILE_HINT, hint);
  }

  /** The last listener counts. */
  onDidChange(listener: () => void): void {
    this.#secret.onDidChange(listener);
  }
}
