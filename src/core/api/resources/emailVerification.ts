import * as z from "zod";
import { withAsciiDomain } from "../../text/address.ts";
import { lenient, number, type Raw, resource, text } from "../lenient.ts";
import { path } from "../path.ts";
import { about } from "../subject.ts";
import type { CallOptions as TransportCallOptions, Transport } from "../transport.ts";

/** What a check says about an address; `unknown` for every word this build does not know. */
export type Verdict = "verified" | "invalid" | "risky" | "pending" | "unknown";

/** One answer about one address. */
export interface EmailVerification {
  readonly email: string;
  readonly verdict: Verdict;
  /** `verification_status` as it came. */
  readonly rawStatus: string;
  /** Apart from the verdict: verified at a catch-all domain is no proof that mail arrives. */
  readonly catchAll: boolean | "pending" | undefined;
  /** Fractional: 0.25 was seen where the docs say 1. */
  readonly creditsUsed: number | undefined;
  readonly creditsLeft: number | undefined;
  readonly raw: Raw;
}

/** Documented: pending, verified, invalid. risky and processing were met by clients. */
const VERDICT: Readonly<Record<string, Verdict>> = {
  verified: "verified",
  invalid: "invalid",
  risky: "risky",
  pending: "pending",
  processing: "pending",
};

const catchAll = lenient((value): boolean | "pending" | undefined => {
  if (value === true || value === "true" || value === "yes") return true;
  if (value === false || value === "false" || value === "no") return false;
  return value === "pending" ? "pending" : undefined;
});

/** The answer of POST /email-verification and of GET /email-verification/{email}. */
export const emailVerification: z.ZodType<EmailVerification> = resource(
  z.object({
    email: z.string().min(1),
    verification_status: text,
    catch_all: catchAll,
    credits: number,
    credits_used: number,
  }),
  (it, raw): EmailVerification => {
    const rawStatus = it.verification_status ?? "";
    const word = rawStatus.trim().toLowerCase();
    return {
      email: it.email,
      verdict: Object.hasOwn(VERDICT, word) ? (VERDICT[word] ?? "unknown") : "unknown",
      rawStatus,
      catchAll: it.catch_all,
      creditsUsed: it.credits_used,
      creditsLeft: it.credits,
      raw,
    };
  },
);

/** How a call is made; `background` leaves the budget to what a person does. */
type CallOptions = Pick<TransportCallOptions, "signal" | "priority" | "turn" | "retries">;

/** The API itself waits about 10 s before it answers "pending". */
const VERIFY_TIMEOUT_MS = 60_000;

/** /email-verification. An address is asked for with its domain as the DNS writes it, so that all its spellings are one there too. */
export class EmailVerificationApi {
  constructor(private readonly transport: Transport) {}

  /**
   * Asks for a check: it costs credits. Never retried; after a lost answer look it up with `get`.
   * @throws ApiError; the signal's reason when cancelled (the check may have been charged all the same).
   * @see POST /email-verification, OpenAPI of 2026-08-21; scope email_verifications:create
   */
  verify(email: string, options: Omit<CallOptions, "retries"> = {}): Promise<EmailVerification> {
    return this.transport.call("post", path`email-verification`, emailVerification, {
      ...options,
      body: { email: withAsciiDomain(email) },
      isOther: about({ email }),
      timeoutMs: VERIFY_TIMEOUT_MS,
    });
  }

  /**
   * Reads a check back, free of charge.
   * @throws ApiError (notFound for an address that was never checked).
   * @see GET /email-verification/{email}; scope email_verifications:read
   */
  get(email: string, options: CallOptions = {}): Promise<EmailVerification> {
    const where = path`email-verification/${{ email: withAsciiDomain(email) }}`;
    return this.transport.call("get", where, emailVerification, options);
  }
}
