import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { inspect } from "node:util";
import { runInThisContext } from "node:vm";
import * as vscode from "vscode";

interface Answer {
  readonly email: string;
  readonly verdict: string;
  readonly catchAll: unknown;
  readonly creditsUsed: number;
  readonly creditsLeft: number;
  readonly checkedAt: string;
  readonly source: string;
}
interface Exports {
  readonly version: number;
  findEmails(text: string): { offset: number; length: number; email: string }[];
  verify(
    addresses: Iterable<string>,
    options?: { signal?: AbortSignal; maxCredits?: number },
  ): AsyncIterable<Answer>;
}

type PageExample = (
  api: typeof vscode,
  text: string,
  console: { log: (...words: unknown[]) => void },
) => Promise<void>;

async function load(): Promise<Exports> {
  const extension = vscode.extensions.getExtension<Exports>("instantly-community.instantly-vscode");
  assert.ok(extension);
  return extension.activate();
}

describe("what other extensions get", () => {
  let api: Exports;

  before(async () => {
    api = await load();
  });

  it("is version 1 and finds addresses by UTF-16 offsets", () => {
    assert.equal(api.version, 1);
    const text = "😀 Ann <ann@corp.example>, bob@corp.example.";
    const found = api.findEmails(text);
    assert.deepEqual(
      found.map(({ email }) => email),
      ["ann@corp.example", "bob@corp.example"],
    );
    for (const { offset, length, email } of found) assert.equal(text.slice(offset, offset + length), email);
  });

  it("refuses to verify while nobody is signed in", async () => {
    await assert.rejects(verifyAll(["verified@corp.example"]), /Sign in to verify/);
  });

  describe("when somebody is signed in", () => {
    before(() => vscode.commands.executeCommand("instantly.openSandbox"));
    after(() => vscode.commands.executeCommand("instantly.signOut"));

    it("verifies in turn, each address once, and says what it cost", async () => {
      const answers = await verifyAll([
        "verified@corp.example",
        "Verified@corp.example",
        "invalid@corp.example",
      ]);
      assert.deepEqual(
        answers.map(({ email, verdict }) => `${email} ${verdict}`),
        ["verified@corp.example verified", "invalid@corp.example invalid"],
      );
      const [first] = answers;
      assert.deepEqual(Object.keys(first ?? {}).toSorted(), [
        "catchAll",
        "checkedAt",
        "creditsLeft",
        "creditsUsed",
        "email",
        "source",
        "verdict",
      ]);
      assert.equal(first?.creditsUsed, 0.25);
      assert.ok(Math.abs(Date.now() - Date.parse(first.checkedAt)) < 60_000);
    });

    it("is called as its page says", async () => {
      const extension = vscode.extensions.getExtension("instantly-community.instantly-vscode");
      const text = await readFile(
        path.join(extension?.extensionPath ?? "", "docs/other-extensions.md"),
        "utf8",
      );
      const [, example] = /^# For other extensions\n\n```js\n([^]*?)```$/mu.exec(text) ?? [];
      assert.ok(example !== undefined, "the example is gone");
      const said: unknown[][] = [];
      const run = runInThisContext(`(async (vscode, text, console) => {${example}})`) as PageExample;
      await run(vscode, "Ask <risky@readme.example>, or verified@readme.example.", {
        log: (...words: unknown[]) => said.push(words),
      });
      assert.deepEqual(said, [
        ["risky@readme.example", "risky", 0.25],
        ["verified@readme.example", "verified", 0.25],
      ]);
    });

    it("pays for nothing twice, and says where an answer is from", async () => {
      const [paid] = await verifyAll(["risky@once.example"]);
      const [known] = await verifyAll(["Risky@once.example"]);
      assert.deepEqual([paid?.source, paid?.creditsUsed], ["instantly", 0.25]);
      assert.deepEqual([known?.source, known?.creditsUsed, known?.verdict], ["ledger", 0, "risky"]);
      assert.equal(known?.checkedAt, paid?.checkedAt);
    });

    it("needs no credits for what is known", async () => {
      await verifyAll(["verified@free.example"]);
      const answers: Answer[] = [];
      for await (const answer of api.verify(["verified@free.example"], { maxCredits: 0 }))
        answers.push(answer);
      assert.deepEqual(
        answers.map(({ source }) => source),
        ["ledger"],
      );
    });

    it("stops before the credits allowed are exceeded", async () => {
      const seen: string[] = [];
      const run = async (): Promise<void> => {
        const addresses = ["verified@a.example", "risky@b.example", "invalid@c.example"];
        for await (const { email } of api.verify(addresses, { maxCredits: 0.5 })) seen.push(email);
      };
      await assert.rejects(run(), /Stopped before spending more than 0\.5 credits/);
      assert.deepEqual(seen, ["verified@a.example", "risky@b.example"]);
    });

    it("pays for nothing once the caller has given up", async () => {
      const signal = AbortSignal.abort();
      await assert.rejects(verifyAll(["verified@d.example"], { signal }), { name: "AbortError" });
    });

    it("refuses what is no address before it costs anything", async () => {
      await assert.rejects(verifyAll(["tom(at)broken.example"]), /The @ is missing/);
    });

    it("answers the caller of instantly.verifyEmail", async () => {
      const answer = await vscode.commands.executeCommand<Answer>(
        "instantly.verifyEmail",
        "catchall@answer.example",
      );
      assert.equal(answer.email, "catchall@answer.example");
      assert.equal(answer.verdict, "verified");
      assert.equal(answer.catchAll, true);
      assert.equal(answer.source, "instantly");
      assert.equal(typeof answer.creditsLeft, "number");
    });

    it("pays again for an address that it knows only when that is asked for", async () => {
      const run = (options?: { again: boolean }): Thenable<Answer> =>
        vscode.commands.executeCommand<Answer>("instantly.verifyEmail", "invalid@again.example", options);
      const sources = [(await run()).source, (await run()).source, (await run({ again: true })).source];
      assert.deepEqual(sources, ["instantly", "ledger", "instantly"]);
    });

    it("hands out no key", () => {
      const shown = inspect(api, { depth: 10, showHidden: true, getters: true });
      assert.doesNotMatch(shown, /[A-Za-z0-9+/]{40,}/);
      assert.deepEqual(Object.keys(api).toSorted(), ["findEmails", "verify", "version"]);
    });
  });

  async function verifyAll(
    addresses: readonly string[],
    options?: { signal?: AbortSignal },
  ): Promise<Answer[]> {
    const answers: Answer[] = [];
    for await (const answer of api.verify(addresses, options)) answers.push(answer);
    return answers;
  }
});
