import * as vscode from "vscode";
import type { SharedSlots, SlotNeed } from "../../core/api/budget.ts";
import type { DraftStore } from "../../core/mail/draftStore.ts";
import { DEFAULT_ORIGIN } from "../../core/api/origin.ts";
import type { Profile } from "../auth/profile.ts";
import type { RunStore } from "./runService.ts";

/** Mirrors what the store says of itself. */
export type StoreNotice =
  | { readonly kind: "memory"; readonly why: "noSqlite" | "locked" | "full" | "failed" }
  | { readonly kind: "movedAside"; readonly to: string }
  | { readonly kind: "otherKey" };

export interface OpenedStore extends RunStore {
  readonly drafts: DraftStore;
  readonly slots: SharedSlots | undefined;
  readonly notice: StoreNotice | undefined;
  close(): void;
}

/** Without a place on disk, what is kept goes with the window. */
type OpenStore = (
  place: { readonly file: string; readonly secret: Uint8Array } | undefined,
) => Promise<OpenedStore>;

const SECRET = "instantly.storeSecret";
const SECRET_BYTES = 32;
/** What the names of its files begin with. */
const NAME = "verifications";
const FILE_END = ".sqlite";
/** The name of the one store that has no file. */
const IN_MEMORY = "sample-data";

/**
 * Opens one store for each API, since a verdict of the sample data must never stand for one of Instantly's. Its secret
 * lives in SecretStorage; without it the file says nothing about anybody.
 */
export class StoreOpener implements vscode.Disposable, SharedSlots {
  readonly #context: Pick<vscode.ExtensionContext, "secrets" | "globalStorageUri">;
  readonly #open: OpenStore;
  #slots: SharedSlots | undefined;
  readonly #stores = new Map<string, Promise<OpenedStore>>();

  constructor(context: Pick<vscode.ExtensionContext, "secrets" | "globalStorageUri">, open: OpenStore) {
    this.#context = context;
    this.#open = open;
  }

  /** Never fails: what cannot be kept on disk is kept in memory, and said so. */
  async open(profile: Profile): Promise<OpenedStore> {
    const store = await this.#openOnce(storeName(profile));
    this.#slots = store.slots; // each API counts for itself
    return store;
  }

  /** The store of every API, those of earlier windows as well; not the sample data's, which nobody paid for. */
  async all(): Promise<readonly OpenedStore[]> {
    const files = (await this.#files()).filter((file) => file.endsWith(FILE_END));
    const names = new Set([...files.map((file) => file.slice(0, -FILE_END.length)), ...this.#stores.keys()]);
    names.delete(IN_MEMORY);
    return Promise.all([...names].map((name) => this.#openOnce(name)));
  }

  /** Counts a request with those of the other windows, once a store is open. */
  take(needs: readonly SlotNeed[], now: number): number {
    return this.#slots?.take(needs, now) ?? 0;
  }

  /** Closes every store and removes it together with the secret, without which it could not be read anyway. */
  async clear(): Promise<void> {
    for (const store of this.#stores.values()) (await store).close();
    this.#stores.clear();
    this.#slots = undefined;
    await this.#context.secrets.delete(SECRET);
    for (const file of await this.#files())
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(this.#context.globalStorageUri, file));
  }

  /** The same, and the whole folder with whatever else lies in it. */
  async wipe(): Promise<void> {
    await this.clear();
    await ifThere(() => vscode.workspace.fs.delete(this.#context.globalStorageUri, { recursive: true }));
  }

  dispose(): void {
    this.#slots = undefined;
    for (const store of this.#stores.values()) void store.then((opened) => opened.close());
  }

  /** The names of the stores' files and of what SQLite puts beside them. */
  async #files(): Promise<readonly string[]> {
    const entries = await ifThere(() => vscode.workspace.fs.readDirectory(this.#context.globalStorageUri));
    return (entries ?? []).map(([name]) => name).filter((name) => name.startsWith(NAME));
  }

  #openOnce(name: string): Promise<OpenedStore> {
    const opened =
      this.#stores.get(name) ?? (name === IN_MEMORY ? this.#open(undefined) : this.#openNamed(name));
    this.#stores.set(name, opened);
    return opened;
  }

  async #openNamed(name: string): Promise<OpenedStore> {
    const file = vscode.Uri.joinPath(this.#context.globalStorageUri, `${name}${FILE_END}`).fsPath;
    const store = await this.#open({ file, secret: await this.#secret() });
    if (store.notice !== undefined) void vscode.window.showWarningMessage(noticeText(store.notice));
    return store;
  }

  async #secret(): Promise<Uint8Array> {
    const known = await this.#context.secrets.get(SECRET);
    if (known !== undefined) return Buffer.from(known, "hex");
    const made = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
    await this.#context.secrets.store(SECRET, Buffer.from(made).toString("hex"));
    return made;
  }
}

/** For what may be gone already. */
async function ifThere<T>(work: () => Thenable<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}

function storeName({ origin, source }: Profile): string {
  if (source === "sandbox") return IN_MEMORY;
  return origin === DEFAULT_ORIGIN ? NAME : `${NAME}-${new URL(origin).host.replace(/\W/gu, "-")}`;
}

/** What a person hears of the store, if anything. */
export function noticeText(notice: StoreNotice): string {
  switch (notice.kind) {
    case "memory":
      return vscode.l10n.t(
        "Verifications are kept only until this window closes: {0} Until then nothing is paid for twice.",
        whyInMemory(notice.why),
      );
    case "movedAside":
      return vscode.l10n.t(
        "The file of verifications was damaged. It was moved to {0}, and a new one was begun.",
        notice.to,
      );
    case "otherKey":
      return vscode.l10n.t(
        "The key to the kept verifications is gone from VS Code's secret storage, so they were wiped.",
      );
  }
}

function whyInMemory(why: Extract<StoreNotice, { kind: "memory" }>["why"]): string {
  switch (why) {
    case "noSqlite":
      return vscode.l10n.t("this editor comes without node:sqlite.");
    case "locked":
      return vscode.l10n.t("another program holds their file. Reload the window once it has let go.");
    case "full":
      return vscode.l10n.t("the disk is full. Make room and reload the window.");
    case "failed":
      return vscode.l10n.t("their file cannot be opened or written.");
  }
}
