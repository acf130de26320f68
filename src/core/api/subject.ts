import { addressKey } from "../text/address.ts";
import { isRecord } from "./lenient.ts";

/** What a call is about: fields by which an answer names it, each with what it has to say. */
export type Subject = Readonly<Record<string, string>>;

/**
 * The field by which an answer says that it is about something else; undefined when it does not. A server, or what
 * stands before it, that answers one request twice on a connection makes every later answer there another one's. A
 * field that is left out says nothing. Addresses are the same when they reach one mailbox.
 */
export type IsOther = (answer: unknown) => string | undefined;

/** For an answer that is one object. */
export function about(subject: Subject): IsOther {
  return (answer) => Object.keys(subject).find((field) => namesOther(answer, field, subject[field]));
}

/** For a page whose rows all belong to one thing: it is another's when some row says so and none is the one's. */
export function rowsAbout(subject: Subject): IsOther {
  return (answer) => {
    const items: unknown = isRecord(answer) ? answer["items"] : undefined;
    if (!Array.isArray(items)) return undefined;
    return Object.keys(subject).find((field) => {
      const named = items.filter((item) => isRecord(item) && typeof item[field] === "string");
      return named.length > 0 && named.every((item) => namesOther(item, field, subject[field]));
    });
  };
}

/** Whether two ids or addresses are one. */
export function isSameName(one: string, other: string): boolean {
  return one === other || addressKey(one) === addressKey(other);
}

function namesOther(answer: unknown, field: string, wanted: string | undefined): boolean {
  const named = isRecord(answer) ? answer[field] : undefined;
  if (wanted === undefined || (typeof named !== "string" && typeof named !== "number")) return false;
  return named !== "" && !isSameName(String(named), wanted);
}
