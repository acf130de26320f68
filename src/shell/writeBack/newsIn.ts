/** Of lines that were added to, only so many are looked at; more are not in sight. */
const LOOKED_AT = 24;

/** Where a line of a preview has what was added to it. */
export interface News {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** The additions of a usual line, neither the shortest nor the longest; undefined where no line was added to. */
export function newsIn(before: string, after: string): News | undefined {
  const was = linesOf(before).filter((text) => text !== "");
  const unchanged = new Set(was);
  const news: News[] = [];
  for (const [line, text] of linesOf(after).entries()) {
    if (unchanged.has(text)) continue;
    const from = Math.max(0, ...was.map((old) => commonLength(old, text)));
    if (from > 0) news.push({ line, from, to: text.length });
    if (news.length === LOOKED_AT) break;
  }
  news.sort((a, b) => a.to - b.to);
  return news[Math.floor(news.length / 2)];
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/u);
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
