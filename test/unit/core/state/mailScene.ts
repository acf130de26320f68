import { ApiError } from "../../../../src/core/api/errors.ts";
import type { Email } from "../../../../src/core/api/resources/emails.ts";
import { Session } from "../../../../src/core/state/session.ts";
import { itemsOf } from "../itemsOf.ts";
import type { SandboxClient } from "../sandbox.ts";

/** The sandbox's conversation of a hundred messages. */
export const THREAD = "0198c0de-0100-7000-8000-000000000001";

/** A session whose list holds a message of that conversation. */
export async function opened(made: SandboxClient): Promise<{ session: Session; email: Email }> {
  const session = new Session({ api: made.api, clock: made.clock });
  await session.emails.list.ensureLoaded();
  const email = itemsOf(session.emails.list.state.rows).find(({ threadId }) => threadId === THREAD);
  if (email === undefined) throw new Error("The long conversation is not on the first page");
  return { session, email };
}
/** The message as the list shows it. */
export const shown = ({ emails }: Session, { id }: Email): Email => {
  const row = emails.list.find(id);
  if (row === undefined) throw new Error("The row is gone");
  return row;
};
/** Why it was refused; undefined when it was not. */
export const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof ApiError ? error.failure : error),
  );
