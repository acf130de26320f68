import { inlineMarkdown } from "./inlineMarkdown.ts";
import { lineMarkdown, setIn, visibleText } from "./markdownText.ts";
import { BLANK, type MailLine } from "./mailLines.ts";

const QUOTED = /^\s{0,3}((?:>\s?)+)(.*)$/u;
/** Nobody follows more; an attack would make every line as long as its depth. */
const MAX_QUOTES = 8;

/** A plain text message line by line: its words are text whatever they look like, and `>` stays a quote. */
export function textLines(text: string): MailLine[] {
  const lines: MailLine[] = [];
  let depth = 0;
  for (const raw of visibleText(text).split("\n")) {
    const [, marks = "", words = raw] = QUOTED.exec(raw) ?? [];
    const quotes = Math.min(marks.replace(/\s/gu, "").length, MAX_QUOTES);
    // Without a blank line between, Markdown takes what follows a quote for more of it.
    if (quotes < depth && raw.trim() !== "") lines.push(BLANK);
    depth = quotes;
    const prefix = "> ".repeat(quotes);
    const shown = setIn(columnsOf(words), lineMarkdown(inlineMarkdown(words.trim())));
    lines.push({
      text: `${prefix}${words.trimEnd()}`.trimEnd(),
      markdown: `${prefix}${shown}`.trimEnd(),
      breaks: shown !== "",
    });
  }
  return lines;
}

/** How far a line is set in. A single blank is most often an oversight. */
function columnsOf(line: string): number {
  const head = /^\s*/u.exec(line)?.[0].replaceAll("\t", "    ") ?? "";
  return head.length < 2 ? 0 : head.length;
}
