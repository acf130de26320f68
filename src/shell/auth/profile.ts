/** A workspace the person can work in, without its key. */
export interface Profile {
  readonly id: string;
  /** What the person called it; shown in the status bar and the switcher. */
  readonly name: string;
  /** The only origin its key is ever sent to. */
  readonly origin: string;
  readonly source: "stored" | "environment" | "sandbox";
}

export const ENVIRONMENT_PROFILE_ID = "environment";
export const SANDBOX_PROFILE_ID = "sandbox";
