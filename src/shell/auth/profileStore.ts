import type * as vscode from "vscode";
import * as z from "zod";
import { PROFILE_HINT, type ProfileHint } from "./profileHint.ts";

const stored = z.object({
  active: z.string().optional(),
  profiles: z.array(z.object({ id: z.string(), name: z.string(), origin: z.string(), key: z.string() })),
});
export type StoredProfiles = z.infer<typeof stored>;
export type StoredProfile = StoredProfiles["profiles"][number];

const SECRET = "instantly.profiles";
const NONE: StoredProfiles = { profiles: [] };

/**
 * Profiles and their keys, all in one secret: it is written whole, so names and keys cannot drift apart, and one
 * event tells every window. Beside it a hint in `globalState` says whether profiles ought to exist, which lets
 * activation skip the keyring and reveals a machine that forgot its secrets.
 */
export class ProfileStore {
  readonly #secrets: vscode.SecretStorage;
  readonly #state: vscode.Memento;

  constructor(context: Pick<vscode.ExtensionContext, "secrets" | "globalState">) {
    this.#secrets = context.secrets;
    this.#state = context.globalState;
  }

  /** What is stored; a secret that cannot be read counts as none. */
  async read(): Promise<StoredProfiles> {
    const text = await this.#secrets.get(SECRET);
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
      await this.#secrets.delete(SECRET);
      await this.setHint("none");
      return true;
    }
    const text = JSON.stringify(profiles);
    await this.#secrets.store(SECRET, text);
    const kept = (await this.#secrets.get(SECRET)) === text;
    await this.setHint(kept ? "stored" : "none");
    return kept;
  }

  get hint(): ProfileHint {
    return this.#state.get<ProfileHint>(PROFILE_HINT, "none");
  }

  async setHint(hint: ProfileHint): Promise<void> {
    await this.#state.update(PROFILE_HINT, hint);
  }

  onDidChange(listener: () => void): vscode.Disposable {
    return this.#secrets.onDidChange((event) => {
      if (event.key === SECRET) listener();
    });
  }
}
