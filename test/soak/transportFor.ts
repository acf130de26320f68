import { RequestBudget, type SharedSlots } from "../../src/core/api/budget.ts";
import { Transport } from "../../src/core/api/transport.ts";
import { type Clock, systemClock } from "../../src/core/clock.ts";

/** A client of a server under a long check. */
export function transportFor(
  origin: string,
  key: string,
  { clock = systemClock, shared }: { readonly clock?: Clock; readonly shared?: SharedSlots | undefined } = {},
): Transport {
  return new Transport({
    origin,
    apiKey: () => Promise.resolve(key),
    userAgent: "soak/1",
    budget: new RequestBudget({ clock, ...(shared === undefined ? {} : { shared }) }),
    clock,
  });
}
