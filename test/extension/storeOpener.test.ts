import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import type { Profile } from "../../src/shell/auth/profile.ts";
import { type OpenedStore, StoreOpener } from "../../src/shell/runs/storeOpener.ts";

const profileOf = (origin: string): Profile => ({ id: origin, name: origin, origin, source: "stored" });

describe("the stores of several APIs", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "instantly-stores-"));
  });
  after(() => rm(folder, { recursive: true }));

  it("are all found, and requests are counted with the one in use, whichever was opened to be looked at", async () => {
    await writeFile(path.join(folder, "verifications-old-example.sqlite"), "");
    await writeFile(path.join(folder, "verifications-old-example.sqlite-wal"), "");
    const opened: string[] = [];
    const counted: string[] = [];
    const secrets = { get: () => Promise.resolve("00"), store: () => Promise.resolve() };
    const context = { secrets, globalStorageUri: vscode.Uri.file(folder) };
    const stores = new StoreOpener(context as unknown as vscode.ExtensionContext, (place) => {
      const name = path.basename(place?.file ?? "");
      opened.push(name);
      const slots = { take: () => counted.push(name) };
      const house = { use: () => undefined };
      const store = { slots, house, isDurable: true, close: () => undefined };
      return Promise.resolve(store as unknown as OpenedStore);
    });
    await stores.open(profileOf("https://one.example"));
    await stores.open(profileOf("https://two.example"));
    assert.equal((await stores.all()).length, 3);
    assert.deepEqual(opened.toSorted(), [
      "verifications-old-example.sqlite",
      "verifications-one-example.sqlite",
      "verifications-two-example.sqlite",
    ]);
    stores.take([], 0);
    await stores.open(profileOf("https://one.example"));
    stores.take([], 0);
    assert.deepEqual(counted, ["verifications-two-example.sqlite", "verifications-one-example.sqlite"]);
    stores.dispose();
  });
});
