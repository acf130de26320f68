/** Something that a person can do with what a page shows. */
export interface Action {
  readonly label: string;
  readonly run: () => void;
  /** The one that a person has most likely come for. */
  readonly isMain?: boolean;
  /** Has its place in the row only where there is room; in a narrow window it stands in the menu. */
  readonly needsRoom?: boolean;
}
