/** What is kept of a run that Instantly's own servers do: the list made for it, and what it has cost. */
export interface ImportRecord {
  /** Names the list at Instantly; no other run has the same. */
  readonly listName: string;
  /** `asked`: its making was about to be sent or was sent, and only a look can tell whether it is there. */
  readonly list: "none" | "asked" | "made" | "deleted";
  /** Known once it is made. */
  readonly listId?: string;
  /** What the person has agreed to pay for one check. */
  readonly agreedCredits: number;
  /** What one check has cost, once the first addresses have told. */
  readonly creditsPerCheck?: number;
  /** How far the workspace's balance has fallen while addresses of this run were checked: the API names no price. */
  readonly spent: number;
  /** The balance when it was last read. */
  readonly balance?: number;
}
