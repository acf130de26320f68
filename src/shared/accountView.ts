import type { MailBody } from "./emailView.ts";
import type { MailWords } from "./mailWords.ts";
import type { Badge, Section, Tone } from "./panelView.ts";

/** One DNS record of the sending domain: what it is for and whether it is right. */
export interface VitalRecord {
  readonly name: string;
  readonly purpose: string;
  readonly verdict: string;
  readonly tone: Tone;
}

/** The DNS test, run on request. */
export type VitalsView =
  | { readonly type: "idle" }
  | { readonly type: "loading" }
  | { readonly type: "failed"; readonly message: string }
  | { readonly type: "done"; readonly summary: string; readonly records: readonly VitalRecord[] };

/** One account, in finished words. */
export interface AccountView {
  readonly email: string;
  readonly name: string | undefined;
  readonly badges: readonly Badge[];
  /** Why the account does not send, and what mends it. */
  readonly trouble: { readonly headline: string; readonly advice: string | undefined } | undefined;
  /** The last holds the fields of the API that this version has no words for, as JSON. */
  readonly sections: readonly Section[];
  readonly signature: MailBody | undefined;
  readonly vitals: VitalsView;
  readonly inWebApp: boolean;
}

/** The words of the account panel's fixed parts. */
export interface AccountWords {
  readonly mail: MailWords;
  readonly actions: string;
  readonly refresh: string;
  readonly copyAddress: string;
  readonly copyJson: string;
  readonly openInWebApp: string;
  readonly signature: string;
  readonly vitals: string;
  readonly vitalsIntro: string;
  readonly testVitals: string;
  readonly testAgain: string;
  readonly testing: string;
}
