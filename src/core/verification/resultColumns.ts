import type { Verdict } from "../api/resources/emailVerification.ts";
import { checkAddress } from "../text/checkAddress.ts";
import type { AddedColumns } from "../text/csvColumns.ts";
import { findAddresses } from "../text/findAddresses.ts";
import { withoutGuard } from "../text/withoutGuard.ts";
import type { LedgerEntry } from "./ledger.ts";

/** "malformed": the free check says that it can be no address; "none": nothing is known, or there is no address. */
export type RowResult = Verdict | "malformed" | "none";

const WORDS: readonly string[] = [
  "",
  "verified",
  "invalid",
  "risky",
  "pending",
  "unknown",
  "malformed",
] satisfies readonly (RowResult | "")[];

/** As we write it and as spreadsheets and other tools write it again, some in the language of the person. */
const TRUTHS =
  /^(?:true|false|wahr|falsch|vrai|faux|verdadero|falso|verdadeiro|vero|waar|onwaar|prawda|fałsz|истина|ложь)?$/iu;
/** `2026-01-31T10:00:00Z`, without its `Z`, with an offset, in two words, or as `01/31/2026 10:00:00 AM`. */
const MOMENT =
  /^(?:\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[T ,]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AP]M)?(?:Z|[+-]\d\d:?\d\d)?)?)?$/iu;

/**
 * The columns in which results stand in a person's own file. Their words are the same in every language, and none of
 * them can be taken for a formula: they are ours, never the API's.
 */
export const RESULT_COLUMNS: AddedColumns = {
  names: ["instantly_verification", "instantly_catch_all", "instantly_checked_at"],
  mayHold: (column, cell) => {
    if (column === 0) return WORDS.includes(cell.trim().toLowerCase());
    if (column === 1) return TRUTHS.test(cell.trim());
    return MOMENT.test(cell.trim());
  },
};

/** The result of a row and what its cells say of it. */
export interface RowCells {
  readonly result: RowResult;
  /** As many as `RESULT_COLUMNS` has; empty where nothing is known: any word would be taken for a verdict. */
  readonly cells: readonly string[];
}

const NOTHING: RowCells = { result: "none", cells: ["", "", ""] };
const MALFORMED: RowCells = { result: "malformed", cells: ["malformed", "", ""] };

/** From the result that speaks most against writing to a row with several addresses, to the one that speaks for it. */
const WORST_FIRST: readonly RowResult[] = [
  "invalid",
  "malformed",
  "risky",
  "unknown",
  "pending",
  "none",
  "verified",
];

/**
 * What the result columns say beside the cell of an e-mail column: an address, one with a name (`Jo <jo@corp.example>`),
 * or several, of which the worst counts.
 * @throws what `find` throws.
 */
export function resultCells(cell: string, find: (address: string) => LedgerEntry | undefined): RowCells {
  if (cell.trim() === "") return NOTHING;
  const checked = checkAddress(withoutGuard(cell));
  if (checked.ok) return cellsOf(find(checked.address));
  const found = findAddresses(cell);
  if (found.length === 0) return MALFORMED;
  const all = found.map(({ address }) => cellsOf(find(address)));
  const rank = ({ result }: RowCells): number => WORST_FIRST.indexOf(result);
  return all.reduce((worst, one) => (rank(one) < rank(worst) ? one : worst));
}

function cellsOf(entry: LedgerEntry | undefined): RowCells {
  if (entry === undefined) return NOTHING;
  const { verdict, catchAll, checkedAt } = entry;
  return {
    result: verdict,
    cells: [
      verdict,
      typeof catchAll === "boolean" ? String(catchAll) : "",
      `${checkedAt.toISOString().slice(0, 19)}Z`,
    ],
  };
}
