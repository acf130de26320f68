const OPEN = /<!--|<style(?=[\t\n\f\r />])/giu;
const CLOSE_STYLE = /<\/style(?=[\t\n\f\r />])/giu;
const CLOSE_COMMENT = /--!?>/gu;

/** The style sheets of a mail, one after the other, without those that stand in comments for one program. Linear. */
export function styleSheets(html: string): string {
  const sheets: string[] = [];
  let at = 0;
  for (;;) {
    OPEN.lastIndex = at;
    const open = OPEN.exec(html);
    if (open === null) return sheets.join("\n");
    if (open[0] === "<!--") {
      CLOSE_COMMENT.lastIndex = open.index + 2; // `<!-->` is a whole one
      if (CLOSE_COMMENT.exec(html) === null) return sheets.join("\n");
      at = CLOSE_COMMENT.lastIndex;
      continue;
    }
    const start = html.indexOf(">", open.index) + 1;
    if (start === 0) return sheets.join("\n");
    CLOSE_STYLE.lastIndex = start;
    at = CLOSE_STYLE.exec(html)?.index ?? html.length;
    const [, double, single, bare] =
      /\smedia\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/iu.exec(
        html.slice(open.index, Math.min(start, open.index + 1000)),
      ) ?? [];
    const media = double ?? single ?? bare ?? "";
    const sheet = html.slice(start, at);
    sheets.push(media === "" || /[{}]/u.test(media) ? sheet : `@media ${media}{${sheet}}`);
  }
}
