import { createHash, randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { PageCache, PageStore } from "../../core/state/pageCache.ts";
import type { Profile } from "../auth/profile.ts";
import { ProfilePages } from "./profilePages.ts";

/** What makes and removes the places of pages; loaded when there is something to read or to write. */
export interface PageStores {
  openPageStore(place: {
    readonly file: string;
    readonly secret: Uint8Array;
    readonly owner: string;
  }): Promise<PageStore>;
  openMemoryPages(): PageStore;
  removePageStore(file: string): void;
}

type Context = Pick<vscode.ExtensionContext, "secrets" | "globalState" | "globalStorageUri">;

/** The profiles that have pages on this machine, so that a window without any opens nothing. */
const PROFILES = "instantly.pages";
const SECRET_BYTES = 32;

/**
 * The page caches of the signed-in workspaces: a file for each, closed with a secret of its own in SecretStorage and with
 * the API key that the pages came by. Signing out destroys the secret, and with it every copy of the file.
 */
export class PageCaches implements vscode.Disposable {
  readonly #context: Context;
  readonly #load: () => Promise<PageStores>;
  readonly #secrets = new Map<string, Thenable<string | undefined>>();
  #loaded: Promise<PageStores> | undefined;
  #current: { readonly profileId: string; readonly owner: string; readonly pages: ProfilePages } | undefined;

  constructor(context: Context, load: () => Promise<PageStores>) {
    this.#context = context;
    this.#load = load;
    // What the first row waits for is asked for while it is still being found out who is signed in.
    for (const id of this.profileIds) this.#secrets.set(id, context.secrets.get(secretName(id)));
    if (this.#secrets.size > 0) void this.#stores();
  }

  /** Profiles that have pages on this machine. */
  get profileIds(): readonly string[] {
    return this.#context.globalState.get<readonly string[]>(PROFILES, []);
  }

  /** The cache of whoever is signed in now; that of the one before is closed. */
  of({ id, origin, source }: Profile, key: string): PageCache {
    const owner = createHash("sha256").update(`${origin} ${key}`).digest("hex");
    if (this.#current?.profileId === id && this.#current.owner === owner) return this.#current.pages;
    void this.#current?.pages.close();
    const pages =
      source === "sandbox"
        ? new ProfilePages({
            open: async () => (await this.#stores()).openMemoryPages(),
            hasPages: () => false,
          })
        : new ProfilePages({
            open: () => this.#open(id, owner),
            hasPages: () => this.profileIds.includes(id),
          });
    this.#current = { profileId: id, owner, pages };
    return pages;
  }

  /** Lets go of the pages of a workspace that is not signed in to any more; what was still to be written is not. */
  keepOnly(profileId: string | undefined): void {
    if (this.#current === undefined || this.#current.profileId === profileId) return;
    void this.#current.pages.close();
    this.#current = undefined;
  }

  /** How much lies on this machine, of all workspaces. */
  async bytes(): Promise<number> {
    await this.flush();
    let total = 0;
    for (const id of this.profileIds) {
      try {
        total += (await vscode.workspace.fs.stat(vscode.Uri.file(this.#file(id)))).size;
      } catch (error) {
        if (!(error instanceof vscode.FileSystemError)) throw error; // else it is gone already
      }
    }
    return total;
  }

  /** Writes what is still to be written. */
  async flush(): Promise<void> {
    await this.#current?.pages.flush();
  }

  /** Removes a workspace's pages and the secret without which no copy of them can be read. */
  async wipe(profileId: string): Promise<void> {
    if (this.#current?.profileId === profileId) await this.#current.pages.empty();
    if (!this.profileIds.includes(profileId)) return;
    this.#secrets.delete(profileId);
    await this.#context.secrets.delete(secretName(profileId));
    const others = this.profileIds.filter((id) => id !== profileId);
    await this.#context.globalState.update(PROFILES, others.length === 0 ? undefined : others);
    try {
      (await this.#stores()).removePageStore(this.#file(profileId));
    } catch {
      // Another window has it open, on a machine that then keeps it: without its secret it says nothing.
    }
  }

  async wipeAll(): Promise<void> {
    const current = this.#current?.profileId;
    for (const id of new Set([...this.profileIds, ...(current === undefined ? [] : [current])]))
      await this.wipe(id);
  }

  dispose(): void {
    void this.#current?.pages.close();
  }

  #stores(): Promise<PageStores> {
    return (this.#loaded ??= this.#load());
  }

  async #open(profileId: string, owner: string): Promise<PageStore> {
    const [stores, secret] = await Promise.all([this.#stores(), this.#secret(profileId)]);
    return stores.openPageStore({ file: this.#file(profileId), secret, owner });
  }

  #file(profileId: string): string {
    const name = createHash("sha256").update(profileId).digest("hex").slice(0, 16);
    return vscode.Uri.joinPath(this.#context.globalStorageUri, `pages-${name}.sqlite`).fsPath;
  }

  async #secret(profileId: string): Promise<Uint8Array> {
    const { secrets, globalState } = this.#context;
    const known = await (this.#secrets.get(profileId) ?? secrets.get(secretName(profileId)));
    if (known !== undefined && this.profileIds.includes(profileId)) return Buffer.from(known, "hex");
    const made = randomBytes(SECRET_BYTES);
    await secrets.store(secretName(profileId), made.toString("hex"));
    this.#secrets.set(profileId, Promise.resolve(made.toString("hex")));
    await globalState.update(PROFILES, [...this.profileIds.filter((id) => id !== profileId), profileId]);
    return made;
  }
}

const secretName = (profileId: string): string => `instantly.pages ${profileId}`;
