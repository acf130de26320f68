import type { MixPart } from "./leadListView.ts";
import type { ResultPart } from "./resultParts.ts";

/** Kinds of result of a run, and those that only leads of a list have. */
export type AnyPart = ResultPart | MixPart;

/**
 * The theme's colour for each kind of result, by its id: the same in trees and panels. `instantly.risky` is ours: VS
 * Code's own orange for charts is half transparent in most themes, and blue in one.
 */
export const PART_COLOURS: Readonly<Record<AnyPart, string>> = {
  verified: "charts.green",
  catchAll: "charts.yellow",
  risky: "instantly.risky",
  invalid: "charts.red",
  unknown: "charts.purple",
  jobChange: "charts.purple",
  pending: "charts.blue",
  notSent: "charts.foreground",
  leftOut: "disabledForeground",
  notReached: "disabledForeground",
  notVerified: "disabledForeground",
};
