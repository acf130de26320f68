import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

interface Operation {
  readonly parameters?: readonly { readonly name?: string; readonly in?: string }[];
  readonly responses: Readonly<Record<string, unknown>>;
  readonly "x-scopes"?: readonly string[];
  readonly "x-scopes-inferred"?: readonly string[];
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** One OpenAPI document, ready to check answers against. */
export class OpenApiSchemas {
  readonly #document: Document;
  readonly #ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true });

  constructor(folder: string, file: string) {
    this.#document = JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Document;
    addFormats(this.#ajv);
    this.#ajv.addSchema(this.#document, "document");
  }

  /** Undefined when the document lacks the operation. */
  operation(method: string, path: string): Operation | undefined {
    return this.#document.paths[path]?.[method];
  }

  /** What is wrong with an answer of this operation; empty when nothing is, undefined when it says nothing about it. */
  problems(method: string, path: string, status: number, body: unknown): string[] | undefined {
    const found = this.operation(method, path)?.responses[String(status)];
    if (found === undefined) return undefined;
    const reference = (found as { $ref?: string }).$ref;
    const response = reference ?? `#/paths/${escaped(path)}/${method}/responses/${status}`;
    const validate = this.#ajv.compile({
      $ref: `document${response}/content/application~1json/schema`,
    });
    if (validate(body)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      [instancePath, message, JSON.stringify(params)].join(" "),
    );
  }
}

const escaped = (path: string): string =>
  path.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D");
