import * as path from "node:path";
import * as vscode from "vscode";
import type { SharedSlots, SlotNeed } from "../../core/api/budget.ts";
import type { DraftStore } from "../../core/mail/draftStore.ts";
import { DEFAULT_ORIGIN } from "../../core/api/origin.ts";
import type { Journal } from "../../core/verification/journal.ts";
import type { Ledger } from "../../core/verification/ledger.ts";
import { StoreError } from "../../core/verification/storeError.ts";
import type { Profile } from "../auth/profile.ts";
import { noticeText, type StoreNotice } from "./storeNotice.ts";

/** Counts and deletes what is kept, of one workspace or of all. */
export interface Housekeeping {
  /** Notes that a workspace keeps things there. @throws StoreError */
  use(scope: string): void;
  /** @throws StoreError */
  drafts(scope?: string): number;
  /** @throws StoreError */
  runs(scope?: string): number;
  /** Whether a window, this one or another, verifies or sends something now. @throws StoreError */
  isAtWork(now: number): boolean;
  /** Whether other workspaces keep things there. @throws StoreError */
  isShared(scope: string): boolean;
  /** Deletes the drafts and runs of one workspace. @throws StoreError */
  leave(scope: string): Promise<void>;
  /** @throws StoreError */
  clear(): Promise<void>;
}

export interface OpenedStore {
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly drafts: DraftStore;
  readonly slots: SharedSlots | undefined;
  readonly house: Housekeeping;
  readonly file: string | undefined;
  readonly isDurable: boolean;
  readonly notice: StoreNotice | undefined;
  allowPaying(): void;
  close(): void;
}

/** Without a place on disk, what is kept goes with the window. */
type OpenStore = (
  place: { readonly file: string; readonly secret: Uint8Array; readonly lockWaitMs?: number } | undefined,
) => Promise<OpenedStore>;

const SECRET = "instantly.storeSecret";
/** Made when the first was not there once, although there are files: it must not be written over. */
const SPARE_SECRET = "instantly.storeSecret.spare";
const SECRET_BYTES = 32;
/** What the names of its files begin with. */
const NAME = "verifications";
const FILE_END = ".sqlite";
/** The name of the one store that has no file. */
const IN_MEMORY = "sample-data";
/** A place that could not be had is tried again after this. */
const RETRY_MS = 5_000;

interface Held {
  readonly store: Promise<OpenedStore>;
  /** When it was opened. */
  readonly at: number;
}

/**
 * Opens one store for each API, since a verdict of the sample data must never stand for one of Instantly's. Its secret
 * lives in SecretStorage; without it the file says nothing about anybody.
 */
export class StoreOpener implements vscode.Disposable, SharedSlots {
  readonly #context: Pick<vscode.ExtensionContext, "secrets" | "globalStorageUri">;
  readonly #open: OpenStore;
  #slots: SharedSlots | undefined;
  readonly #stores = new Map<string, Held>();
  readonly #beforeWipe: () => void;
  /** Stores in memory that a person has agreed to pay into. */
  readonly #agreed = new WeakSet<OpenedStore>();
  readonly #told = new Set<string>();

  /** @param beforeWipe lets go of what else is open in the folder */
  constructor(
    context: Pick<vscode.ExtensionContext, "secrets" | "globalStorageUri">,
    open: OpenStore,
    beforeWipe: () => void = () => undefined,
  ) {
    this.#context = context;
    this.#open = open;
    this.#beforeWipe = beforeWipe;
  }

  /** Never fails: what cannot be kept on disk is kept in memory, and said so; the disk is tried again before long. */
  async open(profile: Profile): Promise<OpenedStore> {
    const store = await this.#openOnce(storeName(profile));
    this.#slots = store.slots; // each API counts for itself
    if (store.isDurable)
      try {
        store.house.use(profile.id);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error; // the next time
      }
    return store;
  }

  /** A person has agreed to pay into a store that nothing keeps: this window stays with it. */
  agreeToPay(store: OpenedStore): void {
    this.#agreed.add(store);
    store.allowPaying();
  }

