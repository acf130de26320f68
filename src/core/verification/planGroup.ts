import type { FreeFinding } from "../text/freeChecks.ts";

/** Addresses that a person may leave out of a run, by what is known of them free of charge. */
export type PlanGroup = Exclude<FreeFinding["kind"], "syntax"> | "plusTag";
