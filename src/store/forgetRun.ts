import type { Database } from "./database.ts";

/** When a run was made that is being forgotten: before all others. */
export const FORGOTTEN_AT = 0;

/** So many rows are gone in some milliseconds: other windows do not notice. */
const PIECE = 4_000;

/** Deletes some of what a run holds, and the run with the last of it; false while there is more. @throws StoreError */
export function deletePiece(db: Database, runId: string): boolean {
  const run = db.get("SELECT seq FROM runs WHERE id = ?", runId)?.["seq"];
  if (typeof run !== "number") return true;
  const isMore = [
    ["run_outcomes", "position"],
    ["run_addresses", "start"],
  ].some(([table, column]) => {
    const first = `(SELECT min(${column}) FROM ${table} WHERE run = ?)`;
    db.run(`DELETE FROM ${table} WHERE run = ? AND ${column} < ${first} + ${PIECE}`, run, run);
    return db.get(`SELECT 1 FROM ${table} WHERE run = ?`, run) !== undefined;
  });
  if (!isMore) db.run("DELETE FROM runs WHERE seq = ?", run);
  return !isMore;
}
