import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { findAddresses } from "../../src/core/text/findAddresses.ts";
import { findProgram } from "../hosts/findProgram.ts";
import { CACHE_DIR, OUT_DIR } from "../hosts/places.ts";
import { LABELLED_TEXTS } from "../unit/core/text/labelledAddresses.ts";
import type { ExtractRound } from "./extractChild.ts";
import { writeLeadsCsv } from "./extractInput.ts";
import { medianFigure, type Figure } from "./figure.ts";

const run = promisify(execFile);
const CHILD = path.join(OUT_DIR, "extract-child.js");
const FILE_MB = 100;
const STREAM_MB = 1000;

/**
 * How fast addresses are found in a 100 MB file of leads, against ripgrep, against decoding and a regular expression
 * and against a bare search for `@`, all in turn in each round; the memory that 1 GB takes; and how well they are found.
 */
export async function measureExtract(rounds: number): Promise<readonly Figure[]> {
  await build({
    entryPoints: [path.join(import.meta.dirname, "extractChild.ts")],
    outfile: CHILD,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
  });
  const folder = await mkdtemp(path.join(tmpdir(), "instantly-extract-"));
  try {
    const file = path.join(folder, "leads.csv");
    await writeLeadsCsv(file, FILE_MB);
    const ripgrep = await findRipgrep();
    if (ripgrep === undefined) console.log("extract_vs_ripgrep is left out: there is no ripgrep here.");
    // The first round is for the compiler of the engine to see what is hot.
    const measured = (await inChild("speed", file, ripgrep ?? "", String(rounds + 1))) as ExtractRound[];
    const peak = (await inChild("memory", String(STREAM_MB))) as number;
    return [
      ...speedFigures(measured.slice(1)),
      medianFigure("extract_peak_mb", [peak], 80),
      medianFigure("extract_f1", [labelledF1()]),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function inChild(...args: readonly string[]): Promise<unknown> {
  const { stdout } = await run(process.execPath, [CHILD, ...args]);
  return JSON.parse(stdout);
}

function speedFigures(rounds: readonly ExtractRound[]): Figure[] {
  const ratios = rounds.flatMap(({ ripgrep, ours }) => (ripgrep === undefined ? [] : [ripgrep / ours]));
  return [
    medianFigure(
      "extract_mb_per_s",
      rounds.map(({ ours }) => (FILE_MB * 1000) / ours),
    ),
    ...(ratios.length > 0 ? [medianFigure("extract_vs_ripgrep", ratios, { least: 2.5 })] : []),
    medianFigure(
      "extract_vs_regex",
      rounds.map(({ regex, ours }) => regex / ours),
      { least: 5 },
    ),
    medianFigure(
      "extract_vs_indexof_at",
      rounds.map(({ indexOfAt, ours }) => indexOfAt / ours),
      { least: 0.3 },
    ),
    medianFigure(
      "extract_longest_block_ms",
      rounds.map(({ longestBlock }) => longestBlock),
      16,
    ),
  ];
}

/** The harmonic mean of how many of the labelled addresses are found and how many of the found ones are labelled. */
function labelledF1(): number {
  let [right, wanted, found] = [0, 0, 0];
  for (const [text, addresses] of LABELLED_TEXTS) {
    const missing = [...addresses];
    for (const { address } of findAddresses(text)) {
      found++;
      const index = missing.indexOf(address);
      if (index < 0) continue;
      missing.splice(index, 1);
      right++;
    }
    wanted += addresses.length;
  }
  return (2 * right) / (wanted + found);
}

/** The one that the fetched VS Code brings, else the machine's. */
async function findRipgrep(): Promise<string | undefined> {
  const name = process.platform === "win32" ? "rg.exe" : "rg";
  const files = await readdir(CACHE_DIR, { recursive: true }).catch(() => []);
  const mine = `${process.platform}-${process.arch}`;
  const brought = files.filter((file) => path.basename(file) === name && file.includes("ripgrep"));
  const found =
    brought.find((file) => file.includes(mine)) ??
    brought.find((file) => path.basename(path.dirname(file)) === "bin");
  return found === undefined ? findProgram(name) : path.join(CACHE_DIR, found);
}
