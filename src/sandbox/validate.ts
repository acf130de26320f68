import type * as z from "zod";
import { failure } from "./httpFailure.ts";

type Part = "body" | "querystring" | "params";

/**
 * Checks one part of a request and answers it parsed, with unknown keys left out.
 * @throws HttpFailure 400 with the text that Fastify's validator gives, e.g. `querystring/limit must be <= 100`.
 */
export function validated<T>(part: Part, schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw failure(400, issue === undefined ? `${part} is not valid` : sentence(part, issue, input));
}

function sentence(part: Part, issue: z.core.$ZodIssue, input: unknown): string {
  const where = [part, ...issue.path.map(String)].join("/");
  switch (issue.code) {
    case "invalid_type": {
      const key = issue.path.at(-1);
      if (key !== undefined && valueAt(input, issue.path) === undefined) {
        return `${[part, ...issue.path.slice(0, -1).map(String)].join("/")} must have required property '${String(key)}'`;
      }
      return `${where} must be ${issue.expected === "int" ? "integer" : issue.expected}`;
    }
    case "too_big":
      return `${where} must ${bound(issue.origin, "<=", "more", issue.maximum)}`;
    case "too_small":
      return `${where} must ${bound(issue.origin, ">=", "fewer", issue.minimum)}`;
    case "invalid_value":
      return `${where} must be equal to one of the allowed values`;
    case "invalid_format":
      return `${where} must match format "${issue.format === "datetime" ? "date-time" : issue.format}"`;
    case "custom":
      return `${where} ${issue.message}`;
    default:
      return `${where} must match a schema in anyOf`;
  }
}

function bound(origin: string, sign: string, word: string, limit: number | bigint): string {
  if (origin === "string") return `NOT have ${word} than ${limit} characters`;
  if (origin === "array") return `NOT have ${word} than ${limit} items`;
  return `be ${sign} ${limit}`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );
}

/**
 * Query text turned into the types that the schema names, as Fastify does before it validates: numbers, booleans,
 * and a single value into a list of one. What cannot be turned stays text, for the validator to refuse.
 */
export function coercedQuery(
  schema: z.ZodObject,
  query: Readonly<Record<string, readonly string[]>>,
): Record<string, unknown> {
  const fields: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
  return Object.fromEntries(
    Object.entries(query).map(([name, values]) => {
      const field = fields[name];
      return [name, field === undefined ? values[0] : coerced(field, values)];
    }),
  );
}

function coerced(field: z.core.$ZodType, values: readonly string[]): unknown {
  const definition = (field as z.core.$ZodTypes)._zod.def;
  const text = values[0] ?? "";
  switch (definition.type) {
    case "optional":
      return coerced(definition.innerType, values);
    case "array":
      return values;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : text;
    case "number":
      return numeric(text);
    case "literal":
      return definition.values.every((value) => typeof value === "number") ? numeric(text) : text;
    default:
      return text;
  }
}

const numeric = (text: string): number | string =>
  text.trim() === "" || Number.isNaN(Number(text)) ? text : Number(text);
