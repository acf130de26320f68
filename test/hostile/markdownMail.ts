/** Pieces that meet in any order, most without a blank between: what programs link on their own stands before what is escaped. */
const HOSTILE: readonly ((http: string) => string)[] = [
  (http) => `<img src="${http}/a.gif">`,
  (http) => `<img src=${http}/b.gif onerror=alert(1)>`,
  (http) => `<script src="${http}/c.js"></script>`,
  (http) => `<a href="${http}/d">paypal.com</a>`,
  (http) => `<iframe src=${http}/e></iframe>`,
  (http) => `<style>@import url(${http}/f.css)</style>`,
  (http) => `<svg><image href="${http}/g.svg"/></svg>`,
  (http) => `<input type=image src=${http}/h.gif>`,
  (http) => `![x](${http}/i.png)`,
  (http) => `![x](<${http}/j.png>)`,
  (http) => `![x][r]\n\n[r]: ${http}/k.png`,
  (http) => `[paypal.com](${http}/l)`,
  (http) => `[x]: ${http}/m`,
  (http) => `$\\href{${http}/n}{x}$`,
  (http) => `$$\\includegraphics{${http}/o.png}$$`,
  (http) => `\\begin{x}\n\\url{${http}/p}\n\\end{x}`,
  () => "<!--",
  () => "-->",
  () => "<![CDATA[",
  () => "<?x",
  () => "<b>",
  () => "</p>",
  () => "<x-y>",
];
const PLAIN: readonly ((http: string) => string)[] = [
  (http) => `${http}/q`,
  (http) => `${http}/_next/*a*[b]~~c~~?x=1&_y=2&copy=3`,
  (http) => `${http}/w_(x)_$5$`,
  (http) => `${http.replace("http", "HTTP")}/`,
  (http) => `x${http}`,
  (http) => `é${http}`,
  (http) => `_${http}_`,
  (http) => `-${http}`,
  () => "https://",
  () => "https://%zz",
  () => "https://user:pw@evil.example:8080/x",
  () => "https://good.example\\@evil.example",
  () => "https://xn--e1awd7f.example/%3Cimg%3E",
  () => "ftp://files.example/x",
  () => "javascript://evil.example/%0aalert(1)",
  () => "data:text/html,x",
  () => "//evil.example/x",
  () => "///",
  () => "mailto:ann@corp.example",
  () => "mailto:_ann@corp.example?subject=x",
  () => "ann@corp.example",
  () => "o'brien@corp.example",
  () => "_ann_@corp.example",
  () => "jörg@corp.example",
  () => "jo*an@corp.example",
  () => "a`b@corp.example",
  () => "www.acme.example",
  () => "www.acme.com/_next/*x*",
  () => "acme.com/_x_",
  () => "www.1.example/",
  () => "www.9gag.com/_x_",
  () => "1and1.com/*x*",
  () => "x.3d.example/_x_",
  () => "snake_case.txt",
  () => "$50",
  () => "US$",
  () => "*",
  () => "**",
  () => "_",
  () => "~~",
  () => "`",
  () => "```",
  () => "\\",
  () => "|",
  () => "|---|",
  () => "#",
  () => "##",
  () => ">",
  () => "- ",
  () => "1. ",
  () => "---",
  () => "===",
  () => ":::",
  () => "[^1]",
  () => "[!NOTE]",
  () => "[ ]",
  () => "&lt;",
  () => "&#60;",
  () => "&amp",
  () => "\n",
  () => "\n\n",
  () => "\t",
  () => " ",
  () => "  ",
  () => "\u00A0",
  () => "。",
  () => "“",
  () => "word",
  () => "Straße",
  () => "!",
  () => "(",
  () => ")",
  () => "]",
  () => "\u200B",
  () => "\u202E",
];

/** Numbers in [0, 1) that are the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Text that would be more than text, as a body, a subject, a name or an address may hold it. */
export function hostileText(random: () => number, http: string): string {
  let text = "";
  for (let left = 2 + Math.floor(random() * 9); left > 0; left--) {
    const from = random() < 0.3 ? HOSTILE : PLAIN;
    text += from[Math.floor(random() * from.length)]?.(http) ?? "";
    if (random() < 0.25) text += " ";
  }
  return text;
}

/** A message of the API, each of whose texts is such a one. */
export function hostileMarkdownMail(random: () => number, http: string): Record<string, unknown> {
  const text = (): string => hostileText(random, http);
  const quoted = (): string => text().replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const href = (): string =>
    (random() < 0.5 ? `${http}/${encodeURI(text())}` : text()).replaceAll('"', "&quot;");
  const html = `<h2>${quoted()}</h2><p>${quoted()}<a href="${href()}">${quoted()}</a>${quoted()}<br>${text()}
<table><tr><td>${quoted()}<td>${quoted()}</table><ul><li>${quoted()}<li><del>${quoted()}</del>${quoted()}</ul>
<blockquote>${quoted()}<pre>${quoted()}</pre></blockquote><img alt="${quoted().replaceAll('"', "&quot;")}" src=x>${quoted()}`;
  const address = text().replace(/[\n,]/gu, " ");
  return {
    subject: text(),
    from_address_email: random() < 0.5 ? "ann@corp.example" : address,
    from_address_json: [{ address: "ann@corp.example", name: text() }],
    to_address_email_list: address,
    attachment_json: [{ filename: text(), url: `${http}/attachment` }],
    body: random() < 0.5 ? { html } : { text: [text(), `> ${text()}`, text()].join("\n") },
  };
}
