// Bundled into out/extension-tests.js, which VS Code loads in its extension host.
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import Mocha from "mocha";
import type { TestResult, TestResults } from "../hosts/testResults.ts";

/** What VS Code calls. Rejects when a test failed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ forbidOnly: process.env["CI"] !== undefined, timeout: 30_000 });
  if (process.env["TEST_GREP"] !== undefined) mocha.grep(process.env["TEST_GREP"]);
  mocha.suite.emit("pre-require", globalThis, "", mocha); // defines describe, it and the hooks
  for (const name of suiteNames()) await import(`./${name}.test.ts`); // the bundler gathers every match
  const failed = await runAndRecord(mocha);
  if (failed > 0) throw new Error(`${failed} tests failed.`);
}

function suiteNames(): string[] {
  const sources = path.join(__dirname, "../test/extension");
  return readdirSync(sources).flatMap((file) => /^(.*)\.test\.ts$/.exec(file)?.[1] ?? []);
}

function runAndRecord(mocha: Mocha): Promise<number> {
  const results: TestResult[] = [];
  const record = (done: boolean, ...more: TestResult[]): void => {
    results.push(...more);
    const file = process.env["TEST_RESULTS_FILE"];
    if (file !== undefined) writeFileSync(file, JSON.stringify({ done, results } satisfies TestResults));
  };
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => {
      record(true);
      resolve(failed);
    });
    runner.on("pass", (test) =>
      record(false, { title: test.fullTitle(), state: "passed", ms: test.duration ?? 0 }),
    );
    runner.on("pending", (test) => record(false, { title: test.fullTitle(), state: "skipped" }));
    runner.on("fail", (test, error: Error) => {
      record(false, { title: test.fullTitle(), state: "failed", error: error.stack ?? error.message });
    });
  });
}
