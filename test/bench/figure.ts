/** One measured number. The name carries the unit. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** What was measured in each round; one number for what does not vary. */
  readonly samples: readonly number[];
  readonly aim?: Aim;
}

/** The most that a figure should be, or the least. */
export type Aim = number | { readonly least: number };

/** A figure of several rounds: their median. */
export function medianFigure(name: string, samples: readonly number[], aim?: Aim): Figure {
  return { name, value: median(samples), samples, ...(aim === undefined ? {} : { aim }) };
}

/** @throws Error when there are no samples. */
export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new Error("There is no median of nothing.");
  return (lower + upper) / 2;
}

/** The figures as a table for people, each with its rounds, its spread and whether it keeps to its aim. */
export function describeFigures(figures: readonly Figure[]): string {
  const head = ["figure", "median", "min–max", "rounds", "aim", ""];
  const rows = [head, ...figures.map(describe)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => pad(cell, column, widths)).join("  ")).join("\n");
}

function describe({ name, value, samples, aim }: Figure): readonly string[] {
  const spread = samples.length > 1 ? `${round(Math.min(...samples))}–${round(Math.max(...samples))}` : "";
  return [name, String(round(value)), spread, String(samples.length), ...describeAim(value, aim)];
}

function describeAim(value: number, aim: Aim | undefined): readonly [aim: string, verdict: string] {
  if (aim === undefined) return ["", ""];
  if (typeof aim === "number") return [`≤ ${aim}`, value <= aim ? "ok" : "over"];
  return [`≥ ${aim.least}`, value >= aim.least ? "ok" : "under"];
}

function pad(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

/** Two decimals below ten, one above: more would be noise. */
export function round(value: number): number {
  return Number(value.toFixed(Math.abs(value) < 10 ? 2 : 1));
}
