// `npm test`: builds once, runs every suite in turn, ends with one line of totals.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { runVisibly } from "./hosts/childGroup.ts";
import { chooseHost } from "./hosts/chooseHost.ts";
import { OUT_DIR, PROJECT_DIR } from "./hosts/places.ts";
import { addTotals, describeTotals, readTotals } from "./totals.ts";
import type { Totals } from "./totals.ts";

const BROKEN: Totals = { passed: 0, failed: 1, skipped: 0 };

/** Vitest's JSON report, as far as it is used here. */
interface VitestReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

interface Suite {
  readonly name: string;
  /** Arguments for Node; `file` is where the suite is to leave its counts. */
  readonly command: (file: string) => readonly string[];
  /** @throws Error when the suite left no counts. */
  readonly read: (file: string) => Totals;
}

function readVitest(file: string): Totals {
  const report = JSON.parse(readFileSync(file, "utf8")) as VitestReport;
  const skipped = report.numPendingTests + report.numTodoTests;
  // A file that does not load fails the run without a failed test.
  const failed = Math.max(report.numFailedTests, report.success ? 0 : 1);
  return { passed: report.numPassedTests, failed, skipped };
}

function vitest(name: string, ...more: string[]): Suite {
  const fixed = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--project",
    name,
    "--reporter=default",
    "--reporter=json",
  ];
  return { name, command: (file) => [...fixed, `--outputFile.json=${file}`, ...more], read: readVitest };
}

function inVsCode(name: string): Suite {
  return { name, command: () => [`test/${name}/run.ts`], read: readTotals };
}

const SUITES = [vitest("unit", "--coverage"), vitest("contract"), inVsCode("extension"), inVsCode("e2e")];

async function runSuite({ name, command, read }: Suite, host: string): Promise<Totals> {
  console.log(`\n── ${name} ──`);
  const file = path.join(OUT_DIR, `${name}-results.json`);
  rmSync(file, { force: true });
  const env = { ...process.env, TOTALS_FILE: file, TEST_HOST: host };
  const ended = await runVisibly(process.execPath, command(file), { cwd: PROJECT_DIR, env });
  if (!existsSync(file)) return BROKEN;
  const totals = read(file);
  return ended || totals.failed > 0 ? totals : { ...totals, failed: 1 };
}

async function main(): Promise<Totals> {
  mkdirSync(OUT_DIR, { recursive: true });
  if (!(await runVisibly(process.execPath, ["esbuild.js", "--tests"], { cwd: PROJECT_DIR }))) return BROKEN;
  const host = await chooseHost();
  const all: { name: string; totals: Totals }[] = [];
  for (const suite of SUITES) all.push({ name: suite.name, totals: await runSuite(suite, host) });
  console.log();
  for (const { name, totals } of all) console.log(`${name}: ${describeTotals(totals)}`);
  return addTotals(all.map(({ totals }) => totals));
}

const totals = await main();
console.log(describeTotals(totals));
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1);
