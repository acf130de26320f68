import {
  FROM,
  JOINERS,
  OPENERS,
  ORIGINAL,
  OTHER,
  SENT,
  SUBJECT,
  TO,
  WROTE,
} from "../../shared/quoteWords.ts";
import type { Email } from "../api/resources/emails.ts";
import { wordsOf } from "../text/wordsOf.ts";

/** Languages whose names of days and months mail clients write. */
const LANGUAGES =
  "en de fr es it pt nl sv da nb fi pl cs sk hu ro tr ru uk bg el he ar hr sl et lt th ca ja zh ko vi id".split(
    " ",
  );
const A_MONDAY = Date.UTC(2026, 2, 2);
const DAY_MS = 86_400_000;

/**
 * Whether a line that announces a quote says nothing but what is known of the messages: who, when and about what, in a
 * mail client's words. "On page 3 the lawyer wrote:" says more.
 */
export class SaidOfMail {
  readonly #known: Set<string>;

  constructor(emails: readonly Email[]) {
    const people = emails.flatMap(({ from, fromName, to, cc, account }) => [
      `${from} ${fromName ?? ""} ${account}`,
      ...[...to, ...cc].map(({ address, name }) => `${address} ${name ?? ""}`),
    ]);
    const subjects = emails.map(({ subject }) => subject);
    this.#known = new Set([...people, ...subjects].flatMap(lowerWords));
  }

  isAll(line: string): boolean {
    return lowerWords(line).every(
      (word) => /^\p{N}/u.test(word) || this.#known.has(word) || isOfClients(word),
    );
  }
}

const lowerWords = (text: string): string[] => wordsOf(text).map((word) => word.toLowerCase());

let clientWords: ReadonlySet<string> | undefined;
const dateWords = new Map<string, ReadonlySet<string>>();

/** Languages are looked up one by one: to make the names of all takes longer than to read a conversation. */
function isOfClients(word: string): boolean {
  clientWords ??= exactWords();
  return clientWords.has(word) || LANGUAGES.some((language) => datesOf(language).has(word));
}

function datesOf(language: string): ReadonlySet<string> {
  const known = dateWords.get(language) ?? namesOfDates(language);
  dateWords.set(language, known);
  return known;
}

function exactWords(): ReadonlySet<string> {
  const lists = [OPENERS, WROTE, FROM, SENT, TO, SUBJECT, OTHER, ORIGINAL, JOINERS].join(" ");
  // Of the expressions among them both forms count: "napisał" and "napisała".
  return new Set(
    lists
      .split(/[|\s\\()[\]]+/u)
      .flatMap((word) => [word.replace(/.\?/u, ""), word.replaceAll("?", "")])
      .flatMap(lowerWords),
  );
}

/** "Tuesday", "Tue", "mars", "mar." and as much of a name as clients cut it to. */
function namesOfDates(language: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const length of ["long", "short"] as const) {
    const days = new Intl.DateTimeFormat(language, { weekday: length, timeZone: "UTC" });
    const months = new Intl.DateTimeFormat(language, { day: "numeric", month: length, timeZone: "UTC" });
    const dates = [
      ...Array.from({ length: 7 }, (_, day) => days.format(A_MONDAY + day * DAY_MS)),
      ...Array.from({ length: 12 }, (_, month) => months.format(Date.UTC(2026, month, 3))),
    ];
    for (const word of dates.flatMap(lowerWords))
      for (let end = Math.min(3, word.length); end <= word.length; end++) words.add(word.slice(0, end));
  }
  return words;
}
