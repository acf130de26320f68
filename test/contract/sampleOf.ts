/** As much of a JSON schema as the API's documents use. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** What to build: all fields with their examples, only those that the document requires, or null wherever it may be. */
export type SampleKind = "full" | "required" | "nulls";

/** Builds values from the examples of a document's schemas. */
export class Sampler {
  constructor(private readonly schemas: Readonly<Record<string, JsonSchema>>) {}

  sampleOf(given: JsonSchema, kind: SampleKind): unknown {
    const schema = this.resolve(given);
    const types = schema.type === undefined ? [] : [schema.type].flat();
    if (kind === "nulls" && (types.includes("null") || schema.nullable === true)) return null;
    const properties = this.propertiesOf(schema);
    if (properties !== undefined) return this.objectOf(schema, properties, kind);
    if (schema.items !== undefined) return [this.sampleOf(schema.items, kind)];
    const [choice] = schema.anyOf ?? schema.oneOf ?? [];
    if (choice !== undefined) return this.sampleOf(choice, kind);
    const example = schema.example ?? schema.examples?.[0] ?? schema.enum?.[0];
    return example ?? DEFAULTS[types.find((type) => type !== "null") ?? "string"];
  }

  /** Every value that the document gives for one field of a schema, wherever its alternatives hide it. */
  enumOf(given: JsonSchema, field: string): readonly unknown[] {
    const property = this.propertiesOf(this.resolve(given))?.[field];
    const found = property === undefined ? {} : this.resolve(property);
    const alternatives = [found, ...(found.anyOf ?? []), ...(found.oneOf ?? [])];
    return alternatives.flatMap((schema) => schema.enum ?? []).filter((value) => value !== null);
  }

  private objectOf(
    schema: JsonSchema,
    properties: Readonly<Record<string, JsonSchema>>,
    kind: SampleKind,
  ): object {
    const required = new Set(
      [schema, ...(schema.allOf ?? []).map((part) => this.resolve(part))].flatMap((s) => s.required ?? []),
    );
    const names = Object.keys(properties).filter((name) => kind !== "required" || required.has(name));
    return Object.fromEntries(names.map((name) => [name, this.sampleOf(properties[name] ?? {}, kind)]));
  }

  private propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> | undefined {
    const parts = [schema, ...(schema.allOf ?? []).map((part) => this.resolve(part))];
    const found = parts.flatMap(({ properties }) => (properties === undefined ? [] : [properties]));
    return found.length === 0
      ? undefined
      : (Object.assign({}, ...found) as Readonly<Record<string, JsonSchema>>);
  }

  private resolve(schema: JsonSchema): JsonSchema {
    const name = schema.$ref?.split("/").at(-1);
    if (name === undefined) return schema;
    const target = this.schemas[name];
    if (target === undefined) throw new Error(`The document has no schema ${name}.`);
    return this.resolve(target);
  }
}

const DEFAULTS: Readonly<Record<string, unknown>> = {
  string: "text",
  number: 1,
  integer: 1,
  boolean: true,
  object: {},
  array: [],
};
