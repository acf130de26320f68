/** How good or bad a value is; a panel turns it into a colour beside the word, never instead of it. */
export type Tone = "good" | "warn" | "bad" | "neutral";

/** A short word in a coloured frame. */
export interface Badge {
  readonly text: string;
  readonly tone: Tone;
}

/** One labelled value. `pre` keeps the value's line breaks (JSON). */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly tone?: Tone;
  readonly pre?: boolean;
}

/** Facts under a heading. */
export interface Section {
  readonly heading: string;
  readonly facts: readonly Fact[];
}

/**
 * What went wrong, in one finished sentence, with the labels of the next steps. What `action` runs is known to the
 * host alone: the page only says that it was pressed.
 */
export interface Notice {
  readonly message: string;
  readonly action: string | undefined;
  readonly retry: string | undefined;
}

/**
 * Host → page. One of these is the whole state of a panel, so a page that was thrown away while hidden is filled by
 * the last of them. `view` is what was shown before, kept while loading and after a failure.
 */
export type ToPanel<View> =
  | { readonly type: "loading"; readonly message: string; readonly view: View | undefined }
  | { readonly type: "show"; readonly view: View }
  | { readonly type: "failed"; readonly notice: Notice; readonly view: View | undefined };

/**
 * What a page is born with, in its HTML: the state that VS Code keeps for it over a reload of the window, and the
 * words of its fixed parts in the person's language.
 */
export interface PanelStart<Words> {
  readonly state: { readonly id: string; readonly profileId: string; readonly thread?: boolean | undefined };
  readonly words: Words;
}
