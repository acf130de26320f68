/** How good or bad a value is; views turn it into a theme colour, never into the only sign of a state. */
export type Tone = "good" | "warn" | "bad" | "neutral";
