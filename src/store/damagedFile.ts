import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";

const markOf = (file: string): string => `${file}.damaged`;

/** Notes that a database was found damaged while it was used. */
export function markDamaged(file: string): void {
  try {
    writeFileSync(markOf(file), "");
  } catch {
    // Then the next window finds out by itself.
  }
}

export function isMarkedDamaged(file: string): boolean {
  return existsSync(markOf(file));
}

/** Moves a damaged database out of the way, for whoever can mend it. Answers where it lies now. */
export function moveAside(file: string, at: Date): string {
  const to = `${file}.damaged-${at.toISOString().replace(/[:.]/g, "-")}`;
  renameSync(file, to);
  for (const suffix of ["-wal", "-shm"]) {
    try {
      renameSync(file + suffix, to + suffix);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    }
  }
  rmSync(markOf(file), { force: true });
  return to;
}
