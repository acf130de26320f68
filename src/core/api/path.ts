import type { Subject } from "./subject.ts";

/** A path below /api/v2/: `url` has its parameters encoded, `template` their names in braces. */
export interface ApiPath {
  readonly url: string;
  readonly template: string;
  /** The first parameter, by name, that no path can carry: such a path is never asked for. */
  readonly unusable?: string;
  /** The parameter in which it ends, by name: an answer that has such a field has to be about it. */
  readonly subject?: Subject;
}

/**
 * Tag for API paths, parameters by name: path`accounts/${{ email }}` is the url "accounts/jo%40x.com" of the
 * template "accounts/{email}".
 */
export function path(
  parts: TemplateStringsArray,
  ...parameters: readonly Readonly<Record<string, string>>[]
): ApiPath {
  let url = parts[0] ?? "";
  let template = url;
  let subject: Subject | undefined;
  let unusable: string | undefined;
  for (const [index, parameter] of parameters.entries()) {
    const after = parts[index + 1] ?? "";
    for (const [name, value] of Object.entries(parameter)) {
      if (isUsable(value)) url += encodeURIComponent(value);
      else unusable ??= name;
      template += `{${name}}`;
    }
    url += after;
    template += after;
    subject = after === "" ? parameter : undefined;
  }
  return {
    url,
    template,
    ...(subject === undefined ? {} : { subject }),
    ...(unusable === undefined ? {} : { unusable }),
  };
}

/**
 * Whether a value can stand in a path as one segment that everybody on the way takes for it: what is empty or a dot
 * segment would name another operation, and so would a slash where somebody decodes it too early. Addresses may have one.
 */
function isUsable(value: string): boolean {
  if (!value.isWellFormed() || /\p{Cc}/u.test(value) || value.trim() === "") return false;
  const parts = value.split(/[/\\]/);
  return (parts.length === 1 || value.includes("@")) && !parts.some((part) => /^\.{0,2}$/.test(part));
}
