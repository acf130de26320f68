/** Made by a step of the database. AUTOINCREMENT: the number of a draft that was sent is never another one's. */
export const DRAFT_TABLE = `
  CREATE TABLE drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, scope TEXT NOT NULL, subject BLOB NOT NULL, text BLOB NOT NULL,
    attempt BLOB, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
  ) STRICT;
`;
