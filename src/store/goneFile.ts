import { existsSync, linkSync, renameSync, rmSync, statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";

/** Names the file that lies at a path now, such that another one in its place is told apart; undefined when there is none. */
export function fileMark(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? undefined : `${found.dev} ${found.ino}`;
}

/** Parents before what refers to them; what another window has already put there stays. */
const RESCUE = `
  INSERT OR IGNORE INTO fresh.meta SELECT * FROM main.meta;
  UPDATE fresh.records SET made = max(made, (SELECT made FROM main.records));
  INSERT OR IGNORE INTO fresh.ledger SELECT * FROM main.ledger;
  INSERT OR IGNORE INTO fresh.drafts SELECT * FROM main.drafts;
  INSERT OR IGNORE INTO fresh.runs SELECT * FROM main.runs;
  INSERT OR IGNORE INTO fresh.run_addresses SELECT * FROM main.run_addresses WHERE run IN
    (SELECT seq FROM fresh.runs JOIN main.runs USING (seq, id));
  INSERT OR IGNORE INTO fresh.run_outcomes SELECT * FROM main.run_outcomes WHERE run IN
    (SELECT seq FROM fresh.runs JOIN main.runs USING (seq, id));
`;

/**
 * Writes what an open database still holds, whose file was taken away, into the file that lies in its place now. False
 * when that one was closed with another secret, and is left alone.
 */
export function rescueInto(file: string, held: DatabaseSync): boolean {
  held.prepare("ATTACH ? AS fresh").run(file);
  try {
    const secrets = held.prepare(
      "SELECT value FROM main.meta WHERE name = 'secret' UNION SELECT value FROM fresh.meta WHERE name = 'secret'",
    );
    if (secrets.all().length > 1) return false;
    held.exec("BEGIN IMMEDIATE");
    copyAll(held);
    return true;
  } finally {
    held.exec("DETACH fresh");
  }
}

function copyAll(held: DatabaseSync): void {
  try {
    held.exec(`${RESCUE} COMMIT`);
  } catch (error) {
    try {
      held.exec("ROLLBACK");
    } catch {
      // SQLite has rolled back by itself.
    }
    throw error;
  }
}

/**
 * Closes a database whose file was taken away. SQLite removes what lies beside a file by its name when it closes it, which
 * would be the log of the one that lies there now: so that is given its name back.
 */
export function closeGone(file: string, held: DatabaseSync): void {
  const besides = ["-wal", "-shm"].map((suffix) => ({ name: file + suffix, kept: `${file}${suffix}.kept` }));
  const linked = besides.filter(({ name, kept }) => {
    if (!existsSync(name)) return false;
    rmSync(kept, { force: true });
    linkSync(name, kept);
    return true;
  });
  held.close();
  for (const { name, kept } of linked) renameSync(kept, name);
}
