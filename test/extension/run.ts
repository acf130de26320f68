// `npm run test:extension`: the suites of this folder inside a real extension host. TEST_GREP picks tests by title.
import path from "node:path";
import { OUT_DIR, PROJECT_DIR } from "../hosts/places.ts";
import { runExtensionTests } from "../hosts/runExtensionTests.ts";
import { startSandbox } from "../hosts/startSandbox.ts";
import type { TestResult } from "../hosts/testResults.ts";
import { describeTotals, leaveTotals } from "../totals.ts";
import type { Totals } from "../totals.ts";

const MARKS = { passed: "✔", failed: "✘", skipped: "-" };

function print({ title, state, ms, error }: TestResult): void {
  console.log(`  ${MARKS[state]} ${title}${ms === undefined ? "" : ` (${ms} ms)`}`);
  if (error !== undefined) console.log(error.replace(/^/gm, "      "));
}

function count(results: readonly TestResult[]): Totals {
  const of = (state: TestResult["state"]): number =>
    results.filter((result) => result.state === state).length;
  return { passed: of("passed"), failed: of("failed"), skipped: of("skipped") };
}

function passOn(name: string): Record<string, string> {
  const value = process.env[name];
  return value === undefined ? {} : { [name]: value };
}

async function main(): Promise<number> {
  const sandbox = await startSandbox();
  const results = await runExtensionTests({
    extensionDir: PROJECT_DIR,
    testsPath: path.join(OUT_DIR, "extension-tests.js"),
    settings: { "instantly.api.baseUrl": sandbox.origin },
    env: {
      SANDBOX_ORIGIN: sandbox.origin,
      SANDBOX_KEY: sandbox.key,
      ...passOn("TEST_GREP"),
      ...passOn("NODE_V8_COVERAGE"),
    },
  });
  results.forEach(print);
  const totals = count(results);
  leaveTotals(totals);
  console.log(describeTotals(totals));
  return totals.failed === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
