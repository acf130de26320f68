/** Whether a draft answers a message or passes it on. */
export type DraftKind = "reply" | "forward";

/** What a draft is about; said when it is made, and never changed by editing it. */
export interface DraftSubject {
  readonly kind: DraftKind;
  /** Id of the message that is answered or forwarded. */
  readonly originalId: string;
  /** Its conversation; without one a lost answer cannot be looked for. */
  readonly threadId: string | undefined;
  /** The header lines that are shown and not sent, by field name, as they were written. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Whether somebody outside has written in this conversation: then it is no first contact. */
  readonly isAnswered: boolean;
  /** How many files the original carries. */
  readonly attachments: number;
}

/** One try to send a draft, written down before anything leaves. */
export interface SendAttempt {
  /** Names the try. */
  readonly id: string;
  readonly at: Date;
  /** When the first try of this draft was that nobody knows the end of; `at` where there was none before. */
  readonly since: Date;
  readonly account: string;
  readonly subject: string;
  /** What was sent, in its two forms: by its words the message is known again. */
  readonly html: string;
  readonly text: string;
  /** Of a forward: addresses separated by commas. */
  readonly to: string | undefined;
  /** Whether Instantly puts the original below what was sent. */
  readonly addsOriginal?: boolean;
  /** `at` and `since` by Instantly's clock, in ms, as early as they can have been; undefined where it was not known. */
  readonly server?: { readonly at: number; readonly since: number } | undefined;
  /** What the conversation held before the first try; undefined where it could not be read. */
  readonly before?: Before | undefined;
}

/** Messages of a conversation that are known to be others. */
export interface Before {
  readonly ids: readonly string[];
  /** When Instantly stored the newest of them, in ms by its clock: what is older is from before too. 0: there was none. */
  readonly newestAt: number;
}

/** A draft as it is kept. */
export interface DraftRecord extends DraftSubject {
  /** Counts up from 1 and is never used again. */
  readonly id: number;
  readonly text: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** A try whose end is not known. */
  readonly attempt: SendAttempt | undefined;
  /**
   * What was kept of it and cannot be read any more; it stands here as empty. Whatever it is, the draft is not sent: to
   * whom, in answer to what, or whether it was sent already is not known for certain.
   */
  readonly damage?: "text" | "subject" | "attempt";
}

/**
 * The drafts of this machine, each workspace's under its `scope`. Synchronous. Every method throws StoreError.
 */
export interface DraftStore {
  create(scope: string, draft: DraftSubject & { readonly text: string }, at: Date): DraftRecord;
  /** Newest first. */
  list(scope: string): readonly DraftRecord[];
  find(scope: string, id: number): DraftRecord | undefined;
  /** Writes the text of a draft; false when there is no such draft (any more). */
  write(scope: string, id: number, text: string, at: Date): boolean;
  /**
   * Notes that a draft is about to be sent: the note outlives this process and a power cut. Where another try is open,
   * unless it is the one named by `instead`, nothing is noted and that one is answered. Undefined: noted.
   */
  begin(scope: string, id: number, attempt: SendAttempt, instead?: string): SendAttempt | undefined;
  /** Takes a try back that has certainly sent nothing. */
  end(scope: string, id: number, attemptId: string): void;
  remove(scope: string, id: number): void;
  /** Removes every draft of a workspace, and answers how many there were. */
  removeAll(scope: string): number;
}
