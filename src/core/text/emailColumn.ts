import { checkAddress } from "./checkAddress.ts";
import { withoutGuard } from "./withoutGuard.ts";

/** A column that may hold the addresses. */
export interface EmailCandidate {
  /** From 0. */
  readonly index: number;
  /** The header's words; empty where there is none. */
  readonly name: string;
  /** How many of the filled cells that were looked at are addresses: 0 to 1. */
  readonly share: number;
  /** The first address in it, or its first filled cell. */
  readonly example: string;
}

/** Where the addresses of a table stand. */
export type EmailColumn =
  | { readonly kind: "found"; readonly column: EmailCandidate }
  | { readonly kind: "undecided"; readonly candidates: readonly EmailCandidate[] }
  | { readonly kind: "none" };

/** How a column of addresses is headed in the files that people have, without spaces, hyphens and the like. */
const HEADERS = new Set(
  (
    "email emails mail emailaddress mailaddress emailaddresses emailid contactemail leademail useremail primaryemail " +
    "emailadresse mailadresse adressemail adresseemail adressedemail courriel adresseelectronique correo " +
    "correoelectronico direccióndecorreo indirizzoemail posta postaelettronica endereçodeemail eposta epost eposti " +
    "emailadres sähköposti почта элпочта электроннаяпочта メール メールアドレス 邮箱 电子邮箱 电子邮件 이메일"
  ).split(" "),
);

/** A column with this share of addresses is one of addresses. */
const ENOUGH = 0.5;

/** How surely a header names the column of addresses: 2 by itself ("E-mail"), 1 in part ("Owner email"), 0 not at all. */
export function emailHeaderRank(header: string): 0 | 1 | 2 {
  const name = header.toLowerCase().replace(/[\s_.:'’*()-]+/g, "");
  if (HEADERS.has(name)) return 2;
  return /e-?mail|\bmail\b|courriel|correo/i.test(header.replaceAll("_", " ")) ? 1 : 0;
}

/**
 * The column with the addresses, by what stands in it and by its name. Undecided when two have an equal claim, or
 * when name and content disagree: a wrong column would be paid for.
 * @param header none for a table without one.
 * @param rows some of the table's first rows; they may be ragged.
 */
export function findEmailColumn(
  header: readonly string[] | undefined,
  rows: readonly (readonly string[])[],
): EmailColumn {
  const width = Math.max(header?.length ?? 0, ...rows.map((row) => row.length), 0);
  const columns = Array.from({ length: width }, (_, index) => describe(index, header?.[index] ?? "", rows));
  const full = columns.filter(({ share }) => share >= ENOUGH);
  const named = columns.filter(({ name }) => emailHeaderRank(name) === 2);
  const [content, ...moreContent] = full;
  const [name, ...moreNames] = named;
  if (content !== undefined && moreContent.length === 0 && (named.length === 0 || named.includes(content)))
    return { kind: "found", column: content };
  if (name !== undefined && moreNames.length === 0 && (full.length === 0 || full.includes(name)))
    return { kind: "found", column: name };
  const candidates = columns.filter(({ share, name: words }) => share > 0 || emailHeaderRank(words) > 0);
  if (candidates.length === 0) return { kind: "none" };
  return { kind: "undecided", candidates: candidates.toSorted((a, b) => rank(b) - rank(a)) };
}

function rank({ share, name }: EmailCandidate): number {
  return share + emailHeaderRank(name) * 0.4; // what stands there says more than what is written above it
}

function describe(index: number, name: string, rows: readonly (readonly string[])[]): EmailCandidate {
  const cells = rows.map((row) => row[index]?.trim() ?? "").filter((cell) => cell !== "");
  const addresses = cells.filter((cell) => checkAddress(withoutGuard(cell)).ok);
  return {
    index,
    name,
    share: cells.length === 0 ? 0 : addresses.length / cells.length,
    example: addresses[0] ?? cells[0] ?? "",
  };
}
