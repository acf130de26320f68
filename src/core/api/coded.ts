import * as z from "zod";

/** An open enum: the word this build knows, or "unknown", with the code as it came (null when it did not come). */
export interface Coded<W extends string> {
  readonly word: W | "unknown";
  readonly code: number | string | null;
}

/** Reads a code with the table of those this build knows. A new or odd code is "unknown", never an error. */
export function coded<W extends string>(words: Readonly<Record<number | string, W>>): z.ZodType<Coded<W>> {
  return z
    .unknown()
    .optional()
    .transform((value): Coded<W> => {
      if (typeof value !== "number" && typeof value !== "string") return { word: "unknown", code: null };
      const word = Object.hasOwn(words, value) ? words[value] : undefined;
      return { word: word ?? "unknown", code: value };
    });
}
