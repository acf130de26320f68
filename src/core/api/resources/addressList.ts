import { decodeWords } from "../../text/encodedWords.ts";
import type { Person } from "./person.ts";

/** No comment is longer: a bracket that is not closed so soon is a sign like any other. */
const MAX_COMMENT = 500;

/**
 * Reads a list of addresses as RFC 5322 has it (`Jane <jane@corp.example>, "Doe, Al" <al@corp.example>`, comments, groups,
 * encoded words) and as mail programs write it: divided by semicolons, with a comma in a name, with marks left open. What
 * is no address comes out whole, as one that nobody can have. Linear.
 */
export function readAddressList(list: string): Person[] {
  return new AddressListReader(list).read();
}

class AddressListReader {
  private readonly people: Person[] = [];
  private readonly lastSemicolon: number;
  private readonly lastClosing: number;
  private at = 0;
  private hasClosingQuotes = true;
  /** Where the next `<` or `@` stands, once it was looked for. */
  private mark = -1;
  /** Pieces without an address: of a name with commas, when someone's address follows. */
  private pending: string[] = [];
  // What there is of one entry.
  private name = "";
  private bare = "";
  private lastSign = "";
  private hasAt = false;
  private bracketed: string | undefined;
  private comments: string[] = [];

  constructor(private readonly list: string) {
    this.lastSemicolon = list.lastIndexOf(";");
    this.lastClosing = list.lastIndexOf(")");
  }

  read(): Person[] {
    while (this.at < this.list.length) this.readNext();
    this.end();
    this.flush();
    return this.people;
  }

  private readNext(): void {
    const sign = this.list[this.at] ?? "";
    if (sign === "(" && this.readComment()) return;
    if (this.bracketed !== undefined && !/[\s,;]/u.test(sign)) this.end(); // the comma is missing
    if (sign === '"' && this.readQuoted()) return;
    this.at++;
    if (sign === "<") this.readBracketed();
    else if (sign === "[") this.readLiteral();
    else if (sign === ",") this.end();
    else if (sign === ";") {
      this.end();
      this.flush();
    } else if (sign === ":" && this.isGroup()) this.drop();
    else this.add(sign, sign);
  }

  private add(name: string, bare: string): void {
    this.name += name;
    this.bare += bare;
    this.lastSign = bare.at(-1) ?? "";
    if (bare.includes("@")) this.hasAt = true;
  }

  private drop(): void {
    this.clear();
    this.pending = [];
  }

  private clear(): void {
    this.name = this.bare = this.lastSign = "";
    this.hasAt = false;
  }

  /** `Team: a@corp.example, b@corp.example;` and `mailto:a@corp.example`, not `Sales: Jane <jane@corp.example>`. */
  private isGroup(): boolean {
    if (this.hasAt) return false;
    if (this.lastSemicolon >= this.at) return true;
    if (this.mark < this.at) {
      const next = this.list.slice(this.at).search(/[<@]/u);
      this.mark = next < 0 ? this.list.length : this.at + next;
    }
    return this.list[this.mark] === "@";
  }

  private readComment(): boolean {
    let depth = 0;
    const limit = Math.min(this.lastClosing + 1, this.at + MAX_COMMENT);
    for (let index = this.at; index < limit; index++) {
      const sign = this.list[index];
      if (sign === "\\") index++;
      else if (sign === "(") depth++;
      else if (sign === ")" && --depth === 0) {
        this.comments.push(unescaped(this.list.slice(this.at + 1, index)));
        this.at = index + 1;
        return true;
      }
    }
    return false;
  }

  /** A quote within a word is an inch. */
  private readQuoted(): boolean {
    if (!this.hasClosingQuotes || /[\p{L}\p{N}]/u.test(this.lastSign)) return false;
    const end = closingQuote(this.list, this.at);
    if (end === undefined) {
      this.hasClosingQuotes = false;
      return false;
    }
    const quoted = this.list.slice(this.at, end);
    this.add(unescaped(quoted.slice(1, -1)), quoted);
    this.at = end;
    return true;
  }

  /** `[IPv6:2001:db8::1]`, whose colons are no group's. */
  private readLiteral(): void {
    const literal =
      this.lastSign === "@"
        ? /^[^[\]\s,;<>]{1,100}\]/u.exec(this.list.slice(this.at, this.at + 101))?.[0]
        : undefined;
    this.add(`[${literal ?? ""}`, `[${literal ?? ""}`);
    this.at += literal?.length ?? 0;
  }

  /** What stands in angle brackets; one that is not closed ends where the entry does. */
  private readBracketed(): void {
    const { list } = this;
    const isRoute = /^\s*@/u.test(list.slice(this.at, this.at + MAX_COMMENT));
    const end = isRoute ? /[<>;]/u : /[<>,;]/u;
    let inside = "";
    while (this.at < list.length && !end.test(list[this.at] ?? "")) {
      const from = this.at;
      if (list[from] === "(" && this.readComment()) continue;
      const closed = list[from] === '"' && this.hasClosingQuotes ? closingQuote(list, from) : undefined;
      this.at = closed ?? from + 1;
      inside += list.slice(from, this.at);
    }
    if (list[this.at] === ">") this.at++;
    // Routes and blanks around dots are of old: RFC 5322, section 4.4.
    this.bracketed = inside
      .trim()
      .replace(/^@[^:]*:|^mailto:/iu, "")
      .replace(/^[^"]*$/u, (plain) => plain.replace(/\s*([.@])\s*/gu, "$1"));
  }

  private end(): void {
    const bare = this.bare.trim();
    if (this.bracketed !== undefined) {
      const names = [...this.pending, this.name].map((name) => name.trim()).filter((name) => name !== "");
      this.pending = [];
      this.push(this.bracketed, names.length > 0 ? names.join(", ") : this.comments.join(" "));
    } else if (this.hasAt) {
      this.flush();
      this.push(bare, this.comments.join(" "));
    } else if (bare !== "") this.pending.push(this.name);
    this.clear();
    this.bracketed = undefined;
    this.comments = [];
  }

  /** Nobody's address follows. */
  private flush(): void {
    for (const piece of this.pending) this.people.push({ address: piece.trim(), name: undefined });
    this.pending = [];
  }

  private push(address: string, written: string): void {
    const name = decodeWords(written).replace(/\s+/gu, " ").trim();
    this.people.push({ address, name: name === "" ? undefined : name });
  }
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gsu, "$1");
}

/** Behind the quote that closes the one at `from`. */
function closingQuote(list: string, from: number): number | undefined {
  for (let index = from + 1; index < list.length; index++) {
    if (list[index] === "\\") index++;
    else if (list[index] === '"') return index + 1;
  }
  return undefined;
}
