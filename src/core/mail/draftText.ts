import { checkAddress } from "../text/checkAddress.ts";
import { peopleIn } from "../api/resources/people.ts";
import type { DraftKind } from "./draftStore.ts";
import { oneLine } from "./oneLine.ts";

/** A line of a draft's header. */
export interface DraftField {
  readonly name: string;
  readonly value: string;
  /** Where the line stands, from 0, and its value in it. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/**
 * What keeps a header from being understood, or sent as it stands.
 * - `noHeader`: the text does not begin with a header between two lines of `---`
 * - `notField`: a line that is no "Name: value"; `unknown`: a name that drafts of this kind do not have
 * - `missing`: a field that sending needs is empty or gone; `address`: no address, or more than one where one is due
 * - `fixed`: a line that only tells something was changed; `choice`: neither yes nor no
 */
export interface HeaderProblem {
  readonly kind:
    "noHeader" | "notField" | "unknown" | "repeated" | "missing" | "address" | "fixed" | "choice";
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** The field or the text that is meant. */
  readonly what: string;
}

/** A draft as it was read. */
export interface DraftText {
  readonly fields: ReadonlyMap<string, DraftField>;
  readonly problems: readonly HeaderProblem[];
  readonly body: string;
  /** The line that the body begins with, from 0. */
  readonly bodyLine: number;
}

/** The fields of each kind, as they are written. `To` of a reply is Instantly's to choose: the API takes none. */
const FIELDS: Readonly<Record<DraftKind, readonly string[]>> = {
  reply: ["From", "To", "Cc", "Bcc", "Subject", "Answers"],
  forward: ["From", "To", "Cc", "Bcc", "Subject", "Original", "Forwards"],
};

const FENCE = /^---[ \t]*$/u;
const LINE = /^([A-Za-z][\w-]*):[ \t]*(.*?)[ \t]*$/u;

/** Writes a draft: a small header, an empty line, the body. Line breaks in values become blanks. */
export function printDraft(
  kind: DraftKind,
  values: Readonly<Record<string, string | undefined>>,
  body: string,
): string {
  const lines = FIELDS[kind].map((name) => `${name}: ${oneLine(values[name] ?? "")}`.trimEnd());
  return `---\n${lines.join("\n")}\n---\n\n${body}`;
}

/** Reads a draft back; `fixed` holds the lines that must stay as they were made. Never fails: `problems` tells. */
export function parseDraft(
  text: string,
  kind: DraftKind,
  fixed: Readonly<Record<string, string>> = {},
): DraftText {
  const lines = text.split(/\r\n|\r|\n/u);
  const end = lines.findIndex((line, index) => index > 0 && FENCE.test(line));
  if (!FENCE.test(lines[0] ?? "") || end < 0) {
    const problem = { kind: "noHeader", line: 0, start: 0, end: lines[0]?.length ?? 0, what: "---" } as const;
    return { fields: new Map(), problems: [problem], body: text, bodyLine: 0 };
  }
  const { fields, problems } = readHeader(lines.slice(0, end), FIELDS[kind]);
  problems.push(...missing(fields, kind, end), ...wrong(fields, kind, fixed));
  const bodyLine = lines[end + 1]?.trim() === "" ? end + 2 : end + 1;
  return { fields, problems, body: lines.slice(bodyLine).join("\n"), bodyLine };
}

/** The value of a field; "" when it is not there. */
export function fieldOf({ fields }: Pick<DraftText, "fields">, name: string): string {
  return fields.get(name)?.value ?? "";
}

/** The addresses of a field as the API wants them: bare, separated by commas. Undefined when there is none. */
export function addressList(value: string): string | undefined {
  return peopleIn(value)
    ?.map(({ address }) => address)
    .join(",");
}

function readHeader(
  lines: readonly string[],
  known: readonly string[],
): { fields: Map<string, DraftField>; problems: HeaderProblem[] } {
  const fields = new Map<string, DraftField>();
  const problems: HeaderProblem[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === "") continue;
    const [, written = "", value = ""] = LINE.exec(line) ?? [];
    const name = known.find((each) => each.toLowerCase() === written.toLowerCase());
    const place = { line: index, start: 0, end: line.length };
    if (written === "") problems.push({ kind: "notField", ...place, what: line.trim() });
    else if (name === undefined) problems.push({ kind: "unknown", ...place, what: written });
    else if (fields.has(name)) problems.push({ kind: "repeated", ...place, what: name });
    else {
      const start = value === "" ? line.length : line.indexOf(value, written.length + 1);
      fields.set(name, { name, value, line: index, start, end: start + value.length });
    }
  }
  return { fields, problems };
}

function missing(fields: ReadonlyMap<string, DraftField>, kind: DraftKind, end: number): HeaderProblem[] {
  const needed = kind === "reply" ? ["From", "Subject"] : ["From", "To", "Subject"];
  return needed.flatMap((name): HeaderProblem[] => {
    const field = fields.get(name);
    if (field !== undefined && field.value !== "") return [];
    return [{ kind: "missing", line: field?.line ?? end, start: 0, end: field?.end ?? 3, what: name }];
  });
}

function wrong(
  fields: ReadonlyMap<string, DraftField>,
  kind: DraftKind,
  fixed: Readonly<Record<string, string>>,
): HeaderProblem[] {
  return [...fields.values()].flatMap((field): HeaderProblem[] => {
    const { name, value, line, start, end } = field;
    const place = { line, start: Math.min(start, end), end };
    if (name in fixed) {
      if (value === oneLine(fixed[name] ?? "")) return [];
      return [{ kind: "fixed", line, start: 0, end: Math.max(end, 1), what: name }];
    }
    if (name === "Original")
      return /^(?:yes|no)$/iu.test(value) ? [] : [{ kind: "choice", ...place, start: 0, what: name }];
    if (name === "From" && value !== "" && (peopleIn(value)?.length ?? 0) > 1)
      return [{ kind: "address", ...place, what: value }];
    const isAddresses =
      name === "From" || name === "Cc" || name === "Bcc" || (name === "To" && kind === "forward");
    const bad = isAddresses ? peopleIn(value)?.find(({ address }) => !checkAddress(address).ok) : undefined;
    return bad === undefined ? [] : [{ kind: "address", ...place, what: bad.address }];
  });
}
