import type * as vscode from "vscode";

const SECRET = "instantly.profiles";

/** The one secret that holds every profile with its key. */
export class ProfileSecret implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #subscription: vscode.Disposable;
  #listener: (() => void) | undefined;
  #early: Thenable<string | undefined> | undefined;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key !== SECRET) return;
      this.#early = undefined;
      this.#listener?.();
    });
  }

  /** Asks the keyring now, for the next `get`: it takes as long to answer as the extension's code to load. */
  prefetch(): void {
    this.#early ??= this.#secrets.get(SECRET);
    this.#early.then(undefined, () => undefined); // who gets it is told
  }

  get(): Thenable<string | undefined> {
    const early = this.#early;
    this.#early = undefined;
    return early ?? this.#secrets.get(SECRET);
  }

  store(text: string): Thenable<void> {
    return this.#secrets.store(SECRET, text);
  }

  delete(): Thenable<void> {
    return this.#secrets.delete(SECRET);
  }

  /** Told when any window, this one too, has stored or deleted it; the last listener counts. */
  onDidChange(listener: () => void): void {
    this.#listener = listener;
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
