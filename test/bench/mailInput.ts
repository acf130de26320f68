/** A newsletter of about so many characters, as marketing tools write them; the same each time. */
export function newsletterOf(chars: number): string {
  const parts = [HEAD];
  for (let story = 0, length = HEAD.length; length < chars; story++) {
    const part = storyOf(story);
    parts.push(part);
    length += part.length;
  }
  return `${parts.join("")}</table></body></html>`;
}

const HEAD =
  "<!doctype html><html><head><style>@media (max-width:600px){.wide{width:100%!important}}" +
  Array.from(
    { length: 200 },
    (_, i) =>
      `.c${String(i)}{color:#${String(100 + i)};padding:${String(i % 20)}px;background:url(https://img.example/bg-${String(i)}.png)}`,
  ).join("") +
  `</style></head><body style="margin:0;background:#f7f4ee"><table width="100%">`;

function storyOf(i: number): string {
  return (
    `<tr><td class="c${String(i % 200)}" style="padding:12px 32px;font:16px/1.5 Georgia,serif;color:#27303f" bgcolor="#ffffff">` +
    `<img src="https://img.example/story-${String(i)}.png" width="72" height="72" alt="Story ${String(i)}" style="margin-right:16px">` +
    `<b>Story ${String(i)}</b><br>Two minutes to read, <font color="#888888">if that</font>. ` +
    `<a href="https://click.example/r?u=${String(i * 7919)}&amp;to=https%3A%2F%2Fa.example%2F${String(i)}" style="color:#0b57d0">Continue</a></td></tr>`
  );
}
