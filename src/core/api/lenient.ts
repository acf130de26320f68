import * as z from "zod";

/** The JSON object a domain object was made from, as it came. */
export type Raw = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object (not null, not an array). */
export function isRecord(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An optional field that never fails: what `read` cannot make sense of is undefined. */
export function lenient<T>(read: (value: unknown) => T | undefined): z.ZodType<T | undefined> {
  return z.unknown().optional().transform(read);
}

/** Non-empty text, as it came. */
export const text = lenient((value) => (typeof value === "string" && value !== "" ? value : undefined));

/** A finite number; numeric text too, since the API has answered both for one field. */
export const number = lenient((value) => {
  const parsed = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof parsed === "number" && Number.isFinite(parsed) ? parsed : undefined;
});

/** A yes or no: true/false, and the 0/1 that the API sends for emails. */
export const flag = lenient((value) => {
  if (value === true || value === 1) return true;
  if (value === false || value === 0) return false;
  return undefined;
});

/** An ISO 8601 time. */
export const date = lenient((value) => {
  if (typeof value !== "string" || value === "") return undefined;
  const parsed = new Date(value);
  return Number.isNaN(parsed.getTime()) ? undefined : parsed;
});

/** Seconds since the epoch, the form of the billing fields. */
export const unixSeconds = lenient((value) => {
  if (typeof value !== "number") return undefined;
  const parsed = new Date(value * 1000);
  return Number.isNaN(parsed.getTime()) ? undefined : parsed;
});

/** An object whose own fields are lenient, or undefined when there is none. */
export function nested<S extends z.ZodType>(schema: S): z.ZodType<z.output<S> | undefined> {
  return lenient((value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : undefined;
  });
}

/** A list whose odd entries are left out; absent or no list at all is an empty one. */
export function listOf<S extends z.ZodType>(schema: S): z.ZodType<readonly z.output<S>[]> {
  return z
    .unknown()
    .optional()
    .transform((value) =>
      (Array.isArray(value) ? value : []).flatMap((entry: unknown) => {
        const parsed = schema.safeParse(entry);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

/** A schema for a resource: checks the wire object, builds the domain object, and hands over the JSON as it came. */
export function resource<S extends z.ZodType, D>(
  wire: S,
  build: (wire: z.output<S>, raw: Raw) => D,
): z.ZodType<D> {
  return z.custom<Raw>(isRecord, "expected object").transform((raw, context) => {
    const parsed = wire.safeParse(raw);
    if (parsed.success) return build(parsed.data, raw);
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: "custom", path, message });
    return z.NEVER;
  });
}

const MAX_ISSUES = 5;

/** What is wrong with a value, as "items.0.email: expected string": paths and types, never values. */
export function describeIssues(error: z.ZodError): readonly string[] {
  return error.issues.slice(0, MAX_ISSUES).map(({ path, message }) => {
    const where = path.map(String).join(".");
    const what = message.replace(/^Invalid input: /, "");
    return where === "" ? what : `${where}: ${what}`;
  });
}
