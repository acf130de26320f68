import type { DraftRecord, DraftStore, DraftSubject, SendAttempt } from "../core/mail/draftStore.ts";

/** Drafts that live as long as their window. */
export class MemoryDrafts implements DraftStore {
  private readonly drafts = new Map<number, { readonly scope: string; readonly record: DraftRecord }>();
  private last = 0;

  create(scope: string, draft: DraftSubject & { readonly text: string }, at: Date): DraftRecord {
    const record = { ...draft, id: ++this.last, createdAt: at, updatedAt: at, attempt: undefined };
    this.drafts.set(record.id, { scope, record });
    return record;
  }

  list(scope: string): readonly DraftRecord[] {
    return [...this.drafts.values()]
      .filter((each) => each.scope === scope)
      .map(({ record }) => record)
      .reverse();
  }

  find(scope: string, id: number): DraftRecord | undefined {
    const found = this.drafts.get(id);
    return found?.scope === scope ? found.record : undefined;
  }

  write(scope: string, id: number, text: string, at: Date): boolean {
    return this.change(scope, id, (record) => ({
      ...record,
      text,
      updatedAt: new Date(Math.max(record.updatedAt.getTime() + 1, at.getTime())),
    }));
  }

  begin(scope: string, id: number, attempt: SendAttempt, instead?: string): SendAttempt | undefined {
    const open = this.find(scope, id)?.attempt;
    if (open !== undefined && open.id !== instead) return open;
    this.change(scope, id, (record) => ({ ...record, attempt }));
    return undefined;
  }

  end(scope: string, id: number, attemptId: string): void {
    if (this.find(scope, id)?.attempt?.id === attemptId)
      this.change(scope, id, (record) => ({ ...record, attempt: undefined }));
  }

  remove(scope: string, id: number): void {
    if (this.find(scope, id) !== undefined) this.drafts.delete(id);
  }

  removeAll(scope: string): number {
    const all = this.list(scope);
    for (const { id } of all) this.drafts.delete(id);
    return all.length;
  }

  /** How many there are, of one workspace or of all. */
  count(scope?: string): number {
    return scope === undefined ? this.drafts.size : this.list(scope).length;
  }

  clear(): void {
    this.drafts.clear();
  }

  private change(scope: string, id: number, change: (record: DraftRecord) => DraftRecord): boolean {
    const record = this.find(scope, id);
    if (record === undefined) return false;
    this.drafts.set(id, { scope, record: change(record) });
    return true;
  }
}
