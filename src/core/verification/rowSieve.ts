import type { FreeFinding } from "../text/freeChecks.ts";
import { addressKey } from "../text/address.ts";
import { USUALLY_LEFT_OUT } from "./planGroups.ts";
import type { RowCells } from "./resultColumns.ts";
import { bitOf, ReasonFinder, reasonsOf } from "./resultReasons.ts";

/** What happens to a table of addresses: which columns it gets, and which of its rows go. */
export interface TableChange {
  readonly results: boolean;
  readonly reasons: boolean;
  /** Rows stay that are verified, not catch-all, and of no kind that is usually left out of a verification. */
  readonly goodOnly: boolean;
  /** Of rows with the same address the first stays. */
  readonly noRepeats: boolean;
}

/** Why a row goes, and what is known of its address besides the result: reasons with blanks between them. */
export interface RowFate {
  readonly goes: "notGood" | "repeated" | undefined;
  readonly reasons: string;
}

const NOT_GOOD = [...USUALLY_LEFT_OUT].reduce((bits, group) => bits | bitOf(group), 0);

/** Decides about the rows of a table, each once and in their order. */
export class RowSieve {
  private readonly finder: ReasonFinder;
  /** Addresses of the rows that stay. */
  private readonly stayed = new Set<string>();

  constructor(
    private readonly change: TableChange,
    inspect: (address: string) => readonly FreeFinding[],
  ) {
    this.finder = new ReasonFinder(inspect);
  }

  /** For the next row. */
  look({ part, addresses }: Pick<RowCells, "part" | "addresses">): RowFate {
    let bits = addresses.reduce((sum, { address }) => sum | this.finder.find(address), 0);
    const isGood = part === "verified" && (bits & NOT_GOOD) === 0;
    const keys = addresses.map(({ address }) => addressKey(address));
    const isRepeated = keys.length > 0 && keys.every((key) => this.stayed.has(key));
    if (isRepeated) bits |= bitOf("repeated");
    const goes =
      this.change.noRepeats && isRepeated
        ? "repeated"
        : this.change.goodOnly && !isGood
          ? "notGood"
          : undefined;
    if (goes === undefined) for (const key of keys) this.stayed.add(key);
    return { goes, reasons: reasonsOf(bits).join(" ") };
  }
}
