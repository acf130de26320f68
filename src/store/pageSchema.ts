/** Tables of the page cache. Each step leads from the version that its index names to the next one. */
export const PAGE_STEPS: readonly string[] = [
  `CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID, STRICT;
   CREATE TABLE pages (
     seq INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE, at INTEGER NOT NULL, used_at INTEGER NOT NULL,
     bytes INTEGER NOT NULL, body BLOB NOT NULL
   ) STRICT;
   CREATE INDEX pages_by_use ON pages (used_at, seq, bytes);`,
];
