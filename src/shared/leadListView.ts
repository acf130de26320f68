import type { Section } from "./panelView.ts";

/** Which part of a verification mix; decides its colour. */
export type MixPart = "verified" | "catchAll" | "risky" | "invalid" | "jobChange" | "pending" | "notVerified";

/** One part of the mix. `share` is 0 to 1; `count` and `percent` are finished text. */
export interface MixRow {
  readonly part: MixPart;
  readonly label: string;
  readonly share: number;
  readonly count: string;
  readonly percent: string;
}

/** The verification mix of the list's leads. */
export type MixView =
  | { readonly type: "loading" }
  | { readonly type: "failed"; readonly message: string }
  | {
      readonly type: "done";
      readonly total: string;
      readonly summary: string;
      readonly rows: readonly MixRow[];
    };

/** One lead list, in finished words. */
export interface LeadListView {
  readonly name: string;
  readonly details: Section;
  readonly mix: MixView;
  readonly inWebApp: boolean;
}

/** The words of the lead list panel's fixed parts. */
export interface LeadListWords {
  readonly actions: string;
  readonly refresh: string;
  readonly copyId: string;
  readonly copyJson: string;
  readonly openInWebApp: string;
  readonly mix: string;
  readonly loadingMix: string;
  readonly verdict: string;
  readonly leads: string;
  readonly share: string;
  readonly total: string;
}
