import type { ResultPart } from "../../shared/resultParts.ts";
import { RESULT_REASONS } from "../../shared/resultReasons.ts";
import { checkAddress } from "../text/checkAddress.ts";
import type { AddedColumns } from "../text/csvColumns.ts";
import { findAddresses } from "../text/findAddresses.ts";
import { withoutGuard } from "../text/withoutGuard.ts";
import type { LedgerEntry } from "./ledger.ts";
import { verdictPart } from "./resultPart.ts";

const WORDS: readonly string[] = ["verified", "invalid", "risky", "pending", "unknown", "malformed"];

/** As we write it and as spreadsheets and other tools write it again, some as numbers or in the language of the person. */
const TRUTHS =
  /^(?:[01](?:\.0)?|true|false|wahr|falsch|vrai|faux|verdadero|falso|verdadeiro|vero|waar|onwaar|prawda|fałsz|истина|ложь)?$/iu;
/** `2026-01-31`, `31.1.26`, `2026年1月31日`, `31-Jan-2026`, `31 janvier 2026`, `Jan 31, 2026`. */
const DAY = String.raw`(?:\d{1,4}(?:[-./年] ?)\d{1,2}(?:[-./月] ?)(?:\d{1,4}[日.]?)|\d{1,2}[. -]{1,2}\p{L}{3,10}[., -]{1,2}\d{2,4}|\p{L}{3,10}\.? \d{1,2},? \d{4})`;
/** `10:00`, `10:00:07.123 AM`, `10.00.07`, each also with an offset. */
const HOUR = String.raw`\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?(?:\s?[AP]\.?\s?M\.?)?(?:\s?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?`;
/** As a number a spreadsheet counts days: of these years they have five digits. */
const MOMENT = new RegExp(String.raw`^(?:${DAY}(?:[T ,]+${HOUR})?|[45]\d{4}(?:[.,]\d+)?)?$`, "iu");

const RESULT_NAMES = ["instantly_verification", "instantly_catch_all", "instantly_checked_at"];
/** What is known of an address besides its result, in the words of `RESULT_REASONS` with blanks between them. */
const REASON_NAME = "instantly_reason";

const RESULTS = { names: RESULT_NAMES, mayHold: areResults };
const RESULTS_AND_REASONS = {
  names: [...RESULT_NAMES, REASON_NAME],
  mayHold: ([word, catchAll, moment, reason]: readonly string[]): boolean =>
    areResults([word ?? "", catchAll ?? "", moment ?? ""]) && areReasons(reason ?? ""),
};
const REASONS = {
  names: [REASON_NAME],
  mayHold: ([reason]: readonly string[]): boolean => areReasons(reason ?? ""),
};

/**
 * The columns in which results stand in a person's own file. Their words are the same in every language, and none of
 * them can be taken for a formula: they are ours, never the API's.
 */
export const RESULT_COLUMNS: AddedColumns = { ...RESULTS, tails: [RESULTS_AND_REASONS, RESULTS] };

/** The columns that a table gets: those of the results, that of the reasons, both or none. */
export function columnsFor({ results, reasons }: { results: boolean; reasons: boolean }): AddedColumns {
  if (results)
    return reasons ? { ...RESULTS_AND_REASONS, tails: [RESULTS_AND_REASONS, RESULTS] } : RESULT_COLUMNS;
  return reasons
    ? { ...REASONS, tails: [RESULTS_AND_REASONS, REASONS] }
    : { names: [], mayHold: () => false };
}

function areResults(cells: readonly string[]): boolean {
  const [word = "", catchAll = "", moment = ""] = cells.map((cell) => cell.trim());
  if (word === "") return catchAll === "" && moment === "";
  return WORDS.includes(word.toLowerCase()) && TRUTHS.test(catchAll) && MOMENT.test(moment);
}

function areReasons(cell: string): boolean {
  const words: readonly string[] = RESULT_REASONS;
  const text = cell.trim();
  return text === "" || text.split(" ").every((word) => words.includes(word));
}

/** One address of a row. */
export interface RowAddress {
  readonly address: string;
  /** "notSent" where it can be no address, as a free check says; "notReached" where nothing is known of it. */
  readonly part: ResultPart;
}

/** How a row ended and what its cells say of it. */
export interface RowCells {
  /** That of the address which speaks most against writing to the row; "notReached" where there is none. */
  readonly part: ResultPart;
  readonly addresses: readonly RowAddress[];
  /** As many as `RESULT_COLUMNS` has; empty where nothing is known: any word would be taken for a verdict. */
  readonly cells: readonly string[];
}

const NO_CELLS = ["", "", ""];
const NOTHING: RowCells = { part: "notReached", addresses: [], cells: NO_CELLS };

/** From the result that speaks most against writing to a row with several addresses, to the one that speaks for it. */
const WORST_FIRST: readonly ResultPart[] = [
  "invalid",
  "notSent",
  "risky",
  "unknown",
  "pending",
  "notReached",
  "catchAll",
  "verified",
];

/**
 * What the result columns say beside the cell of an e-mail column: an address, one with a name (`Jo <jo@corp.example>`),
 * or several, of which the worst counts.
 * @throws what `find` throws.
 */
export function resultCells(cell: string, find: (address: string) => LedgerEntry | undefined): RowCells {
  const text = cell.trim();
  if (text === "") return NOTHING;
  const checked = checkAddress(withoutGuard(cell));
  if (checked.ok) return cellsOf(checked.address, find(checked.address));
  const found = findAddresses(cell);
  if (found.length === 0)
    return {
      part: "notSent",
      addresses: [{ address: text, part: "notSent" }],
      cells: ["malformed", "", ""],
    };
  const all = found.map(({ address }) => cellsOf(address, find(address)));
  const rank = ({ part }: RowCells): number => WORST_FIRST.indexOf(part);
  const worst = all.reduce((a, b) => (rank(b) < rank(a) ? b : a));
  return { ...worst, addresses: all.flatMap(({ addresses }) => addresses) };
}

function cellsOf(address: string, entry: LedgerEntry | undefined): RowCells {
  if (entry === undefined)
    return { part: "notReached", addresses: [{ address, part: "notReached" }], cells: NO_CELLS };
  const { verdict, catchAll, checkedAt } = entry;
  const part = verdictPart(entry);
  return {
    part,
    addresses: [{ address, part }],
    cells: [
      verdict,
      typeof catchAll === "boolean" ? String(catchAll) : "",
      `${checkedAt.toISOString().slice(0, 19)}Z`,
    ],
  };
}
