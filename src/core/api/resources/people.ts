import { isRecord } from "../lenient.ts";
import { decodeWords } from "../../text/encodedWords.ts";
import { readAddressList } from "./addressList.ts";
import type { Person } from "./person.ts";

/**
 * Reads an address field: comma-separated text as documented, a list of texts as in older records, people as mail programs
 * write them in either. Undefined when it holds nobody.
 */
export function peopleIn(value: unknown): readonly Person[] | undefined {
  const entries = Array.isArray(value) ? value.filter(isText) : isText(value) ? [value] : [];
  return orUndefined(entries.flatMap(readAddressList));
}

/** Reads a `*_json` field: parsed entries with an address and, mostly, a name. Undefined when it holds nobody. */
export function namedPeople(value: unknown): readonly Person[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const people = value.flatMap((entry: unknown): Person[] => {
    if (!isRecord(entry)) return [];
    const address = entry["address"] ?? entry["email"];
    const name = entry["name"];
    return isText(address) ? [{ address, name: isText(name) ? decodeWords(name) : undefined }] : [];
  });
  return orUndefined(people);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function orUndefined(people: readonly Person[]): readonly Person[] | undefined {
  return people.length === 0 ? undefined : people;
}
