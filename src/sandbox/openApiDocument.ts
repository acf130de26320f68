import * as z from "zod";
import { scopesFor } from "./auth.ts";
import type { Route } from "./route.ts";
import { without } from "./without.ts";

const PROBLEMS = {
  400: "The request is not valid.",
  401: "The key is missing, wrong, or lacks the scope.",
  402: "The workspace has no active paid plan, or no credits left.",
  404: "No such record.",
  429: "Rate limit exceeded.",
};

/** The sandbox's own OpenAPI 3.1 document: exactly the operations it serves. */
export function openApiDocument(table: readonly Route[], origin: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const row of table) {
    const item = (paths[`/api/v2${row.path}`] ??= {});
    item[row.method] = operation(row);
  }
  return {
    openapi: "3.1.0",
    info: { title: "Instantly API v2 (local sandbox)", version: "2.0.0" },
    servers: [{ url: origin }],
    security: [{ bearerAuth: [] }],
    paths,
    components: {
      securitySchemes: { bearerAuth: { type: "http", scheme: "bearer" } },
      schemas: {
        Error: {
          type: "object",
          properties: {
            statusCode: { type: "integer" },
            error: { type: "string" },
            message: { type: "string" },
            code: { type: "string" },
          },
        },
      },
    },
  };
}

function operation(row: Route): object {
  const schema = { "application/json": { schema: { $ref: "#/components/schemas/Error" } } };
  return {
    operationId: `${row.method}${row.path.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, "")}`,
    tags: [row.path.split("/")[1]],
    summary: row.summary,
    "x-scopes": scopesFor(row.scope),
    parameters: [...pathParameters(row.path), ...queryParameters(row)],
    ...(row.body && { requestBody: { content: { "application/json": { schema: jsonSchema(row.body) } } } }),
    responses: {
      [row.status ?? 200]: { description: "Success.", content: { "application/json": { schema: {} } } },
      ...Object.fromEntries(
        Object.entries(PROBLEMS).map(([status, description]) => [status, { description, content: schema }]),
      ),
    },
  };
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters(row: Route): object[] {
  if (row.query === undefined) return [];
  return Object.entries<z.ZodType>(row.query.shape).map(([name, field]) => ({
    name,
    in: "query",
    required: !field.safeParse(undefined).success,
    schema: jsonSchema(field),
  }));
}

function jsonSchema(schema: z.ZodType): object {
  return without(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), "$schema");
}
