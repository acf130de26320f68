import { BLANK, type MailLine } from "./mailLines.ts";
import { headingMarkdown, lineMarkdown, setIn, visibleText } from "./markdownText.ts";
import { STRIKE, struckMarkdown, tidyStrikes, UNSTRIKE, withoutStrikes } from "./struckText.ts";
import { keptSpaces, shownSpaces } from "../../../shared/keptSpaces.ts";

interface Indent {
  /** Stands before the first line only, then `rest` does. */
  first: string | undefined;
  readonly rest: string;
}

/** Deeper quotes and lists are not shown deeper: an attack would make every line as long as its depth. */
const MAX_INDENTS = 8;

/** Builds lines from words, each as text and as Markdown. */
export class LineWriter {
  readonly #lines: MailLine[] = [];
  readonly #indents: Indent[] = [];
  /** Indents beyond the most that are shown. */
  #deeper = 0;
  #text: string[] = [];
  #hasText = false;
  /** Since the last cell began. */
  #cellHasText = false;
  #heading = 0;
  #strikes = 0;
  #gap = false;
  /** How many indents the last line had: a blank line belongs to what both its neighbours are in. */
  #lastDepth = 0;

  /** Words; white space counts once unless it is kept, and then a line feed ends the line. Set in as it is drawn. */
  text(raw: string, keep: boolean): void {
    const words = visibleText(raw);
    for (const [index, line] of keptSpaces(words, keep).split("\n").entries()) {
      if (index > 0) this.#endKept(keep);
      this.#add(line);
    }
  }

  /** Sets a cell off from the one before it on the same line. */
  cell(): void {
    if (this.#cellHasText) this.#text.push(" | ");
    this.#cellHasText = false;
  }

  /** What comes next is struck out. */
  strike(): void {
    if (this.#strikes++ === 0) this.#text.push(STRIKE);
  }

  unstrike(): void {
    if (--this.#strikes === 0) this.#text.push(UNSTRIKE);
  }

  heading(level: number): void {
    this.#heading = level;
  }

  rule(): void {
    this.#write("---", "---", false);
    this.#gap = true;
  }

  indent(first: string, rest: string): void {
    if (this.#indents.length < MAX_INDENTS) this.#indents.push({ first, rest });
    else this.#deeper++;
  }

  outdent(): void {
    if (this.#deeper > 0) this.#deeper--;
    else this.#indents.pop();
  }

  endLine(): void {
    const isStruck = this.#strikes > 0;
    const line = this.#hasText
      ? shownSpaces(
          tidyStrikes(this.#text.join("") + (isStruck ? UNSTRIKE : ""))
            .trimEnd()
            .replace(/(?: \|[ \u00A0]*)+$/u, ""),
        )
      : "";
    const words = line.trimStart();
    const text = withoutStrikes(words);
    const level = this.#heading;
    this.#text = isStruck ? [STRIKE] : [];
    this.#hasText = this.#cellHasText = false;
    if (text === "") return;
    this.#heading = 0;
    const markdown = struckMarkdown(words);
    if (level > 0) this.#write(text, headingMarkdown(level, markdown), false);
    else this.#write(text, setIn(line.length - words.length, lineMarkdown(markdown)), true);
  }

  /** Ends the line and leaves one blank before the next. */
  gap(): void {
    this.endLine();
    this.#heading = 0;
    this.#gap = true;
  }

  end(): readonly MailLine[] {
    this.endLine();
    return this.#lines;
  }

  /** A line that is empty in text laid out by its blanks is one. */
  #endKept(keep: boolean): void {
    const isEmpty = keep && !this.#hasText;
    this.endLine();
    if (isEmpty) this.#gap = true;
  }

  #add(words: string): void {
    if (words === "") return;
    this.#text.push(words);
    if (/[^\s\u200C\u200D]/u.test(words)) this.#hasText = this.#cellHasText = true;
  }

  #write(text: string, markdown: string, isParagraph: boolean): void {
    const isItem = this.#indents.some(({ first, rest }) => first !== undefined && first !== rest);
    if (this.#gap && this.#lines.length > 0) this.#lines.push(this.#blank());
    this.#gap = false;
    const prefix = this.#indents.map((indent) => {
      const shown = indent.first ?? indent.rest;
      indent.first = undefined;
      return shown;
    });
    this.#lastDepth = this.#indents.length;
    const quotes = prefix.filter((part) => part === "> ").join("");
    this.#lines.push({
      text: quotes + text,
      markdown: prefix.join("") + markdown,
      breaks: isParagraph && !isItem,
    });
  }

  #blank(): MailLine {
    const depth = Math.min(this.#lastDepth, this.#indents.length);
    // Of an indent that begins with the next line there is nothing yet.
    const shared = this.#indents.slice(0, depth).filter(({ first }) => first === undefined);
    const markdown = shared
      .map(({ rest }) => rest)
      .join("")
      .trimEnd();
    return markdown === "" ? BLANK : { text: markdown, markdown, breaks: false };
  }
}
