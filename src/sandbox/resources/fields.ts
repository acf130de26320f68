import * as z from "zod";

/** The two query parameters that every cursor list takes. */
export const pageQuery = {
  limit: z.int().min(1).max(100).optional(),
  starting_after: z.string().optional(),
};

export const emailText = z.email();
export const isoTime = z.iso.datetime({ offset: true });

/** A comma-separated text as the API takes for several values; undefined where nothing was asked for. */
export const commaList = (text: string | undefined): readonly string[] | undefined =>
  text
    ?.split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** Whether a value is among those asked for, or nothing was asked for. */
export const isAmong = (wanted: readonly string[] | undefined, value: string | null | undefined): boolean =>
  wanted === undefined || (value !== null && value !== undefined && wanted.includes(value));
