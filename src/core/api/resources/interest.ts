import { type Coded, coded } from "../coded.ts";

/** An interest status in words; other numbers are labels of the workspace's own. */
export type Interest =
  | "outOfOffice"
  | "interested"
  | "meetingBooked"
  | "meetingCompleted"
  | "won"
  | "notInterested"
  | "wrongPerson"
  | "lost"
  | "noShow";

/** `lt_interest_status` of a lead, documented; that `i_status` of an email shares it is how every client reads it. */
const INTEREST: Readonly<Record<number, Interest>> = {
  0: "outOfOffice",
  1: "interested",
  2: "meetingBooked",
  3: "meetingCompleted",
  4: "won",
  [-1]: "notInterested",
  [-2]: "wrongPerson",
  [-3]: "lost",
  [-4]: "noShow",
};

/** The statuses that every workspace has, best first. */
export const INTEREST_CODES: readonly number[] = [1, 2, 3, 4, 0, -1, -2, -3, -4];

const word = coded(INTEREST);

/** Reads a status; undefined is a plain lead, and "unknown" with a number is a label of the workspace's own. */
export const interest = word.transform((read) => (read.code === null ? undefined : read));

/** A number as a status; null is a plain lead. */
export function interestOf(code: number | null): Coded<Interest> | undefined {
  return interest.parse(code);
}
