// `npm run bench [-- --json FILE] [-- --rounds=N] [-- --only=NAME]`: what the extension costs, measured in a real VS Code.
// Nothing fails for being slow.
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { OUT_DIR } from "../hosts/places.ts";
import { measureActivation } from "./activation.ts";
import { describeFigures, round } from "./figure.ts";
import type { Figure } from "./figure.ts";
import { measureAllAccounts } from "./allAccounts.ts";
import { measureDecorate } from "./decorate.ts";
import { measureExtract } from "./extract.ts";
import { measureFirstRows } from "./firstRows.ts";
import { startSandbox } from "../hosts/startSandbox.ts";
import { measureLedger } from "./ledgerFigures.ts";
import { measureMail } from "./mail.ts";
import { measureMailbox } from "./mailbox.ts";
import { measurePanels } from "./panels.ts";
import { measureReport } from "./reportTable.ts";
import { measureSizes } from "./sizes.ts";
import { measureCrashes, measureVerify } from "./verifyFigures.ts";
import { measureWriteBack } from "./writeBackFigures.ts";

type Measure = (rounds: number) => Promise<readonly Figure[]>;

interface Part {
  readonly what: string;
  /** Fresh windows are slow: no more rounds than the figure needs to hold still. */
  readonly mostRounds: number;
  readonly measure: Measure;
}

const PARTS: Readonly<Record<string, Part>> = {
  sizes: { what: "Sizes", mostRounds: 1, measure: measureSizes },
  activation: { what: "Activation and memory", mostRounds: Infinity, measure: measureActivation },
  firstRows: { what: "First rows", mostRounds: 5, measure: measureFirstRows },
  allAccounts: { what: "2,000 accounts", mostRounds: 3, measure: measureAllAccounts },
  panels: { what: "Panels", mostRounds: 9, measure: measurePanels },
  report: { what: "The report of 100,000 addresses", mostRounds: 5, measure: measureReport },
  mail: { what: "Reading mail", mostRounds: 9, measure: measureMail },
  mailbox: { what: "Mail before the network answers", mostRounds: 5, measure: measureMailbox },
  extract: { what: "Finding addresses in files", mostRounds: 5, measure: measureExtract },
  verify: { what: "Bulk verification", mostRounds: 1, measure: measureVerify },
  crashes: { what: "Bulk verification with crashes", mostRounds: 1, measure: measureCrashesOnSandbox },
  decorate: { what: "Verdicts in a table of 200,000 lines", mostRounds: 3, measure: measureDecorate },
  ledger: { what: "The ledger", mostRounds: 1, measure: measureLedger },
  writeBack: { what: "Writing results into files", mostRounds: 5, measure: measureWriteBack },
};

async function measureCrashesOnSandbox(): Promise<readonly Figure[]> {
  const sandbox = await startSandbox();
  try {
    return await measureCrashes(sandbox);
  } finally {
    await sandbox.stop();
  }
}

interface Arguments {
  readonly json: string | undefined;
  readonly rounds: number;
  readonly parts: readonly Part[];
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      json: { type: "string" },
      rounds: { type: "string", default: "7" },
      only: { type: "string", multiple: true, default: Object.keys(PARTS) },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds=${values.rounds} is no number of rounds.`);
  const parts = values.only.map((name) => {
    const part = PARTS[name];
    if (part === undefined) throw new Error(`--only=${name} is none of ${Object.keys(PARTS).join(", ")}.`);
    return part;
  });
  return { json: values.json, rounds, parts };
}

async function main(): Promise<void> {
  const { json, rounds, parts } = readArguments();
  mkdirSync(OUT_DIR, { recursive: true });
  const figures: Figure[] = [];
  for (const { what, mostRounds, measure } of parts) {
    const started = performance.now();
    const measured = await measure(Math.min(rounds, mostRounds));
    figures.push(...measured);
    // At once: what is known stays known when a later part fails.
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`${what}: measured in ${seconds} s\n\n${describeFigures(measured)}\n`);
  }
  if (json === undefined) return;
  const flat = Object.fromEntries(figures.map(({ name, value }) => [name, round(value)]));
  writeFileSync(json, `${JSON.stringify(flat, undefined, 2)}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
