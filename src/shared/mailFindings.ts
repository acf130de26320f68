import * as z from "zod";

/** Enough for any mail that is not an attack; what is beyond is counted, not described. */
const MAX_DESCRIBED = 2000;

/** What the page's sanitiser took out of a message: the host knows what it means. Comes as outside input. */
export const mailFindings = z.object({
  fetches: z
    .array(
      z.object({
        address: z.string(),
        /** Element, or "background" for the attribute, "css-background" and "css" for styles. */
        element: z.string().max(40),
        width: z.number().optional(),
        height: z.number().optional(),
        hidden: z.boolean(),
      }),
    )
    .max(MAX_DESCRIBED),
  fetchCount: z.number().int().nonnegative(),
  links: z
    .array(
      z.object({
        href: z.string(),
        text: z.string().max(200),
        /** By which the message names it where it only points at it, counted from 1. */
        number: z.number().int().positive().optional(),
      }),
    )
    .max(MAX_DESCRIBED),
  linkCount: z.number().int().nonnegative(),
});

/** What a message would fetch and where it leads, each address once. */
export type MailFindings = z.infer<typeof mailFindings>;
