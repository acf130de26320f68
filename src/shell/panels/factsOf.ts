import type { Fact } from "../../shared/panelView.ts";
import { plain } from "../words/text.ts";

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** Whether a text is the number of a record, which tells a person nothing: "Copy ID" and "Copy JSON" have it. */
export function isRecordId(text: string): boolean {
  return ID.test(text.trim());
}

/** The rows that tell a person something. */
export function factsOf(rows: readonly (readonly [label: string, value: string | undefined])[]): Fact[] {
  return rows.flatMap(([label, value]) => {
    const text = plain(value ?? "");
    return text === "" || isRecordId(text) ? [] : [{ label, value: text }];
  });
}
