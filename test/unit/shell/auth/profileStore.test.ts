import { describe, expect, it } from "vitest";
import type * as vscode from "vscode";
import { ProfileSecret } from "../../../../src/shell/auth/profileSecret.ts";
import { ProfileStore } from "../../../../src/shell/auth/profileStore.ts";

/** A machine's keyring; a broken one takes what it is given and keeps nothing, as some Linux machines do. */
class Keyring {
  readonly kept = new Map<string, string>();
  reads = 0;
  changed: (event: { key: string }) => void = () => undefined;
  keeps = true;

  get(key: string): Promise<string | undefined> {
    this.reads++;
    return Promise.resolve(this.kept.get(key));
  }
  store(key: string, value: string): Promise<void> {
    if (this.keeps) this.kept.set(key, value);
    this.changed({ key });
    return Promise.resolve();
  }
  delete(key: string): Promise<void> {
    this.kept.delete(key);
    this.changed({ key });
    return Promise.resolve();
  }
  onDidChange(listener: (event: { key: string }) => void): { dispose(): void } {
    this.changed = listener;
    return { dispose: () => undefined };
  }
}

function createStore(keyring: Keyring): { store: ProfileStore; secret: ProfileSecret } {
  const state = new Map<string, unknown>();
  const secret = new ProfileSecret(keyring as unknown as vscode.SecretStorage);
  const memento = {
    get: <T>(key: string, fallback: T): T => (state.get(key) as T | undefined) ?? fallback,
    update: (key: string, value: unknown) => Promise.resolve(void state.set(key, value)),
  };
  return { store: new ProfileStore(secret, memento as unknown as vscode.Memento), secret };
}

const PROFILES = {
  active: "1",
  profiles: [{ id: "1", name: "Ours", origin: "https://api.instantly.ai", key: "secret" }],
};

describe("the stored profiles", () => {
  it("are read back when they are written, and expected by the next window", async () => {
    const { store } = createStore(new Keyring());
    expect(await store.write(PROFILES)).toBe(true);
    expect(await store.read()).toEqual(PROFILES);
    expect(store.hint).toBe("stored");
  });

  it("say that a machine did not keep them, and let no window expect them", async () => {
    const keyring = new Keyring();
    keyring.keeps = false;
    const { store } = createStore(keyring);
    expect(await store.write(PROFILES)).toBe(false);
    expect(store.hint).toBe("none");
  });

  it("count as none when the secret is damaged", async () => {
    const keyring = new Keyring();
    const { store } = createStore(keyring);
    keyring.kept.set("instantly.profiles", '{"profiles":[{"id":1}]}');
    expect(await store.read()).toEqual({ profiles: [] });
    keyring.kept.set("instantly.profiles", "no JSON");
    expect(await store.read()).toEqual({ profiles: [] });
  });

  it("are asked for once when the code that needs them is still being loaded", async () => {
    const keyring = new Keyring();
    const { store, secret } = createStore(keyring);
    secret.prefetch();
    await store.read();
    expect(keyring.reads).toBe(1);
    await store.read();
    expect(keyring.reads).toBe(2);
  });

  it("are asked for again when another window changed them meanwhile", async () => {
    const keyring = new Keyring();
    const { store, secret } = createStore(keyring);
    secret.prefetch();
    keyring.kept.set("instantly.profiles", JSON.stringify(PROFILES));
    keyring.changed({ key: "instantly.profiles" });
    expect(await store.read()).toEqual(PROFILES);
  });

  it("tell of their own changes only", async () => {
    const keyring = new Keyring();
    const { store } = createStore(keyring);
    let changes = 0;
    store.onDidChange(() => changes++);
    keyring.changed({ key: "something.else" });
    expect(changes).toBe(0);
    await store.write({ profiles: [] });
    expect(changes).toBe(1);
  });
});
