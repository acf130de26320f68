/** One line of a message, as text and as the Markdown that shows it. */
export interface MailLine {
  /** As the rules for quotes and signatures read it: marked with `>` where it is quoted. "" for a blank line. */
  readonly text: string;
  readonly markdown: string;
  /** A paragraph goes on in the next line: Markdown must be told to break. */
  readonly breaks: boolean;
}

export const BLANK: MailLine = { text: "", markdown: "", breaks: false };

/** Lines as a Markdown document. */
export function joinLines(lines: readonly MailLine[]): string {
  return lines
    .map(({ markdown, breaks }, index) => {
      const next = lines[index + 1];
      return breaks && next?.breaks === true ? `${markdown}  ` : markdown;
    })
    .join("\n")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
}
