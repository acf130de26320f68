import type { DraftRecord, DraftStore, DraftSubject, SendAttempt } from "../core/mail/draftStore.ts";
import { StoreError } from "../core/verification/storeError.ts";
import type { Database, Row } from "./database.ts";
import { dateOf } from "./entryRow.ts";
import type { Seal } from "./seal.ts";

const WHERE = "scope = ? AND id = ?";

/** Drafts on disk: everything that people wrote, and to whom, encrypted. */
export class SqliteDrafts implements DraftStore {
  constructor(
    private readonly db: Database,
    private readonly seal: Seal,
  ) {}

  create(scope: string, { text, ...subject }: DraftSubject & { text: string }, at: Date): DraftRecord {
    return this.db.transaction(() => {
      this.db.run(
        "INSERT INTO drafts (scope, subject, text, created_at, updated_at) VALUES (?, ?, ?, ?, ?)",
        scope,
        this.seal.close(JSON.stringify(subject)),
        this.seal.close(text),
        at.getTime(),
        at.getTime(),
      );
      const id = Number(this.db.get("SELECT last_insert_rowid() AS id")?.["id"]);
      return { ...subject, id, text, createdAt: at, updatedAt: at, attempt: undefined };
    });
  }

  list(scope: string): readonly DraftRecord[] {
    return this.db
      .all("SELECT * FROM drafts WHERE scope = ? ORDER BY id DESC", scope)
      .map((row) => this.recordOf(row));
  }

  find(scope: string, id: number): DraftRecord | undefined {
    const row = this.db.get(`SELECT * FROM drafts WHERE ${WHERE}`, scope, id);
    return row === undefined ? undefined : this.recordOf(row);
  }

  write(scope: string, id: number, text: string, at: Date): boolean {
    const sealed = this.seal.close(text);
    return (
      this.db.run(
        `UPDATE drafts SET text = ?, updated_at = MAX(updated_at + 1, ?) WHERE ${WHERE}`,
        sealed,
        at.getTime(),
        scope,
        id,
      ) > 0
    );
  }

  begin(scope: string, id: number, attempt: SendAttempt, instead?: string): SendAttempt | undefined {
    return this.db.durably(() => {
      const { attempt: open, damage } = this.find(scope, id) ?? {};
      if (damage !== undefined) throw new StoreError("damaged");
      if (open !== undefined && open.id !== instead) return open;
      const sealed = this.seal.close(JSON.stringify(attempt));
      this.db.run(`UPDATE drafts SET attempt = ? WHERE ${WHERE}`, sealed, scope, id);
      return undefined;
    });
  }

  end(scope: string, id: number, attemptId: string): void {
    this.db.transaction(() => {
      if (this.find(scope, id)?.attempt?.id === attemptId)
        this.db.run(`UPDATE drafts SET attempt = NULL WHERE ${WHERE}`, scope, id);
    });
  }

  remove(scope: string, id: number): void {
    this.db.run(`DELETE FROM drafts WHERE ${WHERE}`, scope, id);
  }

  removeAll(scope: string): number {
    return this.db.run("DELETE FROM drafts WHERE scope = ?", scope);
  }

  /** What of a draft cannot be read hides neither the rest of it nor the others. */
  private recordOf(row: Row): DraftRecord {
    const sealed = row["attempt"];
    const text = this.open(row["text"], String);
    const subject = this.open(row["subject"], (kept) => JSON.parse(kept) as DraftSubject);
    const attempt = sealed === null ? undefined : this.open(sealed, attemptIn);
    const damage =
      text === undefined
        ? "text"
        : subject === undefined
          ? "subject"
          : sealed !== null && attempt === undefined
            ? "attempt"
            : undefined;
    return {
      ...(subject ?? UNKNOWN_SUBJECT),
      id: Number(row["id"]),
      text: text ?? "",
      createdAt: dateOf(row["created_at"]),
      updatedAt: dateOf(row["updated_at"]),
      attempt,
      ...(damage === undefined ? {} : { damage }),
    };
  }

  /** Undefined for what cannot be read. */
  private open<T>(sealed: unknown, parse: (text: string) => T): T | undefined {
    try {
      return parse(this.seal.open(sealed as Uint8Array));
    } catch {
      return undefined;
    }
  }
}

const UNKNOWN_SUBJECT: DraftSubject = {
  kind: "reply",
  originalId: "",
  threadId: undefined,
  fixed: {},
  isAnswered: false,
  attachments: 0,
};

function attemptIn(text: string): SendAttempt {
  const kept = JSON.parse(text) as Omit<SendAttempt, "at" | "since"> & { at: string; since: string };
  return { ...kept, at: new Date(kept.at), since: new Date(kept.since) };
}
