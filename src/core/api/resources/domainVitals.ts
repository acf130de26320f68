import * as z from "zod";
import { flag, type Raw, resource, text } from "../lenient.ts";

/** The mail records of one sending domain. Undefined: the API did not say, or could not decide. */
export interface DomainVitals {
  readonly email: string | undefined;
  readonly domain: string;
  readonly spf: boolean | undefined;
  readonly dkim: boolean | undefined;
  readonly dmarc: boolean | undefined;
  readonly mx: boolean | undefined;
  readonly allPass: boolean | undefined;
  readonly raw: Raw;
}

const wire = z.object({
  domain: z.string(),
  email: text,
  spf: flag,
  dkim: flag,
  dmarc: flag,
  mx: flag,
  allPass: flag,
  // Checks that DNS trouble left open; their false means nothing (seen after 2026-08-21).
  indeterminate: z.array(z.unknown()).optional().catch(undefined),
});

/** An entry of success_list or failure_list of POST /accounts/test/vitals. */
export const domainVitals: z.ZodType<DomainVitals> = resource(wire, (it, raw): DomainVitals => {
  const decided = (check: "spf" | "dkim" | "dmarc" | "mx"): boolean | undefined =>
    it.indeterminate?.includes(check) === true ? undefined : it[check];
  return {
    email: it.email,
    domain: it.domain,
    spf: decided("spf"),
    dkim: decided("dkim"),
    dmarc: decided("dmarc"),
    mx: decided("mx"),
    allPass: it.allPass,
    raw,
  };
});
