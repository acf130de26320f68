import type { Subject } from "./subject.ts";

/** A path below /api/v2/: `url` has its parameters encoded, `template` their names in braces. */
export interface ApiPath {
  readonly url: string;
  readonly template: string;
  /** The parameter in which it ends, by name: an answer that has such a field has to be about it. */
  readonly subject?: Subject;
}

/**
 * Tag for API paths, parameters by name: path`accounts/${{ email }}` is the url "accounts/jo%40x.com" of the
 * template "accounts/{email}".
 * @throws RangeError for a parameter that is empty or a dot segment: it would name another operation.
 */
export function path(
  parts: TemplateStringsArray,
  ...parameters: readonly Readonly<Record<string, string>>[]
): ApiPath {
  let url = parts[0] ?? "";
  let template = url;
  let subject: Subject | undefined;
  for (const [index, parameter] of parameters.entries()) {
    const after = parts[index + 1] ?? "";
    for (const [name, value] of Object.entries(parameter)) {
      if (value === "" || value === "." || value === "..")
        throw new RangeError(`No ${name} to put in ${template}`);
      url += encodeURIComponent(value);
      template += `{${name}}`;
    }
    url += after;
    template += after;
    subject = after === "" ? parameter : undefined;
  }
  return { url, template, ...(subject === undefined ? {} : { subject }) };
}