  /** The store of every API, those of earlier windows as well; not the sample data's, which nobody paid for. */
  async all(): Promise<readonly OpenedStore[]> {
    const files = (await this.#files()).filter((file) => file.endsWith(FILE_END));
    const names = new Set([...files.map((file) => file.slice(0, -FILE_END.length)), ...this.#stores.keys()]);
    names.delete(IN_MEMORY);
    return Promise.all([...names].map((name) => this.#openOnce(name)));
  }

  /** Counts a request with those of the other windows, once a store is open. */
  take(needs: readonly SlotNeed[], now: number, read?: () => number): number {
    return this.#slots?.take(needs, now, read) ?? 0;
  }

  /** Whether a window, this one or another, verifies or sends something now. @throws StoreError */
  async isAnyAtWork(): Promise<boolean> {
    return (await this.all()).some(({ house, notice }) => {
      if (notice?.kind === "memory" && notice.why === "locked") throw new StoreError("locked");
      return house.isAtWork(Date.now());
    });
  }

  /** Whether other workspaces than this one keep things on this machine. @throws StoreError */
  async isShared(scope: string): Promise<boolean> {
    return (await this.all()).some(({ house }) => house.isShared(scope));
  }

  /**
   * Deletes what every store keeps. The files stay where they are: other windows may have them open, and would go on in
   * files that nobody finds any more. What could not be read goes as a whole.
   * @throws StoreError
   */
  async clear(): Promise<void> {
    const stores = await this.all();
    for (const { house } of stores) await house.clear();
    const used = new Set(stores.flatMap(({ file }) => (file === undefined ? [] : [path.basename(file)])));
    for (const file of await this.#files())
      if (!used.has(file.replace(/-(?:wal|shm)$/u, ""))) await this.#delete(file);
  }

  /** Deletes the drafts and runs of a workspace. @throws StoreError */
  async leave(scope: string): Promise<void> {
    for (const { house } of await this.all()) await house.leave(scope);
  }

  dispose(): void {
    this.#slots = undefined;
    for (const { store } of this.#stores.values()) void store.then((opened) => opened.close());
  }

  /**
   * Everything goes, with the secret, without which no copy can be read, and the whole folder: after the last workspace.
   * @throws StoreError
   */
  async wipe(): Promise<void> {
    this.#beforeWipe();
    for (const { house } of await this.all()) await house.clear(); // for windows that have them open
    for (const { store } of this.#stores.values()) (await store).close();
    this.#stores.clear();
    this.#slots = undefined;
    await this.#context.secrets.delete(SECRET);
    await this.#context.secrets.delete(SPARE_SECRET);
    for (const file of await this.#files()) await this.#delete(file);
    await ifThere(() => vscode.workspace.fs.delete(this.#context.globalStorageUri, { recursive: true }));
  }

  async #delete(file: string): Promise<void> {
    await ifThere(() =>
      vscode.workspace.fs.delete(vscode.Uri.joinPath(this.#context.globalStorageUri, file)),
    );
  }

  /** The names of the stores' files and of what SQLite puts beside them. */
  async #files(): Promise<readonly string[]> {
    const entries = await ifThere(() => vscode.workspace.fs.readDirectory(this.#context.globalStorageUri));
    return (entries ?? []).map(([name]) => name).filter((name) => name.startsWith(NAME));
  }

  async #openOnce(name: string): Promise<OpenedStore> {
    const held = this.#stores.get(name);
    if (held === undefined) return this.#hold(name, undefined);
    const store = await held.store;
    const isFinal = store.isDurable || name === IN_MEMORY || this.#agreed.has(store);
    if (isFinal || Date.now() - held.at < RETRY_MS || this.#stores.get(name) !== held) return store;
    return this.#hold(name, store);
  }

  /** @param before a store in memory, which stays while the place cannot be had still. */
  #hold(name: string, before: OpenedStore | undefined): Promise<OpenedStore> {
    const store = (
      name === IN_MEMORY ? this.#open(undefined) : this.#openNamed(name, before !== undefined)
    ).then((opened) => (opened.isDurable ? opened : (before ?? opened)));
    this.#stores.set(name, { store, at: Date.now() });
    return store;
  }

  async #openNamed(name: string, isRetry: boolean): Promise<OpenedStore> {
    const file = vscode.Uri.joinPath(this.#context.globalStorageUri, `${name}${FILE_END}`).fsPath;
    const place = { file, secret: await this.#secret(), ...(isRetry ? { lockWaitMs: 0 } : {}) };
    const store = await this.#open(place);
    if (store.notice !== undefined) this.#tell(noticeText(store.notice));
    return store;
  }

  #tell(sentence: string): void {
    if (this.#told.has(sentence)) return;
    this.#told.add(sentence);
    void vscode.window.showWarningMessage(sentence);
  }

  async #secret(): Promise<Uint8Array> {
    const { secrets } = this.#context;
    const known = (await secrets.get(SECRET)) ?? (await secrets.get(SPARE_SECRET));
    if (known !== undefined) return Buffer.from(known, "hex");
    const made = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
    const isFirst = (await this.#files()).length === 0;
    await secrets.store(isFirst ? SECRET : SPARE_SECRET, Buffer.from(made).toString("hex"));
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
