import * as z from "zod";
import { failure, recordNotFound } from "../httpFailure.ts";
import type { VerificationRow } from "../records.ts";
import { type Call, param, type Route, route } from "../route.ts";
import { hashOf } from "../seed/random.ts";
import { sleep } from "../sleep.ts";
import type { Workspace } from "../world.ts";
import { emailText } from "./fields.ts";

/** What one check costs; the live API charges a quarter credit too, though its documents say one. */
export const CREDITS_PER_CHECK = 0.25;

type Verdict = Omit<VerificationRow, "email">;

const settled = (status: string, catchAll: VerificationRow["catch_all"] = false): Verdict => ({
  verification_status: status,
  catch_all: catchAll,
  readsLeft: 0,
});
const late = (readsLeft: number): Verdict => ({
  verification_status: "verified",
  catch_all: false,
  readsLeft,
});

/**
 * Local parts whose verdict is known beforehand, at any domain, a `+tag` allowed. Reads are those of
 * `GET /email-verification/{email}`:
 *
 * | local part | verdict |
 * |---|---|
 * | `verified` | verified |
 * | `invalid`, `risky` | so |
 * | `catchall` | verified, catch-all |
 * | `pending` | pending; the second read has the final answer |
 * | `pending.slow` | pending; the eighth read has it |
 * | `never` | pending for ever |
 * | `jobchange` | risky; as a lead: job change |
 * | `odd.empty`, `odd.noresult`, `odd.acceptall`, `odd.yes` | raw values that clients met in the wild |
 *
 * The domain `catchall.example` takes every address, `dead.example` none.
 */
const KNOWN: Readonly<Partial<Record<string, Verdict>>> = {
  verified: settled("verified"),
  invalid: settled("invalid"),
  risky: settled("risky"),
  jobchange: settled("risky"),
  catchall: settled("verified", true),
  pending: late(2),
  "pending.slow": late(8),
  never: late(Number.POSITIVE_INFINITY),
  "odd.empty": settled(""),
  "odd.noresult": settled("no_result"),
  "odd.acceptall": settled("accept_all"),
  "odd.yes": settled("verified", "yes"),
};

/** The verdict on an address: the same every time, whatever was asked before. */
export function verdictOn(email: string): Verdict {
  const [local = "", domain = ""] = email.split("@");
  const known = KNOWN[local.replace(/\+.*/, "")];
  if (known !== undefined) return known;
  const domainChance = hashOf(domain) % 100;
  if (domain === "dead.example" || domainChance < 4) return settled("invalid");
  if (domain === "catchall.example" || domainChance >= 90) return settled("verified", true);
  const chance = hashOf(email) % 100;
  if (chance < 13) return settled("invalid");
  if (chance < 20) return settled("risky");
  return chance < 25 ? late(1 + (chance % 3)) : settled("verified");
}

const answer = (row: VerificationRow, credits: number, used: number): object => ({
  status: "success",
  email: row.email,
  verification_status: row.readsLeft > 0 ? "pending" : row.verification_status,
  catch_all: row.readsLeft > 0 ? "pending" : row.catch_all,
  credits,
  credits_used: used,
});

/** Charges when the request comes in, so that an answer lost on the way has cost its credit all the same. */
async function verify({ world, workspace, body }: Call<unknown, { email: string }>): Promise<object> {
  const email = body.email.toLowerCase();
  charge(workspace, email, world.options.now().toISOString());
  const row = workspace.verifications.get(email) ?? { email, ...verdictOn(email) };
  workspace.verifications.set(email, row);
  const { credits } = workspace;
  await sleep(world.options.verifyDelayMs ?? 300 + (hashOf(`${email} delay`) % 1200));
  return answer(row, credits, CREDITS_PER_CHECK);
}

/** @throws HttpFailure 402 when the credits do not suffice; nothing is charged then. */
export function charge(workspace: Workspace, email: string, at: string): void {
  if (workspace.credits < CREDITS_PER_CHECK) throw failure(402, "Not enough verification credits");
  workspace.credits -= CREDITS_PER_CHECK;
  const line = workspace.ledger.get(email) ?? { email, charges: 0, credits: 0, lastAt: at };
  workspace.ledger.set(email, {
    email,
    charges: line.charges + 1,
    credits: line.credits + CREDITS_PER_CHECK,
    lastAt: at,
  });
}

function read(call: Call): object {
  const row = call.workspace.verifications.get(param(call, "email").toLowerCase());
  if (row === undefined) throw recordNotFound();
  if (row.readsLeft > 0) row.readsLeft -= 1;
  return answer(row, call.workspace.credits, CREDITS_PER_CHECK);
}

export const verification: readonly Route[] = [
  route({
    method: "post",
    path: "/email-verification",
    summary: "Verify an email address",
    scope: "email_verifications:create",
    body: z.object({ email: emailText, webhook_url: z.string().optional() }),
    handle: verify,
  }),
  route({
    method: "get",
    path: "/email-verification/{email}",
    summary: "Get the state of a verification",
    scope: "email_verifications:read",
    handle: read,
  }),
];
