import type { LeadListsApi } from "../api/resources/leadLists.ts";
import type { LeadsApi } from "../api/resources/leads.ts";
import type { ImportRecord } from "./importRecord.ts";
import type { ItemOutcome, Journal, Lease } from "./journal.ts";
import type { PatientCalls } from "./patientCalls.ts";
import type { ImportItem } from "./readBackImport.ts";
import type { RunBook } from "./runBook.ts";
import type { BackgroundCall } from "./runCalls.ts";

/** The calls by which an import talks to Instantly. */
export interface ImportCalls {
  readonly lists: Pick<LeadListsApi, "create" | "delete" | "list" | "verificationStats">;
  readonly leads: Pick<LeadsApi, "addToList" | "deleteOfList" | "listOf">;
}

/** What the stages of an import have from the run that they are stages of. */
export interface ImportDesk {
  readonly api: ImportCalls;
  readonly journal: Journal;
  readonly book: RunBook;
  readonly patient: PatientCalls;
  /** With what every call is made. */
  readonly options: BackgroundCall;
  /** How long a change at Instantly may take to be seen. */
  readonly settleMs: number;
  readonly lease: Lease;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Waits. @throws Halt when the run is told to stop. */
  nap(ms: number): Promise<void>;
  /** @throws Halt when the run was told to stop. */
  check(): void;
  /** Does something with the store, waiting out another window's lock. @throws StoreError, Halt */
  write<T>(work: () => T): Promise<T>;
  /** Notes what became of an address; it is written soon. */
  note(item: ImportItem, outcome: ItemOutcome): void;
  /** Writes what was noted. */
  flush(): Promise<void>;
  /** What is kept of the import; `keep` changes it. */
  readonly kept: ImportRecord;
  keep(change: Partial<ImportRecord>): Promise<void>;
  /** Something that people see has changed. */
  touch(): void;
}
