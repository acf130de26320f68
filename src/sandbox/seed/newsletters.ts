import type { Newsletter } from "./mailTexts.ts";

const INK = "font:16px/1.5 Georgia,serif;color:#27303f";

/**
 * A designed mail as marketing tools send it: tables, remote pictures, wrapped links and an open tracker. Whatever it
 * loads comes from the sandbox itself, which logs each fetch.
 */
export function newsletterHtml(
  { name, subject, lead, stories }: Newsletter,
  recipient: string,
  origin: string,
): string {
  const id = Buffer.from(recipient).toString("base64url");
  const pictures = `${origin}/__sandbox/pixel/news`;
  const rows = stories.map(
    (story, i) =>
      `<tr><td style="padding:12px 32px;${INK}"><img src="${pictures}/story-${i}.gif" width="72" height="72" alt="" align="left" ` +
      `style="margin-right:16px;background:#e8dfcf"><b>${story}</b><br>Two minutes to read. ` +
      `<a href="https://click.paperboat.example/r?u=${id}&amp;to=https%3A%2F%2Fpaperboat.example%2F${i}">Continue</a></td></tr>`,
  );
  return (
    `<!doctype html><html><head><meta charset="utf-8"><style>@media (max-width:600px){.wide{width:100%!important}}` +
    `.hero{background:#f4ecdc url(${pictures}/hero-background.gif)}</style></head><body style="margin:0;background:#f7f4ee">` +
    `<table width="100%" cellpadding="0" cellspacing="0"><tr><td align="center"><table class="wide" width="600" cellpadding="0" ` +
    `cellspacing="0" style="background:#ffffff"><tr><td class="hero" style="padding:40px 32px"><h1 style="margin:0;font:700 30px Georgia,serif;` +
    `color:#7a3e1d">${name}</h1><p style="${INK}">${subject}</p></td></tr><tr><td style="padding:24px 32px;${INK}">` +
    `<img src="${pictures}/hero.gif" width="536" height="200" alt="${name}" style="background:#e8dfcf;max-width:100%"><p>${lead}</p></td></tr>` +
    `${rows.join("")}<tr><td style="padding:24px 32px;font:12px sans-serif;color:#8a8f98">You get this because you subscribed. ` +
    `<a href="https://click.paperboat.example/unsubscribe?u=${id}">Unsubscribe</a></td></tr></table></td></tr></table>` +
    `<img src="${origin}/__sandbox/pixel/open.gif?u=${id}" width="1" height="1" alt="" style="display:none"></body></html>`
  );
}
