import { isRecord } from "../lenient.ts";

/** Someone a message names. */
export interface Person {
  readonly address: string;
  readonly name: string | undefined;
}

/**
 * Reads an address field: comma-separated text as documented, a list of texts as in older records, entries
 * `Name <address>` in either. Undefined when it holds nobody.
 */
export function peopleIn(value: unknown): readonly Person[] | undefined {
  const entries = Array.isArray(value) ? value.filter(isText) : isText(value) ? [value] : [];
  return orUndefined(entries.flatMap(splitAddresses).map(personIn));
}

/** Reads a `*_json` field: parsed entries with an address and, mostly, a name. Undefined when it holds nobody. */
export function namedPeople(value: unknown): readonly Person[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const people = value.flatMap((entry: unknown): Person[] => {
    if (!isRecord(entry)) return [];
    const address = entry["address"] ?? entry["email"];
    const name = entry["name"];
    return isText(address) ? [{ address, name: isText(name) ? name : undefined }] : [];
  });
  return orUndefined(people);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function orUndefined(people: readonly Person[]): readonly Person[] | undefined {
  return people.length === 0 ? undefined : people;
}

/** Splits at commas outside of quotes and angle brackets. */
function splitAddresses(list: string): string[] {
  const entries: string[] = [];
  let start = 0;
  let quoted = false;
  let bracketed = false;
  for (let index = 0; index < list.length; index++) {
    const character = list[index];
    if (character === '"') quoted = !quoted;
    else if (!quoted && character === "<") bracketed = true;
    else if (!quoted && character === ">") bracketed = false;
    else if (!quoted && !bracketed && character === ",") {
      entries.push(list.slice(start, index));
      start = index + 1;
    }
  }
  entries.push(list.slice(start));
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== "");
}

function personIn(entry: string): Person {
  const open = entry.lastIndexOf("<");
  if (open < 0 || !entry.endsWith(">")) return { address: entry, name: undefined };
  const name = entry.slice(0, open).trim().replace(/^"|"$/g, "").trim();
  return { address: entry.slice(open + 1, -1).trim(), name: name === "" ? undefined : name };
}
