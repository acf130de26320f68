import type { Fact } from "../../shared/panelView.ts";
import { isRecordId } from "./factsOf.ts";
import { plain } from "../words/text.ts";

/** Fields of a record that this version has no words for, as JSON, so that nothing the API says is hidden. */
export function otherFacts(raw: Readonly<Record<string, unknown>>, known: ReadonlySet<string>): Fact[] {
  return Object.entries(raw)
    .filter(([name, value]) => !known.has(name) && value !== null && value !== undefined)
    .filter(([, value]) => typeof value !== "string" || !isRecordId(value))
    .map(([name, value]) => ({
      label: plain(name),
      value: typeof value === "string" ? plain(value) : JSON.stringify(value, null, 2),
      pre: typeof value === "object",
    }));
}
