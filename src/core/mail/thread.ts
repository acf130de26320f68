import type { Coded } from "../api/coded.ts";
import type { Email, Interest, Person } from "../api/resources/emails.ts";

/** Whose message it is: the workspace's own, the lead's, or somebody else's who has joined in. */
export type ThreadSide = "us" | "lead" | "other";

/** One message of a conversation. */
export interface ThreadMessage {
  readonly email: Email;
  readonly side: ThreadSide;
  /** What it is ordered by; undefined when nothing says when it was. */
  readonly at: Date | undefined;
}

/** A conversation. */
export interface Thread {
  /** Oldest first; what is scheduled comes last. */
  readonly messages: readonly ThreadMessage[];
  readonly lead: Person | undefined;
  /** The workspace's own mailboxes that take part. */
  readonly accounts: readonly string[];
  /** As the newest message that says anything of it has it; undefined is a plain lead. */
  readonly interest: Coded<Interest> | undefined;
  /** In the order in which they first appear. */
  readonly campaignIds: readonly string[];
}

/** A server's clock may be ahead by this much; a date that is further ahead was made up. */
const CLOCK_SLACK_MS = 10 * 60_000;

/** Puts the messages of a conversation in order and says who is who. Pure; a message that comes twice counts once. */
export function threadOf(emails: readonly Email[]): Thread {
  const unique = [...new Map(emails.map((email) => [email.id, email])).values()];
  const lead = leadOf(unique);
  const messages = unique
    .map((email): ThreadMessage => ({ email, side: sideOf(email, lead), at: timeOf(email) }))
    .sort(inOrder);
  return {
    messages,
    lead,
    accounts: different(unique.map(({ account }) => account)),
    interest: messages.findLast(({ email }) => email.interest !== undefined)?.email.interest,
    campaignIds: different(unique.map(({ campaignId }) => campaignId ?? "")),
  };
}

/** Whose message it is. Somebody who answers from another address than the lead's is not called the lead. */
export function sideOf(email: Email, lead: Pick<Person, "address"> | undefined): ThreadSide {
  if (email.direction === "sent" || email.direction === "scheduled") return "us";
  return lead !== undefined && sameAddress(email.from, lead.address) ? "lead" : "other";
}

/** The lead that most messages name, with the name that they sign with. */
function leadOf(emails: readonly Email[]): Person | undefined {
  const counts = new Map<string, number>();
  for (const { lead } of emails)
    if (lead !== undefined) counts.set(lead.toLowerCase(), (counts.get(lead.toLowerCase()) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  if (most === undefined) return undefined;
  const [key] = most;
  const address = emails.find(({ lead }) => lead?.toLowerCase() === key)?.lead ?? key;
  const people = emails.flatMap(({ from, fromName, to }) => [{ address: from, name: fromName }, ...to]);
  const name = people.find((person) => sameAddress(person.address, address) && person.name)?.name;
  return { address, name };
}

/** The message's own date, unless it claims to be later than when Instantly stored it: dates can be forged. */
function timeOf({ date, storedAt, direction }: Email): Date | undefined {
  if (date === undefined || storedAt === undefined || direction === "scheduled") return date ?? storedAt;
  return date.getTime() > storedAt.getTime() + CLOCK_SLACK_MS ? storedAt : date;
}

function inOrder(a: ThreadMessage, b: ThreadMessage): number {
  const scheduled = Number(a.email.direction === "scheduled") - Number(b.email.direction === "scheduled");
  if (scheduled !== 0) return scheduled;
  const order = (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0);
  if (order !== 0) return order;
  const stored = (a.email.storedAt?.getTime() ?? 0) - (b.email.storedAt?.getTime() ?? 0);
  return stored !== 0 ? stored : a.email.id < b.email.id ? -1 : 1;
}

const sameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const different = (texts: readonly string[]): string[] => [...new Set(texts.filter((text) => text !== ""))];
