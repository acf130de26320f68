// `npm run test:e2e [-- NAME…]`: a person's clicks in a real VS Code, in the files whose names contain one of NAME.
import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import Mocha from "mocha";
import { OUT_DIR } from "../hosts/places.ts";
import { startSandbox } from "../hosts/startSandbox.ts";
import { describeTotals, leaveTotals } from "../totals.ts";
import type { Totals } from "../totals.ts";
import { openWorkbenches } from "./workbench.ts";

function testFiles(names: readonly string[]): string[] {
  const all = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".test.ts"));
  const wanted = names.length === 0 ? all : all.filter((file) => names.some((name) => file.includes(name)));
  return wanted.map((file) => path.join(import.meta.dirname, file));
}

async function takePictures(this: Mocha.Context): Promise<void> {
  const test = this.currentTest;
  if (test?.state !== "failed") return;
  for (const workbench of openWorkbenches()) await workbench.watcher.takeFailure(test.fullTitle());
}

async function closeAll(): Promise<void> {
  for (const workbench of openWorkbenches()) await workbench.close();
}

async function runMocha(files: readonly string[]): Promise<Totals> {
  const mocha = new Mocha({
    forbidOnly: process.env["CI"] !== undefined,
    rootHooks: { afterEach: takePictures, afterAll: closeAll },
    slow: 5000,
    timeout: 90_000,
  });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => {
      resolve({ passed: runner.stats?.passes ?? 0, failed, skipped: runner.stats?.pending ?? 0 });
    });
  });
}

async function main(): Promise<number> {
  const names = process.argv.slice(2);
  const files = testFiles(names);
  if (files.length === 0) throw new Error("No end-to-end test has such a name.");
  // A run of a few files leaves the others' pictures.
  if (names.length === 0) rmSync(path.join(OUT_DIR, "e2e-failures"), { recursive: true, force: true });
  const sandbox = await startSandbox();
  Object.assign(process.env, { SANDBOX_ORIGIN: sandbox.origin, SANDBOX_KEY: sandbox.key });
  const totals = await runMocha(files);
  leaveTotals(totals);
  console.log(describeTotals(totals));
  return totals.failed === 0 && totals.passed > 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
