/** One thing about a sender or a link that deserves a second look, as a finished sentence. */
export interface Cue {
  readonly text: string;
  readonly tone: "warn" | "bad" | "neutral";
}

/** One link of a message with where it truly leads. */
export interface LinkRow {
  readonly href: string;
  /** "" when the message gives it none. */
  readonly text: string;
  /** Host or address; undefined: not openable. */
  readonly target: string | undefined;
  readonly cues: readonly Cue[];
  /** By which the message points at it; undefined where it can be opened in its place. */
  readonly number?: number | undefined;
}

/** A file that the message carries; its `text` is a name that can be shown. */
export interface AttachmentRow extends LinkRow {
  /** "48 kB · application/pdf · files.example" */
  readonly detail: string;
}

/** One address that the message would fetch, or has fetched with the reader's consent. */
export interface FetchRow {
  readonly host: string;
  readonly address: string;
  /** "image", "style sheet", … */
  readonly what: string;
  /** Why it looks like a tracker; empty for one that does not. */
  readonly why: readonly string[];
  /** "not loaded: …", "loaded". */
  readonly state: string;
  readonly loaded: boolean;
}

/** How far a person's consent to a message's pictures reaches. */
export type ImageScope = "once" | "sender" | "domain" | "everything" | "never";

/** A button that changes which pictures are shown. */
export interface ImageOffer {
  readonly scope: ImageScope;
  readonly label: string;
}

/** The host's answer to what the page found in a message. */
export interface MailReport {
  /** "12 images from 3 hosts not loaded, 2 look like trackers." Undefined when nothing would be fetched. */
  readonly sentence: string | undefined;
  readonly offers: readonly ImageOffer[];
  /** Exactly these may be fetched by the message's frame. */
  readonly allowed: readonly string[];
  readonly privacy: {
    readonly heading: string;
    readonly intro: string;
    readonly fetches: readonly FetchRow[];
    /** "and 40 more" */
    readonly more: string | undefined;
    /** What of the links may tell who clicked. */
    readonly links: string | undefined;
  };
  readonly links: {
    readonly heading: string;
    readonly rows: readonly LinkRow[];
    readonly more: string | undefined;
  };
}

/** What speaks against a message of ours, in finished words. */
export interface MailAdvice {
  readonly heading: string;
  readonly findings: readonly Cue[];
}

/** How a message is coloured: as suits it, on white paper, or in the theme's colours. */
export type MailLookChoice = "auto" | "paper" | "theme";
